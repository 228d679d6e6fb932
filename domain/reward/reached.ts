import { inFull, nameOfWanted, type CountedMilestone } from '../campaign/milestones.ts';
import type { WhenTerms } from '../campaign/terms.ts';
import type { Report } from '../commit/report.ts';
import { plus, type Instant } from '../time.ts';

/** What is known of one redemption's way. */
export interface Way {
  /** When it was redeemed. */
  readonly at: Instant;
  /** Reached so far, each once. */
  readonly milestones: readonly string[];
  /** Reports that somebody counts, in the order in which they came. */
  readonly reports: readonly Report[];
}

/** How far a redemption has come towards one reward. */
export interface Progress {
  readonly reached: boolean;
  /** The reports that counted. */
  readonly counted: readonly Report[];
  /** What is still wanted; behind the first in order, nothing is looked at. */
  readonly missing: readonly CountedMilestone[];
}

/**
 * How far a redemption has come towards what a reward waits for. In order, a report counts only after
 * the one before was reached, and for one of them; else one report may count for several. Reports that
 * did not count never will: leaving them out changes nothing, whatever comes after.
 */
export function progressOf(when: WhenTerms, way: Way): Progress {
  return when.inOrder === true ? inOrder(when, way) : inAnyOrder(when, way);
}

/** Whether a redemption has reached all that a reward waits for: `progressOf` without what counted. */
export function isReached(when: WhenTerms, way: Way): boolean {
  if (when.inOrder === true) return inOrder(when, way).reached;
  return when.milestones.every((wanted) =>
    typeof wanted === 'string' ? way.milestones.includes(wanted) : isCounted(wanted, way),
  );
}

function isCounted(wanted: CountedMilestone, way: Way): boolean {
  return way.reports.filter((report) => fits(wanted, report, way)).length >= wanted.times;
}

function inAnyOrder({ milestones }: WhenTerms, way: Way): Progress {
  const counted: Report[] = [];
  const missing: CountedMilestone[] = [];
  for (const wanted of milestones) {
    if (typeof wanted === 'string') {
      if (!way.milestones.includes(wanted)) missing.push(inFull(wanted));
      continue;
    }
    const fitting = way.reports
      .filter((report) => fits(wanted, report, way))
      .slice(0, wanted.times);
    for (const report of fitting) if (!counted.includes(report)) counted.push(report);
    if (fitting.length < wanted.times) missing.push(wanted);
  }
  return { reached: missing.length === 0, counted, missing };
}

function inOrder({ milestones }: WhenTerms, way: Way): Progress {
  const counted: Report[] = [];
  let left = way.reports;
  for (const [index, wanted] of milestones.entries()) {
    if (nameOfWanted(wanted) === 'redeemed' && way.milestones.includes('redeemed')) continue;
    const step = inFull(wanted);
    const fitting = left.filter((report) => fits(step, report, way)).slice(0, step.times);
    counted.push(...fitting);
    const last = fitting.at(-1);
    if (last === undefined || fitting.length < step.times) {
      return { reached: false, counted, missing: milestones.slice(index).map(inFull) };
    }
    left = left.slice(left.indexOf(last) + 1);
  }
  return { reached: true, counted, missing: [] };
}

/** Whether a report is one of those that a reward waits for: of so much, within such a time. */
export function countsFor({ milestones }: WhenTerms, report: Report, way: Way): boolean {
  return milestones.some((wanted) => fits(inFull(wanted), report, way));
}

function fits(
  { milestone, atLeast, withinMs }: CountedMilestone,
  report: Report,
  way: Way,
): boolean {
  if (report.milestone !== milestone) return false;
  if (withinMs !== null && report.at >= plus(way.at, withinMs)) return false;
  if (atLeast === null) return true;
  const { property } = atLeast;
  const amount = property === null ? report.minor : report.properties?.[property];
  return typeof amount === 'number' && amount >= atLeast.minor;
}
