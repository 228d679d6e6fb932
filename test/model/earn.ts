import type { MilestoneCommand } from '../../domain/code/command.ts';
import { grant, isTakenBack, type Earned } from './grant.ts';
import { isFulfilled, isMeant } from './heard.ts';
import type { Amount, Promised } from './meaning.ts';
import {
  isByPurchases,
  isBySums,
  lastPurchase,
  partIn,
  sumOf,
  worthOf,
  type ByPurchases,
  type BySums,
} from './paid.ts';
import {
  isTogether,
  type Heard,
  type ModelRedemption,
  type ModelReward,
  type World,
} from './world.ts';

/** A milestone of the invitee's was just heard of: everything that this was the last thing for. */
export function earn(
  world: World,
  redemption: ModelRedemption,
  milestone: string,
  heard: Pick<MilestoneCommand, 'purchaseAmountMinor' | 'properties'> = {},
): Earned[] {
  const before = [...redemption.history];
  const { purchaseAmountMinor: purchase = null, properties: said = {} } = heard;
  redemption.history.push({ milestone, at: world.now, purchase, said });
  if (world.endsAt !== null && redemption.at >= world.endsAt) return [];
  const results: Earned[] = [];
  for (const promised of world.meaning.rewards) {
    if (isBySums(promised)) {
      results.push(...payIn(world, promised, { redemption, before }));
      continue;
    }
    if (!isFulfilled(promised, redemption, redemption.history)) continue;
    if (isFulfilled(promised, redemption, before)) continue;
    results.push(...keep(world, promised, redemption));
  }
  return results;
}

/** Keeps one promise to all whom it is made to. */
function keep(world: World, promised: Promised, redemption: ModelRedemption): Earned[] {
  const { name: reward, to } = promised;
  if (!isMeant(promised, redemption)) {
    return to.map((side) => ({ granted: false, reward, side, reason: 'CONDITION_NOT_MET' }));
  }
  if (isByPurchases(promised)) return keepOfPurchase(world, promised, redemption);
  world.qualified.push({ promised, redemption });
  const reached = placeOf(world, promised, redemption);
  const minor = amountAt(promised.amount, reached);
  const place = 'ladder' in promised.amount ? reached : null;
  if (minor === 0) return [];
  return sidesOf(world, { promised, redemption, place }).map((side) =>
    grant(world, { promised, side, redemption, minor, place }),
  );
}

/** A percentage, or a band, of the last purchase; of one that was refunded, nothing. */
function keepOfPurchase(
  world: World,
  promised: ByPurchases,
  redemption: ModelRedemption,
): Earned[] {
  const bought = lastPurchase(world, redemption, promised.amount.of);
  const minor = bought === null ? 0 : worthOf(promised, bought);
  if (minor === 0) return [];
  return promised.to.map((side) =>
    grant(world, { promised, side, redemption, minor, place: null, bought }),
  );
}

/** What was just heard adds to a ladder by purchases, and pays each step on the way. */
function payIn(
  world: World,
  promised: BySums,
  { redemption, before }: { readonly redemption: ModelRedemption; readonly before: Heard[] },
): Earned[] {
  const was = partIn(world, promised, { ...redemption, history: before });
  const is = partIn(world, promised, redemption);
  const unmet = (is?.unmet ?? 0) - (was?.unmet ?? 0);
  if (unmet > 0) {
    const { name: reward, to } = promised;
    return to.map((side) => ({ granted: false, reward, side, reason: 'CONDITION_NOT_MET' }));
  }
  const added = (is?.counted ?? 0) - (was?.counted ?? 0);
  return climbSteps(world, promised, {
    redemption,
    from: sumOf(world, promised, redemption) - added,
    added,
  });
}

/** The steps of a ladder by purchases that lie on the way from one sum to a higher one. */
export function climbSteps(
  world: World,
  promised: BySums,
  way: { readonly redemption: ModelRedemption; readonly from: number; readonly added: number },
): Earned[] {
  const { redemption, from, added } = way;
  const results: Earned[] = [];
  for (const [place, minor] of promised.amount.sums) {
    if (place <= from || place > from + added) continue;
    const number = (redemption.steps.get(promised.name) ?? 0) + 1;
    redemption.steps.set(promised.name, number);
    for (const side of sidesOf(world, { promised, redemption, place })) {
      results.push(grant(world, { promised, side, redemption, minor, place, number }));
    }
  }
  return results;
}

/** Who has something of this place to earn: a step that somebody has still is theirs. */
export function sidesOf(
  world: World,
  { promised, redemption, place }: Pick<ModelReward, 'promised' | 'redemption' | 'place'>,
): Promised['to'] {
  if (place === null) return promised.to;
  return promised.to.filter((side) =>
    world.rewards.every(
      (one) =>
        one.promised !== promised ||
        one.side !== side ||
        one.place !== place ||
        isTakenBack(one) ||
        !isTogether(promised, one.redemption, redemption),
    ),
  );
}

/** How far a ladder has come: to so many invitees, or to what they have paid. */
export function reachedIn(
  world: World,
  promised: Promised,
  redemption: Pick<ModelRedemption, 'code'>,
): number {
  return isBySums(promised)
    ? sumOf(world, promised, redemption)
    : placeOf(world, promised, redemption);
}

/** Which of those who qualified this one is, over what the promise counts. */
export function placeOf(
  world: World,
  promised: Promised,
  { code }: Pick<ModelRedemption, 'code'>,
): number {
  return world.qualified.filter(
    (other) => other.promised === promised && isTogether(promised, other.redemption, { code }),
  ).length;
}

/** What the one at this place earns. */
export function amountAt(amount: Amount, place: number): number {
  if ('each' in amount) return amount.each;
  if ('bands' in amount) {
    let minor = 0;
    for (const [from, ofBand] of amount.bands) if (place >= from) minor = ofBand;
    return minor;
  }
  if ('ladder' in amount) {
    for (const [at, ofStep] of amount.ladder) if (place === at) return ofStep;
    return 0;
  }
  if ('of' in amount || place % amount.every !== 0) return 0;
  let minor = amount.first;
  for (let time = 1; time < place / amount.every; time += 1) {
    minor = Math.floor((minor * amount.keepPercent) / 100);
  }
  return minor < amount.floor ? amount.floor : minor;
}
