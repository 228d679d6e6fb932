import type { CorrectCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { rewardOfLadder } from '../../domain/commit/counters.ts';
import { stepName } from '../../domain/commit/facts.ts';
import type { RedemptionRow, RewardRow } from '../../domain/commit/rows.ts';
import { accepted, takenBack } from './answer.ts';
import { takeBack, type TakeBack } from './book.ts';
import type { Draft } from './draft.ts';

/**
 * A redemption is taken back: with its rewards, with the steps that its inviter is below again, and
 * with its use, unless the terms keep that. All of it or nothing.
 */
export function cancel(draft: Draft, command: CorrectCommand): Outcome {
  const row = draft.redemptions.get(command.redemption);
  if (row?.code !== draft.facts.code.id) return reject('REDEMPTION_UNKNOWN');
  const no = refuseCancel(row);
  if (no) return no;
  const left = row.counted.filter((key) => leavesLadder(draft, key));
  const falls = falling(draft, row, left);
  if (falls.some((reward) => isInFlight(draft, reward))) return reject('REWARD_IN_FLIGHT');
  const { actor, reason } = command;
  const why: TakeBack = { at: draft.facts.now, actor, reason };
  for (const reward of falls) takeBack(draft, reward, why);
  for (const key of left) draft.take(key, -1);
  const cancelled = close(draft, { ...row, counted: left }, { why: { ...why, actor }, falls });
  return accepted(draft, {
    redemption: row.id,
    redemptionState: cancelled.state,
    takenBack: falls.flatMap(({ id }) => takenBack(draft.rewards.get(id))),
  });
}

function refuseCancel({ state }: RedemptionRow): Rejection | null {
  switch (state) {
    case 'redeemed':
      return null;
    case 'cancelled':
    case 'spent':
      return reject('REDEMPTION_CANCELLED');
    case 'reserved':
    case 'review':
    case 'released':
    case 'refused':
      return reject('NOT_REDEEMED', { message: `${waiting[state]}: there is nothing to cancel` });
  }
}

const waiting = {
  reserved: 'the redemption is a reservation, which can be released',
  review: 'the redemption is in review, which can be refused',
  released: 'the redemption was released',
  refused: 'the redemption was refused',
} as const;

/**
 * Whether a ladder goes down by one. Where its last invitee brought a step through another code, that
 * step stands, and the ladder with it: one lower, the same step would be reached twice.
 */
function leavesLadder(draft: Draft, key: string): boolean {
  // By other terms there may be a step where these have none.
  if (draft.facts.stepsElsewhere.has(stepName(key, draft.used(key)))) return false;
  const reward = draft.terms.rewards.find(({ id }) => id === rewardOfLadder(key));
  if (reward?.schedule.kind !== 'ladder' || reward.schedule.over === 'code') return true;
  const last = draft.used(key);
  return (
    reward.schedule.steps.every(({ invitees }) => invitees !== last) ||
    standing(draft).some(({ ladder }) => ladder?.key === key && ladder.invitees === last)
  );
}

/**
 * What the cancellation takes back: the redemption's own rewards, and steps that are not reached any
 * more. An inviter's step is for the number of invitees, whoever of them it came with.
 */
function falling(draft: Draft, row: RedemptionRow, left: readonly string[]): readonly RewardRow[] {
  return standing(draft).filter(({ ladder, side, redemption }) => {
    if (ladder === null || !row.counted.includes(ladder.key)) return redemption === row.id;
    const count = draft.used(ladder.key) - Number(left.includes(ladder.key));
    return ladder.invitees > count || (side === 'invitee' && redemption === row.id);
  });
}

function standing(draft: Draft): readonly RewardRow[] {
  return draft.rewards
    .all()
    .filter(({ state }) => state === 'held' || state === 'due' || state === 'paid');
}

function isInFlight({ facts }: Draft, { id, state }: RewardRow): boolean {
  return state === 'due' && !facts.payoutsStoppable.has(id);
}

function close(
  draft: Draft,
  row: RedemptionRow,
  done: {
    readonly why: TakeBack & { readonly actor: string };
    readonly falls: readonly RewardRow[];
  },
): RedemptionRow & { readonly state: 'cancelled' | 'spent' } {
  const { why, falls } = done;
  const state = draft.terms.redemption.onCancel === 'keep-use' ? 'spent' : 'cancelled';
  const { redemptions, uses } = draft.state;
  const own = falls.filter(({ redemption }) => redemption === row.id).map(({ id }) => id);
  const closed = { ...row, state, cancelled: { ...why, rewards: own, reopenedAs: null } } as const;
  draft.redemptions.set(row.id, closed);
  draft.change({
    redemptions: redemptions - 1,
    uses: state === 'spent' ? uses : uses - 1,
  });
  draft.record({
    kind: 'cancellation',
    at: why.at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id, state, by: why.actor, reason: why.reason },
  });
  return closed;
}
