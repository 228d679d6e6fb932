import { isPropertyFact } from '../../domain/campaign/milestones.ts';
import type { Schedule, Terms } from '../../domain/campaign/terms.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import { factsRead } from '../../domain/policy/condition.ts';
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
 * What a reward has counted, the last of each property that a condition reads, the last that a percentage or a
 * band is of, and purchases that a ladder will count once the rest is reached.
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
  for (const { schedule, when } of rewards) {
    if (schedule.kind === 'purchase-ladder' && !isReached(when, row)) {
      for (const one of row.reports) if (one.milestone === schedule.of.milestone) wanted.add(one);
    }
    const last = row.reports.findLast(({ milestone: of }) => of === lastOf(schedule));
    if (last !== undefined) wanted.add(last);
  }
  return row.reports.filter((report) => wanted.has(report));
}

/** The milestone whose last report says how much is earned; undefined where none does. */
function lastOf(schedule: Schedule): string | undefined {
  if (schedule.kind === 'percent') return schedule.milestone;
  return schedule.kind === 'purchase-bands' ? schedule.of.milestone : undefined;
}
