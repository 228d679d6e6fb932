import type { ByHand, CorrectCommand, Refund } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { stepOf, type CountedPurchases, type LadderStep } from '../../domain/commit/ladder.ts';
import type { EventRow, RedemptionRow, RewardRow } from '../../domain/commit/rows.ts';
import { formatMoney } from '../../domain/money.ts';
import { accepted, takenBack } from './answer.ts';
import { takeBack, type TakeBack } from './book.ts';
import type { Draft } from './draft.ts';
import { isInFlight, leaveOverhangs, standing } from './overhang.ts';
import { purchaseLadderOf } from './purchases.ts';
import { leftInReports, refundedReports } from './refunded.ts';

/** By how much ladders go down, by their keys. */
type Down = ReadonlyMap<string, number>;

/**
 * A redemption is taken back: with its rewards, with the steps that its inviter is below again, and
 * with its use, unless the terms keep that. All of it or nothing. Where a part of what was paid is refunded, only
 * ladders by purchases go down, with the steps that they are below again, and rewards that still wait for something
 * else are worked out from what is left.
 */
export function cancel(draft: Draft, command: CorrectCommand): Outcome {
  const row = draft.redemptions.get(command.redemption);
  if (row?.code !== draft.facts.code.id) return reject('REDEMPTION_UNKNOWN');
  const no = refuseCancel(row);
  if (no) return no;
  return command.refund === undefined
    ? cancelWhole(draft, command, row)
    : refund(draft, command, { row, ...command.refund });
}

function cancelWhole(draft: Draft, command: CorrectCommand, row: RedemptionRow): Outcome {
  const purchases = Object.entries(row.purchases ?? {});
  const down: Down = new Map([
    ...row.counted.map((key) => [key, 1] as const),
    ...purchases.map(([key, { minor }]) => [key, minor] as const),
  ]);
  const falls = falling(draft, row, down);
  if (falls.some((reward) => isInFlight(draft, reward))) return reject('REWARD_IN_FLIGHT');
  const why = goDown(draft, command, { falls, down });
  leaveOverhangs(draft, [...down.keys()], {
    ...why,
    reason: `redemption ${row.id} of another code was cancelled`,
  });
  const left = purchases.map(([key, counted]) => [key, { ...counted, steps: 0 }] as const);
  const taken = left.length === 0 ? {} : { purchases: Object.fromEntries(left) };
  const cancelled = close(draft, { ...row, ...taken }, { why, falls });
  return answered(draft, cancelled, falls);
}

function refund(
  draft: Draft,
  command: CorrectCommand,
  { row, milestone, asset, minor }: Refund & { readonly row: RedemptionRow },
): Outcome {
  const counted = Object.entries(row.purchases ?? {}).filter(([key]) => {
    const of = purchaseLadderOf(draft, key)?.schedule.of;
    return of?.milestone === milestone && of.asset === asset;
  });
  const inReports = leftInReports(draft.terms, row, { milestone, asset });
  const left = Math.max(inReports, ...counted.map(([, one]) => one.minor + besideOf(one)));
  if (minor > left) {
    const isKnown = counted.length > 0 || inReports > 0;
    const message = isKnown
      ? exactly('paidLeft', formatMoney(left, asset))
      : exactly('refundUncounted', milestone);
    return reject('MORE_THAN_LEFT', { message, left });
  }
  // What a ladder never counted is refunded first: nothing says which purchase it was.
  const parts = counted.map(([key, one]) => {
    const rest = Math.max(0, minor - besideOf(one));
    return [key, Math.min(rest, one.minor)] as const;
  });
  const down: Down = new Map(parts);
  const falls = standing(draft).filter(
    ({ ladder }) => ladder !== null && down.has(ladder.key) && isAbove(draft, ladder, down),
  );
  if (falls.some((reward) => isInFlight(draft, reward))) return reject('REWARD_IN_FLIGHT');
  const why = goDown(draft, command, { falls, down });
  leaveOverhangs(draft, [...down.keys()], {
    ...why,
    reason: `a part of what redemption ${row.id} of another code has paid was refunded`,
  });
  const purchases = Object.fromEntries(
    counted.map(([key, one]) => {
      const beside = Math.max(0, besideOf(one) - minor);
      const rest = { minor: one.minor - (down.get(key) ?? 0), steps: one.steps };
      return [key, beside === 0 ? rest : { ...rest, beside }];
    }),
  );
  const reports = refundedReports(draft.terms, row, { milestone, asset, minor });
  const after = { ...row, reports, purchases: { ...row.purchases, ...purchases } };
  draft.redemptions.set(row.id, after);
  note(draft, row, why, { milestone, refundedPurchaseMinor: minor, asset });
  return answered(draft, row, falls);
}

function besideOf({ beside = 0 }: CountedPurchases): number {
  return beside;
}

/** Takes rewards back, and lowers ladders. */
function goDown(
  draft: Draft,
  { actor, reason }: CorrectCommand,
  of: { readonly falls: readonly RewardRow[]; readonly down: Down },
): TakeBack & ByHand {
  const why = { at: draft.facts.now, actor, reason };
  for (const reward of of.falls) takeBack(draft, reward, why);
  for (const [key, minor] of of.down) draft.take(key, -minor);
  return why;
}

function answered(
  draft: Draft,
  { id: redemption, state: redemptionState }: RedemptionRow,
  falls: readonly RewardRow[],
): Outcome {
  const takenRows = falls.flatMap(({ id }) => takenBack(draft.rewards.get(id)));
  return accepted(draft, { redemption, redemptionState, takenBack: takenRows });
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
      return reject('NOT_REDEEMED', { message: exactly(waiting[state]) });
  }
}

const waiting = {
  reserved: 'cancelReserved',
  review: 'cancelReview',
  released: 'cancelReleased',
  refused: 'cancelRefused',
} as const;

/**
 * What the cancellation takes back: the redemption's own rewards, and steps that are not reached any
 * more. An inviter's step is for the number of invitees, whoever of them it came with.
 */
function falling(draft: Draft, row: RedemptionRow, down: Down): readonly RewardRow[] {
  const isCounted = (key: string): boolean =>
    row.counted.includes(key) || row.purchases?.[key] !== undefined;
  return standing(draft).filter(({ ladder, side, redemption }) => {
    const isOwn = redemption === row.id;
    if (ladder === null || !isCounted(ladder.key)) return isOwn;
    return isAbove(draft, ladder, down) || (side === 'invitee' && isOwn);
  });
}

/** Whether a ladder that is counted in goes below a step, or was below it. */
function isAbove(draft: Draft, ladder: LadderStep, down: Down): boolean {
  return stepOf(ladder) > draft.used(ladder.key) - (down.get(ladder.key) ?? 0);
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
  note(draft, row, why, { state });
  return closed;
}

/** Keeps for reading up who took back what. */
function note(
  draft: Draft,
  row: RedemptionRow,
  { at, actor, reason }: TakeBack & ByHand,
  what: EventRow['data'],
): void {
  draft.record({
    kind: 'cancellation',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id, ...what, by: actor, reason },
  });
}
