import { isBatched } from '../../domain/delivery/batch.ts';
import type { PayoutsText } from '../../domain/campaign/schema.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { formatMinor } from '../../domain/money.ts';
import { say } from '../../lang/say.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';
import { checkBudgeted, readLines, wordOf } from './budget.ts';
import type { ReadReward } from './reward.ts';

const path = ['spec', 'payouts'] as const;

/** What batches are held to; undefined when something of it could not be read. */
export function readPayouts(report: Report, text: PayoutsText): BatchTerms | undefined {
  const max = readLines(report, [...path, 'batchMax'], text.batchMax ?? {});
  const above = readLines(report, [...path, 'approvalAbove'], text.approvalAbove ?? {}, 'zero');
  const withinMs = readDuration(report, [...path, 'approveWithin'], text.approveWithin);
  const minimum = readLines(report, [...path, 'minimum'], text.minimum ?? {});
  if (max === undefined || above === undefined || withinMs === undefined) return undefined;
  if (minimum === undefined) return undefined;
  return {
    max,
    approval: above.length === 0 ? null : { above, withinMs },
    ...(minimum.length === 0 ? {} : { minimum }),
    ...(minimum.length > 0 && text.atEnd === 'keep' ? { atEnd: text.atEnd } : {}),
  };
}

/** Every line is of something that is paid, and a batch may pay every reward that waits for one. */
export function checkPayouts(
  report: Report,
  { max, approval, minimum = [] }: BatchTerms,
  {
    budget,
    rewards,
  }: { readonly budget: Terms['budget']; readonly rewards: readonly ReadReward[] },
): void {
  const mistake = {
    code: 'BATCH_WITHOUT_BUDGET' as const,
    why: (word: string) => say`the budget does not list ${word}, so that no batch ever pays it`,
  };
  const listed = { batchMax: max, approvalAbove: approval?.above ?? [], minimum };
  for (const [key, lines] of Object.entries(listed)) {
    checkBudgeted(report, [...path, key], lines, { budget, ...mistake });
  }
  for (const { asset, minor } of max) {
    const [largest] = rewards
      .filter(({ terms }) => terms.asset === asset && isBatched(terms.payout.timing))
      .flatMap(({ terms, amounts }) => amounts.map((amount) => ({ id: terms.id, ...amount })))
      .sort((a, b) => b.minor - a.minor);
    if (largest === undefined || largest.minor <= minor) continue;
    const amount = formatMinor(largest.minor, asset);
    report({
      code: 'BATCH_TOO_SMALL',
      path: [...path, 'batchMax', wordOf(asset)],
      message: say`a batch of ${formatMinor(minor, asset)} never pays ${amount} of reward "${largest.id}"`,
      expected: say`at least "${amount}"`,
    });
  }
}
