import type { LimitTerms, RewardTerms, Scope, Side, Terms } from '../domain/campaign/terms.ts';
import { limitsShared } from '../domain/commit/counters.ts';
import { earnedBy, type ByPurchase } from './purchase-shares.ts';

/** What a reward must fit under for good, whatever the day, the channel or a reviewer. */
export interface LastingBound {
  readonly scope: Scope;
  readonly unit: 'amount' | 'count';
  readonly max: number;
  readonly sides: 'each' | 'both';
  /** Which limit it is; absent: it is a cap. */
  readonly limit?: LimitTerms;
}

/**
 * Whose codes the accounts redeem that share a purchase: `one` inviter's, with whom they are in league, or everybody
 * `another` inviter's, for what invitees themselves receive.
 */
export type CodesOf = 'one' | 'another';

/** Purchases of one account each, in minor units. */
export interface Bought {
  readonly codes: CodesOf;
  readonly parts: readonly number[];
}

/** The caps and limits of a reward, those that it shares with others too, that do not begin anew. */
export function lastingBounds(terms: Terms, reward: RewardTerms): readonly LastingBound[] {
  const limits: readonly LimitTerms[] = [...(reward.limits ?? []), ...limitsShared(terms, reward)];
  const lasting = limits.flatMap((limit): LastingBound[] => {
    const { of, every, unit, max, review } = limit;
    return of.kind === 'scope' && every === null && review === undefined
      ? [{ scope: of.scope, unit, max, sides: 'both', limit }]
      : [];
  });
  return [...reward.caps, ...lasting];
}

/** What each of the purchases brings, of a month, in minor units: one after the other, as far as the bounds let it. */
export function broughtBy(
  reward: ByPurchase,
  bounds: readonly LastingBound[],
  { codes, parts }: Bought,
): readonly number[] {
  const used = new Map<string, number>();
  const months = reward.recurring?.months ?? 1;
  const grant = (minor: number, side: Side, account: number): number => {
    const takes = bounds.map((bound, index) => ({
      key: [index, sideOf(bound, side), isOfAccount(bound, side, codes) ? account : 'all'].join(
        ' ',
      ),
      by: bound.unit === 'amount' ? minor * months : 1,
      max: bound.max,
    }));
    if (takes.some(({ key, by, max }) => (used.get(key) ?? 0) + by > max)) return 0;
    for (const { key, by } of takes) used.set(key, (used.get(key) ?? 0) + by);
    return codes === 'one' || side === 'invitee' ? minor : 0;
  };
  return parts.map((purchase, account) =>
    earnedBy(reward, purchase)
      .flatMap((minor) => reward.to.map((side) => grant(minor, side, account)))
      .reduce((sum, minor) => sum + minor, 0),
  );
}

/** Persons are counted each for themselves, on whatever side they are. */
function sideOf({ scope, sides }: LastingBound, side: Side): Side | 'both' {
  return sides === 'both' && scope !== 'person' ? 'both' : side;
}

/** Whether every account that shares a purchase has such a bound of its own. */
function isOfAccount({ scope }: LastingBound, side: Side, codes: CodesOf): boolean {
  if (scope === 'campaign') return false;
  return codes === 'another' || (scope === 'person' && side === 'invitee');
}
