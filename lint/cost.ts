import type { WorstCase } from '../domain/campaign/worst-case.ts';
import { joined, say } from '../lang/say.ts';
import { sayArithmetic } from './arithmetic.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';

export const costFindings = {
  WORST_CASE_ABOVE_BUDGET: {
    severity: 'warning',
    title: 'the rewards promise more than the budget pays, if everything that may happen does',
    why: 'A budget is never overspent: rewards that it cannot pay are refused with BUDGET_EXHAUSTED. Those who are refused were promised something, so somebody should have decided that this may happen. The worst case is what the rewards promise, the budget left aside: `liveCodesMax` codes are open, another follows in the place of each as soon as its lifetime is over, for other people each time, until the campaign ends; each is used as often as it may be; and each reward pays the least that its amounts and each of its caps and limits allow, all together no more than a limit that they share; a limit by the hour, day, week or month is counted from the start until codes settle after the end. It is a bound and no forecast, and the same one that `usher diff` tells; `usher simulate` says what is likely.',
    example:
      'code: { liveCodesMax: 100000 }\nrewards:\n  - caps: { perLineage: "5.00" }\nbudget: { CNY: "10000.00" }',
    remedy:
      'Raise the budget, add `perCampaign` or `redemptions` to `caps`, so that all rewards together fit the budget, or silence it with the reason why the budget may run out.',
  },
} as const satisfies FindingTexts;

/** What a campaign promises of an asset at worst, beside what its budget holds. */
export function checkCost(worst: WorstCase, tell: Tell<typeof costFindings>): void {
  const { asset, promised, budget, rewards, together } = worst;
  if (promised !== null && promised <= budget) return;
  const each = rewards.map(
    ({ reward, arithmetic }) => say`${reward}: ${sayArithmetic(arithmetic, asset)}`,
  );
  const all = together && say`together: ${sayArithmetic(together.arithmetic, asset)}`;
  const parts = joined(
    all === undefined ? each : [...each, all],
    (before, next) => say`${before}; ${next}`,
  );
  const most = money(budget, { asset });
  tell({
    id: 'WORST_CASE_ABOVE_BUDGET',
    path: ['spec', 'budget', asset.slice(0, asset.lastIndexOf('/'))],
    message:
      promised === null
        ? say`the rewards promise an unbounded amount (${parts}) against a budget of ${most}`
        : say`the rewards promise ${money(promised, { asset })} at worst (${parts}) against a budget of ${most}`,
    suggestion: say`a higher budget, perCampaign or redemptions in caps, or a reason why it may run out`,
  });
}
