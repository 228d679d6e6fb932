import { setTimeout as sleep } from 'node:timers/promises';

import type { Crowd } from './crowd.ts';
import type { Strikes } from './strikes.ts';

/** Longer than any strike, and than what everybody needs to find each other again after it. */
const stillMs = 180_000;
const lookEveryMs = 1_000;

/**
 * Waits for `work`, unless nobody is given an answer for three minutes: then it throws, with what strikes,
 * which workers have ended, what is unanswered, and what the workers wrote last.
 */
export async function unlessStill(
  work: Promise<void>,
  crowd: Pick<Crowd, 'acknowledged' | 'unanswered'>,
  strikes: Pick<Strikes, 'under' | 'deaths' | 'words'>,
): Promise<void> {
  const over = new AbortController();
  const still = untilStill(crowd, over.signal);
  const first = await Promise.race([work.then(() => 'over'), still]).finally(() => over.abort());
  if (first === 'over') return;
  throw new Error(
    [
      `no answer for ${String(stillMs / 1_000)} s after ${String(crowd.acknowledged.length)} answers; ${strikes.under() ?? 'nothing strikes'}`,
      ...strikes.deaths,
      ...crowd.unanswered().map((what) => `unanswered: ${what}`),
      ...(await strikes.words()),
    ].join('\n'),
  );
}

async function untilStill(
  { acknowledged }: Pick<Crowd, 'acknowledged'>,
  signal: AbortSignal,
): Promise<'still' | 'over'> {
  let answered = acknowledged.length;
  let since = Date.now();
  while (Date.now() - since < stillMs) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return 'over';
    if (acknowledged.length === answered) continue;
    answered = acknowledged.length;
    since = Date.now();
  }
  return 'still';
}
