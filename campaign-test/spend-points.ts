import type { Terms } from '../domain/campaign/terms.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { OpId, ReservationId, SubjectId } from '../domain/ids.ts';
import {
  holdForMs as hold,
  misfitOfReserve,
  type PointsOutcome,
  type ReservePoints,
} from '../domain/points/command.ts';
import { duration, type Instant } from '../domain/time.ts';
import type { Points } from '../simulate/points/points.ts';
import type { Act } from './case.ts';
import type { PointsAct } from './command-of.ts';

/** Whose points are spent, under which terms and when. */
interface Spending {
  readonly terms: Terms;
  readonly now: Instant;
}

const usualPurpose = 'a purchase';

/** Whether an act is about points that somebody has. */
export function isOfPoints(act: Act): act is PointsAct {
  return act.do === 'reservePoints' || act.do === 'confirmPoints' || act.do === 'releasePoints';
}

/** Has points reserved, spent or given back; null where that is done. */
export function spendPoints(points: Points, act: PointsAct, spending: Spending): Rejection | null {
  const outcome =
    act.do === 'reservePoints' ? reserve(points, act, spending) : close(points, act, spending);
  return outcome.ok ? null : outcome;
}

function reserve(
  points: Points,
  act: PointsAct & { readonly do: 'reservePoints' },
  { terms, now }: Spending,
): PointsOutcome {
  const { amount, price, purpose = usualPurpose } = act;
  const command: ReservePoints = {
    ...{ kind: 'reservePoints', opId: 'a-step' as OpId, campaign: terms.campaign },
    ...{ person: act.by as SubjectId, amount, price, purpose },
    holdForMs: act.for ?? duration(hold.usual),
  };
  const misfit = misfitOfReserve(command);
  if (misfit !== undefined) {
    return reject('INVALID_COMMAND', { message: `the command is malformed: ${misfit}` });
  }
  return points.reserve(command, terms.points ?? {}, { now, timeZone: terms.period.timeZone });
}

/** The last reservation of the person, for that purpose where one is said. */
function close(
  points: Points,
  { do: kind, by, purpose }: Exclude<PointsAct, { readonly do: 'reservePoints' }>,
  { now }: Spending,
): PointsOutcome {
  const found = [...points.reservations.values()].findLast(
    (one) => one.person === by && (purpose === undefined || one.purpose === purpose),
  );
  return points.close({ kind, reservation: found?.id ?? ('none' as ReservationId) }, now);
}
