import type { PurchaseSource, Terms, WhenTerms } from '../../domain/campaign/terms.ts';
import type { Refund } from '../../domain/code/command.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import { leftIn, purchaseSourceOf } from '../../domain/reward/amount.ts';
import { countsFor, isReached } from '../../domain/reward/reached.ts';

type OfPurchases = Pick<Refund, 'milestone' | 'asset'>;

/** A reward that is worked out from purchases, and for which something else is still wanted. */
interface Waiting {
  readonly when: WhenTerms;
  readonly source: PurchaseSource;
}

/** What is left of purchases that a reward will count or look at once the rest is reached, in minor units. */
export function leftInReports(terms: Terms, row: RedemptionRow, of: OfPurchases): number {
  const waiting = waitingFor(terms, row, of);
  return row.reports.reduce((sum, report) => sum + leftFor(waiting, report), 0);
}

/**
 * The reports of a redemption after a refund, up to what is left in them. It comes off those first that count
 * for no reward that waits, then off the others, and among them off the latest first.
 */
export function refundedReports(
  terms: Terms,
  row: RedemptionRow,
  refund: Refund,
): readonly Report[] {
  const waiting = waitingFor(terms, row, refund);
  const latest = row.reports.toReversed();
  const counts = (report: Report): boolean =>
    waiting.some(({ when }) => countsFor(when, report, row));
  const inTurn = [...latest.filter((report) => !counts(report)), ...latest.filter(counts)];
  const taken = new Map<Report, number>();
  let rest = refund.minor;
  for (const report of inTurn) {
    const part = Math.min(rest, leftFor(waiting, report));
    taken.set(report, part);
    rest -= part;
  }
  return row.reports.map((report) => lowered(report, refund, taken.get(report) ?? 0));
}

function waitingFor(
  { rewards }: Terms,
  row: RedemptionRow,
  { milestone, asset }: OfPurchases,
): readonly Waiting[] {
  return rewards.flatMap((reward) => {
    const source = purchaseSourceOf(reward);
    if (source?.milestone !== milestone || source.asset !== asset) return [];
    return isReached(reward.when, row) ? [] : [{ when: reward.when, source }];
  });
}

/** What is left in a report for whichever reward finds most in it. */
function leftFor(waiting: readonly Waiting[], report: Report): number {
  return Math.max(
    0,
    ...waiting.map(({ source }) =>
      source.milestone === report.milestone ? leftIn(report, source) : 0,
    ),
  );
}

function lowered(report: Report, { asset }: OfPurchases, part: number): Report {
  if (part === 0) return report;
  const { refunded = {} } = report;
  return { ...report, refunded: { ...refunded, [asset]: (refunded[asset] ?? 0) + part } };
}
