import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';

import { loginTermsOf } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { instant, plus, type Duration, type Instant } from '../../domain/time.ts';
import { keepLoginRequest, pollMs, requestMs } from '../../store/devices/login-request.ts';
import { blindIndex } from '../../store/keys/key-ring.ts';
import { campaignPlace } from '../campaign-place.ts';
import { admitTo } from '../find-code.ts';
import { commandOf, lookupOf, passOf, refuseOperation, type Desk } from '../operate.ts';
import { useOperation } from '../operations.ts';
import { patiently } from '../patience.ts';
import type { AskLoginCall } from './calls.ts';
import { newUserCode } from './user-code.ts';

/** What a device is given to come back with, and to show. */
export interface LoginAsked {
  readonly ok: true;
  /** Secret: what the device polls with. */
  readonly deviceCode: string;
  /** What it shows for the holder to type elsewhere, such as `K7MP-3QXA`. */
  readonly userCode: string;
  /** Until when it can be approved, by the server's clock. */
  readonly expiresAt: Instant;
  /** How long to wait from one poll to the next. */
  readonly pollEveryMs: Duration;
}

/**
 * Notes that a device wants to be let in, in the manner of RFC 8628. The request counts for its address and its
 * device as a look-up does, and PARTY_FROZEN or PARTY_BANNED keeps them out.
 * @throws UsherError when no answer came in time
 */
export async function askLogin(desk: Desk, call: AskLoginCall): Promise<LoginAsked | Rejection> {
  const { deadline } = passOf(desk, call);
  const id = uuid();
  const use = { ...call, code: '' };
  const operation = useOperation(desk, 'redeem', use);
  const command = commandOf(operation, id);
  if (command === undefined) return refuseOperation(operation, id);
  const place = await patiently(deadline, () => campaignPlace(desk, call.campaign));
  if ('ok' in place) return place;
  const from = lookupOf(use, command);
  const no = await patiently(deadline, () => admitTo(desk.finder, place, from));
  if (no !== null) return no;
  if (loginTermsOf(place.terms.scenario) === undefined) return reject('DYNAMIC_CODE_NOT_WANTED');
  const { kind, fields } = operation;
  return patiently(deadline, () =>
    keep(desk, { id, campaign: place.id, asked: { ...fields, kind } }),
  );
}

async function keep(
  { pool, keys }: Desk,
  request: Pick<Parameters<typeof keepLoginRequest>[1], 'id' | 'campaign' | 'asked'>,
): Promise<LoginAsked> {
  const deviceCode = randomBytes(32).toString('base64url');
  const deviceIndex = blindIndex(keys, 'device-code', deviceCode).index;
  for (;;) {
    const serverNow = instant(Date.now());
    const { shown, index } = newUserCode(keys);
    const kept = { ...request, deviceIndex, userIndex: index, serverNow };
    if (!(await keepLoginRequest(pool, kept))) continue;
    const expiresAt = plus(serverNow, requestMs);
    return { ok: true, deviceCode, userCode: shown, expiresAt, pollEveryMs: pollMs };
  }
}
