import type { RewardTerms, Side } from '../../domain/campaign/terms.ts';
import type { ByHand, ReverseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reject } from '../../domain/code/rejection.ts';
import { stepOf, type LadderStep } from '../../domain/commit/ladder.ts';
import { stands, type RewardRow } from '../../domain/commit/rows.ts';
import { accepted, takenBack } from './answer.ts';
import { takeBack } from './book.ts';
import type { Draft } from './draft.ts';

/** The sides to which a step is granted that was just reached: to the others it stands still, through whichever code. */
export function sidesOf(
  draft: Draft,
  { to }: Pick<RewardTerms, 'to'>,
  ladder: LadderStep | null,
): readonly Side[] {
  if (ladder === null || draft.facts.stepsStanding.length === 0) return to;
  const kept = draft.facts.stepsStanding.filter((one) => {
    const own = draft.rewards.get(one.id);
    return isSame(one.ladder, ladder) && (own === undefined || stands(own));
  });
  return to.filter((side) => kept.every((one) => one.side !== side));
}

/** Whether a side has a step now: through whichever code, or since this batch. */
export function hasStep(draft: Draft, side: Side, ladder: LadderStep): boolean {
  if (sidesOf(draft, { to: [side] }, ladder).length === 0) return true;
  return standing(draft).some(
    (own) => own.side === side && own.ladder !== null && isSame(own.ladder, ladder),
  );
}

function isSame(one: LadderStep, other: LadderStep): boolean {
  return one.key === other.key && stepOf(one) === stepOf(other);
}

/** Notes which other codes are to take steps back, of ladders that a correction has lowered. */
export function leaveOverhangs(
  draft: Draft,
  keys: readonly string[],
  { actor, reason }: ByHand,
): void {
  const { code, now: at, stepsStanding } = draft.facts;
  for (const { id: reward, code: other, ladder } of stepsStanding) {
    const { key } = ladder;
    if (other === code.id || !keys.includes(key) || stepOf(ladder) <= draft.used(key)) continue;
    draft.overhangs.set(`${other} ${key}`, { code: other, key, reward, at, reason, actor });
  }
}

/**
 * Takes back every step of the code's that its ladder is below, as the cancellation of another code's
 * redemption has asked; nothing where others have reached them again. What is with a provider is asked for again,
 * and waits for nothing but itself.
 */
export function takeOverhang(draft: Draft, row: RewardRow, command: ReverseCommand): Outcome {
  const { ladder, redemption } = row;
  if (ladder === null) return reject('REWARD_UNKNOWN');
  const { key } = ladder;
  const above = standing(draft).filter(
    (one) => one.ladder?.key === key && stepOf(one.ladder) > draft.used(key),
  );
  const free = above.filter((one) => !isInFlight(draft, one));
  if (free.length === 0 && above.length > 0) return reject('REWARD_IN_FLIGHT');
  const { actor, reason } = command;
  for (const one of free) takeBack(draft, one, { at: draft.facts.now, actor, reason });
  if (free.length === above.length) draft.overhangsSettled.push(key);
  const taken = free.flatMap(({ id }) => takenBack(draft.rewards.get(id)));
  return accepted(draft, { redemption, takenBack: taken });
}

/** The code's rewards that are known to the batch and were not taken back. */
export function standing(draft: Draft): readonly RewardRow[] {
  return draft.rewards.all().filter(stands);
}

/** Whether a provider may have sent it, so that it cannot be stopped. */
export function isInFlight({ facts }: Draft, { id, state }: RewardRow): boolean {
  return state === 'due' && !facts.payoutsStoppable.has(id);
}
