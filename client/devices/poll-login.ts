import { v7 as uuid } from 'uuid';

import { assert } from '../../domain/assert.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { duration, instant, type Duration } from '../../domain/time.ts';
import {
  pollLogin as pollStored,
  type ClaimedLogin,
  type Polled,
} from '../../store/devices/login-request.ts';
import { blindIndexes } from '../../store/keys/key-ring.ts';
import { withTransaction } from '../../store/pool.ts';
import { passOf, send, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import type { Receipted } from '../receipts/receipts.ts';
import type { PollLoginCall } from './calls.ts';
import { loginCommand } from './decide-login.ts';
import { settleClaim } from './settle-claim.ts';

/** How the login of a device stands, where nobody has said no. */
export type LoginPolled =
  | { readonly ok: true; readonly state: 'waiting'; readonly pollEveryMs: Duration }
  /** With what redeeming was answered, and its receipt. */
  | { readonly ok: true; readonly state: 'approved'; readonly outcome: Receipted };

/**
 * How the login of a device stands. That it was let in is said to one poll alone.
 * @throws UsherError when no answer came in time
 */
export async function pollLogin(desk: Desk, call: PollLoginCall): Promise<LoginPolled | Rejection> {
  const { deadline } = passOf(desk, call);
  const indexes = blindIndexes(desk.keys, 'device-code', call.deviceCode.trim());
  const opId = call.opId ?? uuid();
  const deviceIndexes = indexes.map(({ index }) => index);
  await patiently(deadline, () => settleClaim(desk, deviceIndexes));
  const polled = await patiently(deadline, () =>
    withTransaction(desk.pool, (db) =>
      pollStored(db, { deviceIndexes, opId, serverNow: instant(Date.now()) }),
    ),
  );
  return polled.state === 'approved' ? letIn(desk, call, polled.login) : answerTo(polled);
}

function answerTo(
  polled: Exclude<Polled, { readonly state: 'approved' }>,
): LoginPolled | Rejection {
  switch (polled.state) {
    case 'waiting':
      return { ok: true, state: 'waiting', pollEveryMs: duration(polled.intervalMs) };
    case 'too-soon':
      return reject('LOGIN_POLLED_TOO_SOON', {
        message: `the device polls too often: from now on it waits ${String(polled.intervalMs / 1000)} s`,
      });
    case 'denied':
      return reject('LOGIN_DENIED');
    case 'expired':
      return reject('LOGIN_EXPIRED');
    case 'unknown':
      return reject('LOGIN_UNKNOWN');
  }
}

/** Asked again under its operation, the code answers as it did to whoever approved. */
async function letIn(desk: Desk, call: PollLoginCall, login: ClaimedLogin): Promise<LoginPolled> {
  const pass = passOf(desk, call);
  const row = await patiently(pass.deadline, () => desk.books.row(login.code));
  assert(row !== undefined, `code ${login.code} let a device in`);
  const command = loginCommand(login, row);
  const outcome = await send(desk, { found: { row }, pass, command });
  return { ok: true, state: 'approved', outcome };
}
