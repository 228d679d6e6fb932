import type { CodeId, SubjectId } from '../../domain/ids.ts';
import { decimalsOf, parseAmount, type Asset } from '../../domain/money.ts';
import { kindOf } from './names.ts';
import type { Random } from './random.ts';
import type { Invitee, World } from './world.ts';

const soonMs = 10 * 60_000;
/** How much purchases differ: the standard deviation of their logarithm. */
const purchaseSpread = 0.6;
const wordsOfBuying = /purchase|order|buy|paid/;

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
  const { milestones } = world.campaign.terms;
  const milestone = milestones[index];
  if (milestone === undefined || !random.chance(redeeming.reach(milestone))) {
    redeeming.done(true);
    return;
  }
  const { reachWithinMs } = world.population.invitees;
  const at = world.hours.busyFrom(world.now + random.exponential(reachWithinMs), random);
  world.agenda.plan(at, async () => {
    const minor = wordsOfBuying.test(milestone) ? purchaseOf(world, random) : null;
    await world.milestone(redeeming.code, redeeming.invitee.id, milestone, minor);
    goOn(world, random, redeeming, index + 1);
  });
}

/** Log-normal, so that its mean is what the population says. */
function purchaseOf({ population, campaign }: World, random: Random): number {
  const currency = campaign.terms.budget.find(({ asset }) => /^[A-Z]{3}\//.test(asset))?.asset;
  const decimals = decimalsOf(currency ?? ('CNY/2' as Asset));
  const mean = parseAmount(population.invitees.purchase, decimals) ?? 0;
  const factor = Math.exp(purchaseSpread * random.normal() - purchaseSpread ** 2 / 2);
  return Math.round(mean * factor);
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
    const outcome = await world.simulation.send(code, {
      kind: 'redeem',
      opId: world.opId(),
      invitee: invitee.id,
      source: invitee.source,
    });
    world.recorder.tried(kindOf(invitee.id), outcome, false);
    redeeming.done(false);
  });
}
