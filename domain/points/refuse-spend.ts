import { startOf } from '../calendar.ts';
import type { PointsTerms } from '../campaign/points.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import { percentFloor } from '../money.ts';
import { plus, type Instant } from '../time.ts';

/** What somebody wants to spend, and what they have spent and reserved before. */
export interface Spend {
  readonly amount: number;
  readonly price: number | null;
  readonly available: number;
  /** In this day and month of the campaign's clock, and in all. */
  readonly before: { readonly day: number; readonly month: number; readonly inAll: number };
}

/** When a person's day and month began by the campaign's clock, and when the next ones begin. */
export interface SpendTime {
  readonly now: Instant;
  readonly timeZone: string;
}

/** Longer than any month or day, so that it ends in the next one, and shorter than two of them. */
const aheadMs = { day: 36 * 3_600_000, month: 32 * 86_400_000 } as const;

/** Why so many points cannot be spent now, or null when they can. */
export function refuseSpend(terms: PointsTerms, spend: Spend, time: SpendTime): Rejection | null {
  const { amount, available } = spend;
  if (terms.perSpend?.percent !== undefined && spend.price === null) return reject('PRICE_NEEDED');
  for (const cap of capsOf(terms, spend)) {
    if (amount <= cap.left) continue;
    const until = cap.every === null ? {} : { until: nextStart(cap.every, time) };
    const left = Math.max(0, cap.left);
    const message = `that is over the cap of ${cap.name}: ${String(left)} more can be spent`;
    return reject('POINTS_CAP_REACHED', { message, cap: cap.name, left, ...until });
  }
  if (amount <= available) return null;
  const message = `the person has ${String(available)} points of the campaign to spend`;
  return reject('POINTS_NOT_ENOUGH', { message, left: available });
}

interface Cap {
  readonly name: string;
  readonly left: number;
  readonly every: 'day' | 'month' | null;
}

function capsOf(terms: PointsTerms, { before, price }: Spend): readonly Cap[] {
  const { perSpend = {}, perDay, perMonth, inAll } = terms;
  const { atMost, percent } = perSpend;
  return [
    ...capOf(atMost, 'points a purchase', { used: 0, every: null }),
    ...(percent === undefined || price === null
      ? []
      : [
          {
            name: `${String(percent)} % of a purchase`,
            left: percentFloor(price, percent),
            every: null,
          },
        ]),
    ...capOf(inAll, 'points in all', { used: before.inAll, every: null }),
    ...capOf(perMonth, 'points a month', { used: before.month, every: 'month' }),
    ...capOf(perDay, 'points a day', { used: before.day, every: 'day' }),
  ];
}

function capOf(
  max: number | undefined,
  words: string,
  { used, every }: { readonly used: number; readonly every: Cap['every'] },
): readonly Cap[] {
  return max === undefined ? [] : [{ name: `${String(max)} ${words}`, left: max - used, every }];
}

function nextStart(every: 'day' | 'month', { now, timeZone }: SpendTime): Instant {
  return startOf(every, plus(startOf(every, now, timeZone), aheadMs[every]), timeZone);
}
