import { isPropertyFact } from '../../domain/campaign/milestones.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import { factsRead } from '../../domain/policy/condition.ts';
import { purchaseSourceOf } from '../../domain/reward/amount.ts';
import { isReached, progressOf } from '../../domain/reward/reached.ts';

/** A redemption after one more report, of which only what some reward counts or reads is kept. */
export function withReport(terms: Terms, row: RedemptionRow, report: Report): RedemptionRow {
  const { milestone, minor } = report;
  const isNew = !row.milestones.includes(milestone);
  const further = {
    ...row,
    milestones: isNew ? [...row.milestones, milestone] : row.milestones,
    purchaseAmountMinor: minor ?? row.purchaseAmountMinor,
    reports: [...row.reports, report],
  };
  return { ...further, reports: kept(terms, further) };
}

/**
 * What a reward has counted, the last of each property that a condition reads, purchases of which a reward will be
 * worked out once the rest is reached, and the last of them then.
 */
function kept({ rewards }: Terms, row: RedemptionRow): readonly Report[] {
  const wanted = new Set(rewards.flatMap(({ when }) => progressOf(when, row).counted));
  const read = rewards.flatMap(({ when }) =>
    when.condition === null ? [] : factsRead(when.condition),
  );
  for (const fact of new Set(read.filter(isPropertyFact))) {
    const [milestone, property = ''] = fact.split('.');
    const last = row.reports.findLast(
      ({ milestone: of, properties }) => of === milestone && properties?.[property] !== undefined,
    );
    if (last !== undefined) wanted.add(last);
  }
  for (const reward of rewards) {
    const milestone = purchaseSourceOf(reward)?.milestone;
    const own = row.reports.filter((one) => one.milestone === milestone);
    // A refund names no purchase, so all are kept until it is known what they have come to.
    const left = isReached(reward.when, row) ? own.slice(-1) : own;
    for (const one of left) wanted.add(one);
  }
  return row.reports.filter((report) => wanted.has(report));
}
