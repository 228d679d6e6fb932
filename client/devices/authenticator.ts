import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Duration } from '../../domain/time.ts';
import { lockAuthenticator } from '../../store/devices/authenticator.ts';
import { authenticatorUri, secretText } from '../../store/devices/dynamic-code.ts';
import { secretOf } from '../../store/keys/authenticator-secret.ts';
import { withTransaction } from '../../store/pool.ts';
import type { AuthenticatorCall } from '../calls.ts';
import { findCode } from '../find-code.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { subjectOf } from '../subject.ts';
import { loginTermsFor } from './enter.ts';

/** With what the holder of a code sets an authenticator up. All of it is secret. */
export interface AuthenticatorSetup {
  readonly ok: true;
  /** `otpauth://totp/…`, mostly shown as a QR code. */
  readonly uri: string;
  /** The secret alone, in base 32, for those who type it. */
  readonly secret: string;
  readonly digits: number;
  readonly everyMs: Duration;
}

/**
 * The secret of a code's authenticator, for its holder alone: it is the same each time, and the same for the
 * code's successors.
 * @throws UsherError when no answer came in time
 */
export async function authenticatorOf(
  desk: Desk,
  call: AuthenticatorCall,
): Promise<AuthenticatorSetup | Rejection> {
  const { deadline } = passOf(desk, call);
  const { code, ip, campaign, holder, label } = call;
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const { row } = found;
  if (subjectOf(desk.keys, holder) !== row.holder) return reject('NOT_THE_HOLDER');
  const terms = await patiently(deadline, () => loginTermsFor(desk, row));
  if ('ok' in terms) return terms;
  const secret = await patiently(deadline, () =>
    withTransaction(desk.pool, async (db) =>
      secretOf(desk.keys, await lockAuthenticator(db, desk.keys, row.lineage)),
    ),
  );
  const uri = authenticatorUri(secret, terms, {
    issuer: row.campaign,
    label: label ?? row.campaign,
  });
  const { digits, everyMs } = terms;
  return { ok: true, uri, secret: secretText(secret), digits, everyMs };
}
