import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { PayoutState } from '../../domain/commit/rows.ts';
import { payoutStateOf } from '../../store/payouts/payout-state.ts';
import type { Db } from '../../store/query.ts';

/**
 * Why a payout, named by its key or by a reward of it, was not tried again or settled: REWARD_UNKNOWN where there is
 * none, PAYOUT_NOT_WAITING otherwise.
 * @throws StoreUnavailable
 */
export async function notWaiting(db: Db, key: string): Promise<Rejection> {
  const state = await payoutStateOf(db, key);
  if (state === undefined) {
    return reject('REWARD_UNKNOWN', { message: 'there is no payout of this reward' });
  }
  return reject('PAYOUT_NOT_WAITING', { message: `the payout is \`${state}\`: ${why(state)}` });
}

function why(state: PayoutState): string {
  switch (state) {
    case 'manual':
      return 'not all of it is owed any more';
    case 'failed':
      return 'it is known as not paid already, or not all of it is owed any more';
    case 'unknown':
      return 'the provider is being asked; try again when that is settled';
    default:
      return 'it waits for nobody';
  }
}
