import type { AttemptResult } from './deliver-payout.ts';

const words: Readonly<Record<AttemptResult, string>> = {
  paid: 'paid',
  failed: 'refused',
  'in-doubt': 'in doubt',
  manual: 'left to operations',
  'not-taken': 'not taken in',
  full: 'left for the next minute',
  'put-back': 'put back to settle a debt',
  superseded: 'taken over by another worker',
};

/** A page of payouts in words: `12 payouts to sandbox: 11 paid, 1 in doubt`. */
export function payoutWords(
  provider: string,
  count: number,
  results: ReadonlyMap<AttemptResult, number>,
): string {
  return pageWords(`${count === 1 ? 'payout' : 'payouts'} to ${provider}`, count, [
    ...entriesOf(words, results),
  ]);
}

/** `what` with its number, and what became of it: `nothing due` when there was none. */
export function pageWords(
  what: string,
  count: number,
  results: readonly (readonly [string, number])[],
): string {
  if (count === 0) return 'nothing due';
  const parts = results.map(([word, number]) => `${String(number)} ${word}`);
  return `${String(count)} ${what}: ${parts.join(', ')}`;
}

function* entriesOf(
  naming: Readonly<Record<AttemptResult, string>>,
  results: ReadonlyMap<AttemptResult, number>,
): Generator<readonly [string, number]> {
  for (const [result, number] of results) yield [naming[result], number];
}
