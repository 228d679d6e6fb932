import { errorOf, field } from './answer-body.ts';
import type { StatementAnswer, StatementLine, StatementPage } from './payout-provider.ts';
import type { SendSigned } from './signed-http.ts';

/** So that a page with the longest keys and names is still an answer that is read. */
const linesMax = 50;

/** One page of the statement; doubtful as soon as one line of it cannot be read. */
export async function readStatement(
  send: SendSigned,
  { sinceMs, cursor }: StatementPage,
): Promise<StatementAnswer> {
  const query = new URLSearchParams({
    since: new Date(sinceMs).toISOString(),
    limit: String(linesMax),
    ...(cursor === null ? {} : { cursor }),
  });
  const answer = await send({ method: 'GET', path: `/statement?${query.toString()}` });
  if (answer.kind !== 'believed') return { kind: 'doubtful', reason: answer.reason };
  const error = errorOf(answer.body);
  if (error !== null) return { kind: 'doubtful', reason: `${error.code}: ${error.message}` };
  const payouts = field(answer.body, 'payouts');
  const next = field(answer.body, 'next');
  const lines = Array.isArray(payouts) ? payouts.map(lineOf) : [null];
  if (!lines.every((line) => line !== null) || (next !== null && typeof next !== 'string')) {
    return { kind: 'doubtful', reason: 'the answer is not a page of a statement' };
  }
  return { kind: 'page', lines, next };
}

/** Whether the contract knows this state. */
export function isPayoutState(state: unknown): state is StatementLine['state'] {
  return state === 'paid' || state === 'pending' || state === 'returned';
}

function lineOf(line: unknown): StatementLine | null {
  const text = (name: string): string => {
    const value = field(line, name);
    return typeof value === 'string' ? value : '';
  };
  const state = field(line, 'state');
  const minor = field(line, 'amountMinor');
  const acceptedAt = Date.parse(text('acceptedAt'));
  const [key, ref, beneficiary, asset] = [...['key', 'payoutId', 'beneficiary', 'asset'].map(text)];
  if (!key || !ref || !beneficiary || !asset || !isPayoutState(state)) return null;
  if (typeof minor !== 'number' || !Number.isSafeInteger(minor) || minor <= 0) return null;
  if (Number.isNaN(acceptedAt)) return null;
  return { key, ref, state, beneficiary, asset, minor, acceptedAt };
}
