import type { PointsAccepted } from '../../domain/points/command.ts';
import type { PointsLot, PointsView } from '../../store/points/read-points.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import type { Clock } from '../output/outcome.ts';
import { table, type Column } from '../output/table.ts';
import { clock, clockAndDistance, zonedClock } from '../output/when.ts';

/** A person's points for people: what there is, the lots, and what is reserved. */
export function describePoints(
  view: PointsView,
  whose: { readonly person: string; readonly campaign: string },
  time: Clock,
): string {
  const { available, reserved, spent, expired, lots, reservations } = view;
  const has = `${colours.bold(whose.person)} has ${counted(available, 'point')} of ${whose.campaign} to spend`;
  const rest = `${String(reserved)} reserved, ${String(spent)} spent, ${String(expired)} expired`;
  return [
    `${has}; ${rest}`,
    ...(lots.length === 0 ? [] : [lotTable(lots, time)]),
    ...(reservations.length === 0 ? [] : [reservationTable(view, time)]),
  ].join('\n\n');
}

/** What came of an operation about points, for people. */
export function describeAccepted(accepted: PointsAccepted, time: Clock): string {
  const { amount, state, reservation, reservedUntil, left } = accepted;
  const done = { open: 'reserved', confirmed: 'spent', released: 'given back', over: 'over' }[
    state
  ];
  const until = zonedClock(reservedUntil, time.timeZone, time.now);
  return [
    `${colours.green('ok')}  ${counted(amount, 'point')} ${done}; ${String(left)} left to spend`,
    `reservation ${reservation}${state === 'open' ? `, to be confirmed before ${until}` : ''}`,
  ].join('\n    ');
}

function lotTable(lots: readonly PointsLot[], { timeZone, now }: Clock): string {
  const right = (title: string): Column => ({ title, align: 'right' });
  const heads = [
    ...['points', 'to spend', 'reserved', 'spent', 'expired', 'taken back'].map(right),
    { title: `since (${timeZone})` },
    { title: 'until' },
    { title: 'reward' },
  ];
  const rows = lots.map((lot) => [
    ...[lot.amount, lot.available, lot.reserved, lot.spent, lot.expired, lot.takenBack].map(String),
    clock(lot.at, timeZone),
    lot.expiresAt === null ? 'for ever' : clockAndDistance(lot.expiresAt, timeZone, now),
    lot.reward,
  ]);
  return table(heads, rows);
}

function reservationTable({ reservations }: PointsView, { timeZone, now }: Clock): string {
  const heads: readonly Column[] = [
    { title: 'reservation' },
    { title: 'points', align: 'right' },
    { title: `until (${timeZone})` },
    { title: 'for' },
  ];
  const rows = reservations.map(({ reservation, amount, reservedUntil, purpose }) => [
    ...[reservation, String(amount), clockAndDistance(reservedUntil, timeZone, now), purpose],
  ]);
  return table(heads, rows);
}
