import { v7 as uuid } from 'uuid';

import { passwordTermsOf } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { instant } from '../../domain/time.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import { enterPassword, type Proven } from '../../store/passwords/enter-password.ts';
import { withTransaction } from '../../store/pool.ts';
import type { UseCall } from '../calls.ts';
import { findCode, type FoundCode } from '../find-code.ts';
import { useNaming } from '../inviter-phone/name.ts';
import { useOperation } from '../operations.ts';
import {
  commandOf,
  lookupOf,
  operate,
  passOf,
  refuseOperation,
  send,
  type Desk,
} from '../operate.ts';
import { patiently } from '../patience.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { askedOf } from './asked.ts';
import { malformedPhone, phoneOf } from '../phone.ts';

/**
 * A redemption or a reservation. One with a password is compared here first, in a transaction of its own,
 * and goes on with a proof in its place: neither a history nor a row holds the password.
 * @throws UsherError when no answer came in time
 */
export async function use(
  desk: Desk,
  kind: 'redeem' | 'reserve',
  call: UseCall,
): Promise<Receipted> {
  const { password, inviterPhone, ...plain } = call;
  if (password === undefined) {
    return inviterPhone === undefined
      ? operate(desk, plain, useOperation(desk.keys, kind, plain))
      : useNaming(desk, kind, { ...plain, inviterPhone });
  }
  const withIt = withPhone(plain);
  const operation = useOperation(desk.keys, kind, withIt);
  const pass = passOf(desk, call);
  const opId = call.opId ?? uuid();
  const command = commandOf(operation, opId);
  if (command === undefined) return refuseOperation(operation, opId);
  const found = await patiently(pass.deadline, () =>
    // A wrong password never comes to a commit, which would judge the look-up.
    findCode(desk.finder, { ...lookupOf(call, command), judgedByCommit: false }),
  );
  if ('ok' in found && found.code !== 'CODE_UNKNOWN') return found;
  const entering = { found: 'ok' in found ? undefined : found, kind, password };
  const proven = await patiently(pass.deadline, () => enter(desk, withIt, entering));
  if (!proven.ok || 'ok' in found) return proven.ok ? reject('CODE_UNKNOWN') : proven;
  const { fields } = operation;
  const proved = commandOf({ kind, fields: { ...fields, proof: proven.proof } }, opId);
  return proved === undefined
    ? reject('INVALID_COMMAND')
    : send(desk, { found, pass, command: proved });
}

interface Entering {
  /** Undefined where there is no such code. */
  readonly found: FoundCode | undefined;
  readonly kind: 'redeem' | 'reserve';
  readonly password: string;
}

async function enter(
  desk: Desk,
  { code, account }: UseCall,
  { found, kind, password }: Entering,
): Promise<Proven | Rejection> {
  const { keys, pool } = desk;
  const row = found?.row;
  if (row !== undefined) {
    const version = await loadVersion(pool, row.digest);
    if (passwordTermsOf(version?.terms.scenario) === undefined)
      return reject('PASSWORD_NOT_WANTED');
  }
  const phone = phoneOf(keys, account?.phone ?? '');
  if (phone === undefined) return malformedPhone();
  const asked = askedOf(keys, row, code);
  const now = found?.now ?? instant(Date.now());
  const entered = { asked, phone: phone.index, operation: kind, password: password.trim(), now };
  return withTransaction(pool, (db) => enterPassword(db, keys, entered));
}

/** Whoever is known by a phone number has that phone. */
function withPhone(call: UseCall): UseCall {
  const { invitee, account } = call;
  if (typeof invitee === 'string' || invitee.kind !== 'phone') return call;
  return { ...call, account: { phone: invitee.value, ...account } };
}
