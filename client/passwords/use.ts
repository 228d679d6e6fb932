import { passwordTermsOf } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { instant } from '../../domain/time.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import { enterPassword } from '../../store/passwords/enter-password.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Proven } from '../../store/proofs/keep-proof.ts';
import type { UseCall } from '../calls.ts';
import type { Desk } from '../operate.ts';
import { provenUse, type Proving } from '../proven-use.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { askedOf } from './asked.ts';
import { malformedPhone, phoneOf } from '../phone.ts';

/**
 * A redemption or a reservation with a one-time password.
 * @throws UsherError when no answer came in time
 */
export async function useWithPassword(
  desk: Desk,
  kind: 'redeem' | 'reserve',
  { password, ...call }: UseCall & { readonly password: string },
): Promise<Receipted> {
  const withIt = withPhone(call);
  return provenUse(desk, kind, withIt, (proving) => enter(desk, withIt, proving, password));
}

async function enter(
  { keys, pool }: Desk,
  { code, account }: UseCall,
  { found, command }: Proving,
  password: string,
): Promise<Proven | Rejection> {
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
  const about = { asked, phone: phone.index, operation: command.kind };
  const entered = { ...about, password: password.trim(), now };
  return withTransaction(pool, (db) => enterPassword(db, keys, entered));
}

/** Whoever is known by a phone number has that phone. */
function withPhone(call: UseCall): UseCall {
  const { invitee, account } = call;
  if (typeof invitee === 'string' || invitee.kind !== 'phone') return call;
  return { ...call, account: { phone: invitee.value, ...account } };
}
