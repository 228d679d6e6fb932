import { drawName } from '../reward/packets.ts';
import type { Terms } from './terms.ts';
import { isLess, sum } from './unbounded.ts';
import {
  isOfWhole,
  sharedOf,
  worstCase,
  type RewardWorstCase,
  type WorstCase,
} from './worst-case.ts';

/**
 * The worst case of each asset of a campaign with variants. Where all grows with the number of codes,
 * everybody has the dearest variant. What a cap of the whole campaign stops in one variant may go on
 * in another, so that the two together are dearer than either: then it is the smaller of what the
 * dearest promises without such caps and of what they all promise together, where a cap that they
 * share counts once. The campaign's own terms count where somebody may have them.
 */
export function dearestCase(own: Terms, variants: readonly Terms[]): readonly WorstCase[] {
  const isOwnHad = (own.variants ?? []).every(({ segment }) => segment !== null);
  const laws = isOwnHad || variants.length === 0 ? [own, ...variants] : variants;
  return worstCase(own).map((first) => {
    const dearest = laws.map((terms) => caseOf(terms, first)).reduce(dearer);
    return laws.length === 1 ? dearest : dearer(dearest, mixed(laws, first));
  });
}

/** The worst case of one asset under some terms; nothing where they do not have it. */
function caseOf(terms: Terms, { asset, budget }: WorstCase, counted?: 'by-codes'): WorstCase {
  const own = worstCase(terms, counted).find((one) => one.asset === asset);
  return own ?? { asset, promised: 0, budget, minor: 0, rewards: [] };
}

/** The one of two that promises more; the first where they are the same. */
function dearer(one: WorstCase, other: WorstCase): WorstCase {
  return isLess(one.promised, other.promised) ? other : one;
}

/** The most that people of several variants can come to together. */
function mixed(laws: readonly Terms[], first: WorstCase): WorstCase {
  const byCodes = laws.map((terms) => caseOf(terms, first, 'by-codes')).reduce(dearer);
  const all = allTogether(laws, first);
  return isLess(byCodes.promised, all.promised) ? byCodes : all;
}

/** Each reward of any variant; what variants have in common is there once, as it is dearest. */
function allTogether(laws: readonly Terms[], first: WorstCase): WorstCase {
  const dearest = new Map<string, RewardWorstCase>();
  for (const terms of laws) {
    for (const reward of caseOf(terms, first).rewards) {
      const key = commonKey(terms, reward);
      const former = dearest.get(key);
      if (former === undefined || isLess(former.minor, reward.minor)) dearest.set(key, reward);
    }
  }
  const { asset, budget } = first;
  const rewards = [...dearest.values()];
  const unlimited = sum(rewards.map(({ minor }) => minor));
  const limit = limitOfAll(laws, first);
  const isLimited = limit !== undefined && isLess(limit.minor, unlimited);
  const promised = isLimited ? limit.minor : unlimited;
  const minor = promised === null ? budget : Math.min(promised, budget);
  return { asset, promised, budget, minor, rewards, ...(isLimited ? { together: limit } : {}) };
}

/** The same for caps that count together, and for what grows with the number of codes. */
function commonKey(terms: Terms, bound: RewardWorstCase): string {
  if (!isOfWhole(bound)) return bound.reward;
  const { each, every, rewardsMax, factors } = bound.arithmetic;
  const reward = terms.rewards.find(({ id }) => id === bound.reward);
  const draw = reward?.schedule.kind === 'random' ? drawName(reward, reward.schedule) : '';
  const isApart = factors.some(({ of }) => of === 'sides');
  return JSON.stringify([bound.reward, each, every, rewardsMax !== undefined, isApart, draw]);
}

/** A limit of all rewards together that every variant has, as the most generous has it. */
function limitOfAll(laws: readonly Terms[], { asset }: WorstCase): WorstCase['together'] {
  const limits = laws.flatMap((terms) => sharedOf(terms, asset, 'of-whole') ?? []);
  if (limits.length < laws.length) return undefined;
  return limits.reduce((most, limit) => (isLess(most.minor, limit.minor) ? limit : most));
}
