import { startOf } from '../calendar.ts';
import type { PointsTerms } from '../campaign/points.ts';
import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import { plus, type Instant } from '../time.ts';
import { capsOf, type Spend } from './caps.ts';
import type { PointsOutcome, ReservationState } from './command.ts';

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
    const message = exactly('overPointsCap', cap.name, left);
    return reject('POINTS_CAP_REACHED', { message, cap: cap.name, left, ...until });
  }
  if (amount <= available) return null;
  const message = exactly('pointsOfPerson', available);
  return reject('POINTS_NOT_ENOUGH', { message, left: available });
}

/** Why a reservation that is not open can be neither confirmed nor released. */
export function refuseClosed(state: Exclude<ReservationState, 'open'>): PointsOutcome {
  return reject('POINTS_RESERVATION_CLOSED', { message: exactly(closed[state]) });
}

const closed = {
  over: 'reservationOver',
  confirmed: 'reservationConfirmed',
  released: 'reservationReleased',
} as const;

function nextStart(every: 'day' | 'month', { now, timeZone }: SpendTime): Instant {
  return startOf(every, plus(startOf(every, now, timeZone), aheadMs[every]), timeZone);
}
