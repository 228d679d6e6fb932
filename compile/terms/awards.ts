import type { AwardTerms } from '../../domain/campaign/award-terms.ts';
import type { AwardsText } from '../../domain/campaign/schema.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { currencyDecimals } from '../../domain/money.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';
import { readLines, wordOf } from './budget.ts';

const path = ['spec', 'awards'] as const;

/** Which awards wait for a second person; undefined when something of it could not be read. */
export function readAwards(report: Report, text: AwardsText): AwardTerms | undefined {
  const at = [...path, 'approvalAbove'];
  const approvalAbove = readLines(report, at, text.approvalAbove ?? {});
  const withinMs = readDuration(report, [...path, 'approveWithin'], text.approveWithin);
  if (approvalAbove === undefined || withinMs === undefined) return undefined;
  return { approvalAbove, withinMs };
}

/** Every line is of money of the budget: awards are of nothing else. */
export function checkAwards(
  report: Report,
  { approvalAbove }: AwardTerms,
  budget: Terms['budget'],
): void {
  const money = budget.map(({ asset }) => wordOf(asset)).filter((word) => word in currencyDecimals);
  for (const { asset } of approvalAbove) {
    const word = wordOf(asset);
    if (money.includes(word)) continue;
    report({
      code: 'AWARD_WITHOUT_BUDGET',
      path: [...path, 'approvalAbove', word],
      at: 'key',
      message: say`${word} is no money that the budget lists, so that no award is ever given in it`,
      expected: money.length === 0 ? say`no such line` : asIs(money.join(', ')),
    });
  }
}
