import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { reject, type Rejection } from '../../domain/code/rejection.ts';
import {
  parseCampaignId,
  parseOpId,
  parseReservationId,
  type CampaignId,
  type ReservationId,
  type SubjectId,
} from '../../domain/ids.ts';
import {
  holdForMs as hold,
  misfitOfReserve,
  type ClosePoints,
  type PointsOutcome,
  type ReservePoints,
} from '../../domain/points/command.ts';
import { duration, instant } from '../../domain/time.ts';
import { closePoints } from '../../store/points/close-points.ts';
import { readPoints, type PointsView } from '../../store/points/read-points.ts';
import { reservePoints } from '../../store/points/reserve-points.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Call } from '../calls.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { subjectOf } from '../subject.ts';
import type { ClosePointsCall, PointsOf, ReservePointsCall } from './calls.ts';

/**
 * Keeps points of a person for a purchase, those that expire first, in one transaction.
 * @throws UsherError when no answer came in time
 */
export async function reserve(desk: Desk, call: ReservePointsCall): Promise<PointsOutcome> {
  const command = readReserve(desk, call);
  if (!('kind' in command)) return command;
  const id = uuid() as ReservationId;
  return inTransaction(desk, call, (db) =>
    reservePoints(db, { command, id, serverNow: instant(Date.now()) }),
  );
}

/**
 * Spends what was reserved, or gives it back, in one transaction.
 * @throws UsherError when no answer came in time
 */
export async function close(
  desk: Desk,
  kind: ClosePoints['kind'],
  call: ClosePointsCall,
): Promise<PointsOutcome> {
  const opId = parseOpId(call.opId ?? uuid());
  if (opId === undefined) return refuse('opId');
  const reservation = parseReservationId(call.reservation);
  if (reservation === undefined) return reject('POINTS_RESERVATION_UNKNOWN');
  const command = { kind, opId, reservation };
  return inTransaction(desk, call, (db) => closePoints(db, command, instant(Date.now())));
}

/**
 * A person's points of a campaign, as of now.
 * @throws UsherError when no answer came in time
 */
export async function pointsOf(desk: Desk, call: PointsOf & Call): Promise<PointsView | Rejection> {
  const whose = readOwner(desk, call);
  if ('ok' in whose) return whose;
  const { campaign, person } = whose;
  const view = await patiently(passOf(desk, call).deadline, () =>
    readPoints(desk.pool, campaign, { person, serverNow: instant(Date.now()) }),
  );
  return view ?? reject('CAMPAIGN_UNKNOWN');
}

function inTransaction(
  desk: Desk,
  call: Call,
  work: (db: pg.PoolClient) => Promise<PointsOutcome>,
): Promise<PointsOutcome> {
  return patiently(passOf(desk, call).deadline, () => withTransaction(desk.pool, work));
}

function readReserve(desk: Desk, call: ReservePointsCall): ReservePoints | Rejection {
  const whose = readOwner(desk, call);
  if ('ok' in whose) return whose;
  const { amount, purpose, price = null, holdForMs = hold.usual } = call;
  const opId = parseOpId(call.opId ?? uuid());
  if (opId === undefined) return refuse('opId');
  const asked = { amount, purpose, price, holdForMs };
  const misfit = misfitOfReserve(asked);
  if (misfit !== undefined) return refuse(misfit);
  return { kind: 'reservePoints', opId, ...whose, ...asked, holdForMs: duration(holdForMs) };
}

function readOwner(
  desk: Desk,
  call: PointsOf,
): { readonly campaign: CampaignId; readonly person: SubjectId } | Rejection {
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const person = subjectOf(desk.keys, call.person);
  return person === undefined ? refuse('person') : { campaign, person };
}

function refuse(field: string): Rejection {
  return reject('INVALID_COMMAND', { message: `the command is malformed: ${field}` });
}
