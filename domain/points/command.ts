import { isText } from '../code/parse-command.ts';
import type { CampaignId, OpId, ReservationId, SubjectId } from '../ids.ts';
import type { Duration, Instant } from '../time.ts';
import type { Rejection } from '../code/rejection.ts';

/** To keep points of a person for a purchase, until it is confirmed or released, or the time is over. */
export interface ReservePoints {
  readonly kind: 'reservePoints';
  readonly opId: OpId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly amount: number;
  /** The purchase's price in points, where the campaign caps which share of it they pay. */
  readonly price: number | null;
  readonly purpose: string;
  readonly holdForMs: Duration;
}

/** How long points are kept, in milliseconds. */
export const holdForMs = { usual: 15 * 60_000, least: 1_000, most: 30 * 86_400_000 } as const;

/** What of a reservation that is asked for is malformed; undefined where nothing is. */
export function misfitOfReserve({
  amount,
  purpose,
  price,
  holdForMs: ms,
}: Pick<ReservePoints, 'amount' | 'purpose' | 'price'> & { readonly holdForMs: number }):
  'amount' | 'purpose' | 'price' | 'holdForMs' | undefined {
  if (!isAmount(amount)) return 'amount';
  if (!isText(purpose)) return 'purpose';
  if (price !== null && !isAmount(price)) return 'price';
  return ms >= holdForMs.least && ms <= holdForMs.most ? undefined : 'holdForMs';
}

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** To spend what was reserved, or to give it back. */
export interface ClosePoints {
  readonly kind: 'confirmPoints' | 'releasePoints';
  readonly opId: OpId;
  readonly reservation: ReservationId;
}

/** `over`: its time ran out, and the points went back. */
export type ReservationState = 'open' | 'confirmed' | 'released' | 'over';

/** The reservation was made, confirmed or released. */
export interface PointsAccepted {
  readonly ok: true;
  readonly reservation: ReservationId;
  readonly state: ReservationState;
  readonly amount: number;
  /** Until when it can be confirmed; exclusive. */
  readonly reservedUntil: Instant;
  /** What the person can still spend of the campaign's points. */
  readonly left: number;
}

/** The answer to an operation about points, stored under its id for ever. */
export type PointsOutcome = PointsAccepted | Rejection;
