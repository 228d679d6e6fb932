import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { formatDuration, plus, type Instant } from '../../domain/time.ts';
import { secretOf } from '../keys/authenticator-secret.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { query, type Db } from '../query.ts';
import { lockAuthenticator, type Authenticator } from './authenticator.ts';
import { stepOf } from './dynamic-code.ts';
import {
  countWrong,
  dayMs,
  hourMs,
  noteStep,
  triesOf,
  type Tries,
  type Trying,
} from './login-tries.ts';

/** A dynamic code as somebody entered it. */
export interface EnteredDynamicCode extends Trying {
  readonly terms: LoginTerms;
  readonly dynamicCode: string;
  /** The operation that it came with, which may be repeated with the same code. */
  readonly opId: string;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/** That a dynamic code was right, and by which step of the clock. */
export interface RightStep {
  readonly ok: true;
  readonly step: number;
}

/** Wrong codes of anybody in a day, in hours' worth of one party, after which one right code is not enough. */
const partiesMax = 5;
/** How far the second of two codes in a row may be from the first. */
const stepsApart = 2;

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
  const wrong = Math.max(0, ...tries.map((one) => one.wrong));
  if (wrong >= terms.attemptsAnHour) return refuseTries(entered, tries);
  const secret = secretOf(keys, authenticator);
  const step = stepOf(secret, terms, { dynamicCode, now: serverNow });
  if (step === undefined) {
    await countWrong(db, entered, partiesMax * terms.attemptsAnHour);
    return refuseWrong(terms.attemptsAnHour - wrong - 1);
  }
  if (!(await rememberStep(db, entered, step))) return reject('DYNAMIC_CODE_USED');
  if (!isSlowed(authenticator, serverNow) || isSecond(entered, tries, step))
    return { ok: true, step };
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

/** Whether all who enter this code have entered the one before it as well. */
function isSecond({ parties }: Trying, tries: readonly Tries[], step: number): boolean {
  return parties.every((party) => {
    const noted = tries.find((one) => one.party === party)?.notedStep ?? null;
    return noted !== null && step > noted && step <= noted + stepsApart;
  });
}

function refuseTries(
  { terms, serverNow, now }: EnteredDynamicCode,
  tries: readonly Tries[],
): Rejection {
  const used = tries.filter(({ wrong }) => wrong >= terms.attemptsAnHour);
  const waitMs = Math.max(...used.map(({ since }) => since + hourMs - serverNow));
  return reject('DYNAMIC_CODE_TRIES_USED', {
    message: `too many wrong dynamic codes were entered: wait ${formatDuration(Math.ceil(waitMs / 1000) * 1000)}`,
    until: plus(now, waitMs),
  });
}

function refuseWrong(left: number): Rejection {
  const more =
    left === 0 ? 'wait an hour' : `${String(left)} more ${left === 1 ? 'try' : 'tries'} this hour`;
  return reject('DYNAMIC_CODE_WRONG', { message: `the dynamic code is wrong: ${more}` });
}
