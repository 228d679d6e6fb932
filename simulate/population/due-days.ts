import { pointsEnd } from '../../domain/campaign/points.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { plus, type Instant } from '../../domain/time.ts';

const dayMs = 86_400_000;
const monthDays = 31;
const marksMax = 10;

/** The days at whose end is written down what is owed: evenly over the campaign, its last included. */
export function markDays(days: number): readonly number[] {
  const count = Math.min(days, marksMax);
  return Array.from({ length: count }, (_, index) => Math.round((days * (index + 1)) / count));
}

/**
 * The days up to which is told what falls due: those of the marks, then each week of the first four
 * after the last of them, each thirty days of the first year and each year, until the last possible.
 */
export function dueDays(marks: readonly number[], last: number): readonly number[] {
  const end = marks.at(-1) ?? 0;
  const weeks = [7, 14, 21, 28];
  const months = Array.from({ length: 11 }, (_, index) => 30 * (index + 2));
  const years = Array.from({ length: Math.max(0, Math.ceil((last - end) / 365)) }, (_, index) => {
    return 365 * (index + 1);
  });
  const after = [...weeks, ...months, ...years].map((days) => end + days);
  return [...marks, ...after.filter((day) => day < last), ...(last > end ? [last] : [])];
}

/** The last day on which something that is granted by `end` falls due or expires, never left aside. */
export function lastDue({ rewards }: Terms, startsAt: Instant, end: Instant): number {
  const ends = rewards.map(({ payout, recurring, expiry }) => {
    const months = (recurring?.months ?? 1) - 1;
    const due = plus(end, payout.holdMs + months * monthDays * dayMs);
    return Math.max(due, pointsEnd(expiry, due) ?? due);
  });
  return Math.ceil((Math.max(end, ...ends) - startsAt) / dayMs);
}
