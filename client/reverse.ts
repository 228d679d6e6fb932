import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import type { ReverseCall } from './calls.ts';
import { operateOnRow, type Desk } from './operate.ts';

/**
 * Takes one reward back, or a part of it.
 * @throws UsherError when no answer came in time
 */
export function reverse(
  desk: Desk,
  { reward, amountMinor, refundedPurchaseMinor, returned, actor, reason, ...call }: ReverseCall,
): Promise<Outcome> {
  const said = Object.entries({ amountMinor, refundedPurchaseMinor });
  const given = said.filter(([, minor]) => minor !== undefined);
  const part = given.length === 0 ? undefined : Object.fromEntries(given);
  const fields = { reward, part, returned, actor, reason };
  const operation = { kind: 'reverse', fields, unknown: reject('REWARD_UNKNOWN') } as const;
  return operateOnRow(desk, { ...call, row: reward }, operation);
}
