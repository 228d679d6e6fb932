import type { CodeId, SubjectId } from '../../domain/ids.ts';
import { kindOf } from './names.ts';
import type { Random } from './random.ts';
import { reportOf } from './report.ts';
import type { Invitee, World } from './world.ts';

const soonMs = 10 * 60_000;

/** A redemption that somebody tries to make of a code and what comes after it. */
export interface Redeeming {
  readonly code: CodeId;
  readonly holder: SubjectId;
  readonly invitee: Invitee;
  /** The share of those who reach each next milestone. */
  readonly reach: (milestone: string) => number;
  /** Told at the end whether the redemption stood. */
  readonly done: (redeemed: boolean) => void;
}

/** Redeems, and reaches milestones one after the other as far as the dice let. */
export async function redeemAndGoOn(
  world: World,
  random: Random,
  redeeming: Redeeming,
): Promise<void> {
  const { code, holder, invitee } = redeeming;
  const outcome = await world.redeem(code, holder, invitee);
  // A redemption that waits for a review is held up with all that would come after it.
  if (outcome.ok && outcome.redemptionState === 'redeemed') {
    const answered = outcome.forwardedTo ?? code;
    goOn(world, random, { ...redeeming, code: answered }, 0);
  } else redeeming.done(false);
}

function goOn(world: World, random: Random, redeeming: Redeeming, index: number): void {
  const milestone = world.journey[index];
  if (milestone === undefined || !random.chance(redeeming.reach(milestone))) {
    redeeming.done(true);
    return;
  }
  const { reachWithinMs } = world.population.invitees;
  const at = world.hours.busyFrom(world.now + random.exponential(reachWithinMs), random);
  world.agenda.plan(at, async () => {
    const report = reportOf(world, random, milestone);
    await world.milestone(redeeming.code, redeeming.invitee.id, report);
    goOn(world, random, redeeming, index + 1);
  });
}

/** Somebody opens a share, and may redeem the code soon after. */
export function openAndMaybeRedeem(
  world: World,
  random: Random,
  opening: Omit<Redeeming, 'reach'> & { readonly open: (isNew: boolean) => Promise<void> },
): void {
  const { invitees } = world.population;
  const { invitee } = opening;
  const at = world.hours.busyFrom(world.now + random.exponential(invitees.opensWithinMs), random);
  world.agenda.plan(at, async () => {
    await opening.open(!invitee.existing);
    if (!random.chance(invitees.redeem)) {
      opening.done(false);
      return;
    }
    const reach = (milestone: string): number => invitees.milestones[milestone] ?? invitees.reach;
    const soon = world.hours.busyFrom(world.now + random.exponential(soonMs), random);
    world.agenda.plan(soon, () => redeemAndGoOn(world, random, { ...opening, reach }));
  });
}

/** The same person tries once more, which every campaign refuses. */
export function tryAgain(world: World, random: Random, redeeming: Redeeming): void {
  const at = world.hours.busyFrom(world.now + random.exponential(soonMs), random);
  world.agenda.plan(at, async () => {
    const { code, invitee } = redeeming;
    const outcome = await world.redeemOnce(code, invitee);
    world.recorder.tried(kindOf(invitee.id), outcome, false);
    redeeming.done(false);
  });
}
