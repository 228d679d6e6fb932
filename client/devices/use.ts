import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { plus } from '../../domain/time.ts';
import { enterDynamicCode } from '../../store/devices/enter-dynamic-code.ts';
import { withTransaction } from '../../store/pool.ts';
import { keepProof, proofUsedBy, type Proven } from '../../store/proofs/keep-proof.ts';
import type { UseCall } from '../calls.ts';
import type { Desk } from '../operate.ts';
import { provenUse, type Proving } from '../proven-use.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { enteredBy, loginTermsFor } from './enter.ts';

/**
 * A redemption or a reservation with the dynamic code that the holder's authenticator shows.
 * @throws UsherError when no answer came in time
 */
export async function useWithDynamicCode(
  desk: Desk,
  kind: 'redeem' | 'reserve',
  { dynamicCode, ...call }: UseCall & { readonly dynamicCode: string },
): Promise<Receipted> {
  return provenUse(desk, kind, call, (proving) => enter(desk, proving, dynamicCode));
}

async function enter(
  desk: Desk,
  { found, command }: Proving,
  dynamicCode: string,
): Promise<Proven | Rejection> {
  if (found === undefined) return reject('CODE_UNKNOWN');
  const terms = await loginTermsFor(desk, found.row);
  if ('ok' in terms) return terms;
  const { opId, kind } = command;
  const entered = enteredBy(command, found, { terms, dynamicCode, opId });
  return withTransaction(desk.pool, async (db) => {
    const before = await proofUsedBy(db, entered);
    if (before !== undefined) return before;
    const right = await enterDynamicCode(db, desk.keys, entered);
    if (!right.ok) return right;
    const { lineage } = entered;
    const about = { id: `${lineage}/${String(right.step)}`, lineage, operation: kind, phone: null };
    return keepProof(db, { ...about, until: plus(found.now, terms.everyMs) });
  });
}
