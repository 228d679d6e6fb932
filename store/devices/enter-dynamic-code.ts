import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { isSecondInRow, refuseTries, refuseWrongDynamicCode } from '../../domain/login/tries.ts';
import type { Instant } from '../../domain/time.ts';
import { secretOf } from '../keys/authenticator-secret.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { query, type Db } from '../query.ts';
import { lockAuthenticator, type Authenticator } from './authenticator.ts';
import { stepOf } from './dynamic-code.ts';
import { countWrongTry, type Limited } from './limit-tries.ts';
import { dayMs, noteStep, triesOf } from './login-tries.ts';

/** A dynamic code as somebody entered it. */
export interface EnteredDynamicCode extends Limited {
  readonly dynamicCode: string;
  /** The operation that it came with, which may be repeated with the same code. */
  readonly opId: string;
}

/** That a dynamic code was right, and by which step of the clock. */
export interface RightStep {
  readonly ok: true;
  readonly step: number;
}

/**
 * Compares a dynamic code by the server's clock, which an authenticator has as well, in the caller's
 * transaction. Each wrong one is counted before the next is compared, whatever becomes of the use it came
 * with. A right one is accepted once, and only after those before it.
 * @throws StoreUnavailable
 */
export async function enterDynamicCode(
  db: Db,
  keys: KeyRing,
  entered: EnteredDynamicCode,
): Promise<RightStep | Rejection> {
  const { terms, dynamicCode, serverNow } = entered;
  const authenticator = await lockAuthenticator(db, keys, entered.lineage);
  const tries = await triesOf(db, entered);
  const no = refuseTries(entered, tries);
  if (no !== null) return no;
  const secret = secretOf(keys, authenticator);
  const step = stepOf(secret, terms, { dynamicCode, now: serverNow });
  if (step === undefined) {
    await countWrongTry(db, entered);
    return refuseWrongDynamicCode(terms, tries);
  }
  if (!(await rememberStep(db, entered, step))) return reject('DYNAMIC_CODE_USED');
  const isEnough =
    !isSlowed(authenticator, serverNow) || isSecondInRow(entered.parties, tries, step);
  if (isEnough) return { ok: true, step };
  await noteStep(db, entered, step);
  return reject('DYNAMIC_CODE_NEXT_TOO');
}

/** Whether this is the first use of a step that comes after all that were accepted. */
async function rememberStep(
  db: Db,
  { lineage, opId }: EnteredDynamicCode,
  step: number,
): Promise<boolean> {
  const remembered = await query(
    db,
    `UPDATE authenticator SET last_step = $2, last_op = $3
     WHERE lineage = $1 AND (last_step < $2 OR last_step = $2 AND last_op = $3) RETURNING 1`,
    [lineage, step, opId],
  );
  return remembered.length > 0;
}

function isSlowed({ slowedAt, since }: Authenticator, serverNow: Instant): boolean {
  return slowedAt !== null && since > serverNow - dayMs;
}
