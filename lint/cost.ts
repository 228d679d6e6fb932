import type { CapTerms, RewardTerms, Terms } from '../domain/campaign/terms.ts';
import type { Asset } from '../domain/money.ts';
import { largestAmount } from '../domain/reward/amount.ts';
import { counted, generationsOf, money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, joined, say, type Said } from '../lang/say.ts';

export const costFindings = {
  WORST_CASE_ABOVE_BUDGET: {
    severity: 'warning',
    title: 'if every code earns what it may, the budget does not last',
    why: 'A budget is never overspent: rewards that it cannot pay are refused with BUDGET_EXHAUSTED. Those who are refused were promised something, so somebody should have decided that this may happen. The worst case counts `liveCodesMax` codes (or lines, where codes are renewed), each earning the least that one of its caps allows; codes that come after them make it worse.',
    example:
      'code: { liveCodesMax: 100000 }\nrewards:\n  - caps: { perLineage: "5.00" }\nbudget: { CNY: "10000.00" }',
    remedy:
      'Raise the budget, add `perCampaign` or `redemptions` to `caps`, or silence it with the reason why the budget may run out.',
  },
} as const satisfies FindingTexts;

interface Bound {
  readonly minor: number;
  /** How it comes about: `100,000 lines × 5.00 CNY`. */
  readonly how: Said;
}

/** The worst case of one line of the budget, with its arithmetic. */
export function checkCost(terms: Terms, asset: Asset, tell: Tell<typeof costFindings>): void {
  const line = terms.budget.find((each) => each.asset === asset);
  const bounds = boundsOf(terms, asset);
  const worst = worstOf(terms, asset);
  if (line === undefined || bounds.length === 0 || worst <= line.minor) return;
  const each = bounds.map(({ reward, bound }) => say`${reward.id}: ${bound.how}`);
  const parts = joined(each, (before, next) => say`${before}; ${next}`);
  const most = money(line.minor, { asset });
  tell({
    id: 'WORST_CASE_ABOVE_BUDGET',
    path: ['spec', 'budget', wordOf(asset)],
    message: Number.isFinite(worst)
      ? say`at worst ${money(worst, { asset })} (${parts}) against a budget of ${most}`
      : say`no bound (${parts}) against a budget of ${most}`,
    suggestion: say`a higher budget, perCampaign or redemptions in caps, or a reason why it may run out`,
  });
}

/** What everybody under these terms earns of an asset at most. */
export function worstOf(terms: Terms, asset: Asset): number {
  return boundsOf(terms, asset).reduce((sum, { bound }) => sum + bound.minor, 0);
}

function boundsOf(
  terms: Terms,
  asset: Asset,
): readonly { readonly reward: RewardTerms; readonly bound: Bound }[] {
  const rewards = terms.rewards.filter((reward) => reward.asset === asset);
  return rewards.map((reward) => ({ reward, bound: boundOf(terms, reward) }));
}

/** The least of what its caps leave open; both sides of a reward counted. */
function boundOf(terms: Terms, reward: RewardTerms): Bound {
  const bounds = reward.caps.flatMap((cap) => boundByCap(terms, reward, cap));
  const { usesMax } = terms.redemption;
  if (usesMax !== null) bounds.push(boundByUses(terms, reward, usesMax));
  const unbounded: Bound = { minor: Number.POSITIVE_INFINITY, how: say`nothing bounds it` };
  return bounds.reduce((least, bound) => (bound.minor < least.minor ? bound : least), unbounded);
}

function boundByCap(terms: Terms, reward: RewardTerms, cap: CapTerms): Bound[] {
  const times = holdersOf(terms, cap);
  const each = cap.unit === 'amount' ? cap.max : cap.max * largestAmount(reward.schedule);
  // Of a person each side has a cap of its own, and invitees are not counted by codes.
  if (cap.scope === 'person' && reward.to.includes('invitee')) return [];
  const sides = cap.sides === 'each' ? reward.to.length : 1;
  const words = [
    ...(times.count === 1 ? [] : [times.said]),
    ...(sides === 1 ? [] : [say`${sides} sides`]),
    cap.unit === 'amount'
      ? money(cap.max, reward)
      : say`${counted(cap.max)} times ${money(largestAmount(reward.schedule), reward)}`,
  ];
  const how = joined(words, (before, next) => say`${before} × ${next}`);
  return [{ minor: times.count * sides * each, how }];
}

function holdersOf(terms: Terms, { scope }: CapTerms): { count: number; said: Said } {
  const { liveCodesMax, perPerson } = terms.code;
  switch (scope) {
    case 'campaign':
      return { count: 1, said: asIs('1') };
    case 'person': {
      const count = Math.ceil(liveCodesMax / perPerson);
      return { count, said: say`${counted(count)} people` };
    }
    case 'lineage':
      return { count: liveCodesMax, said: say`${counted(liveCodesMax)} lines` };
    case 'code': {
      const count = liveCodesMax * generationsOf(terms);
      return { count, said: say`${counted(count)} codes` };
    }
  }
}

function boundByUses(terms: Terms, reward: RewardTerms, usesMax: number): Bound {
  const codes = terms.code.liveCodesMax * generationsOf(terms);
  const largest = largestAmount(reward.schedule) * reward.to.length;
  return {
    minor: codes * usesMax * largest,
    how: say`${counted(codes)} codes × ${counted(usesMax)} redemptions × ${money(largest, reward)}`,
  };
}

function wordOf(asset: Asset): string {
  return asset.slice(0, asset.lastIndexOf('/'));
}
