import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';

import { reject, type Rejection } from '../domain/code/rejection.ts';
import { isFinal } from '../domain/code/state.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { effectsTaskQueue as usualQueue } from '../domain/delivery/dispatcher.ts';
import {
  verificationId,
  verificationWorkflowType,
  type Verification,
  type VerificationResult,
} from '../domain/delivery/verification.ts';
import { duration, instant, type Instant } from '../domain/time.ts';
import type { StartVerificationCall } from './calls.ts';
import { findCode } from './find-code.ts';
import { noPerson, refuse } from './malformed.ts';
import { passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { subjectOf } from './subject.ts';

/** A verification is under way; its result goes to the code by itself. */
export interface VerificationStarted {
  readonly ok: true;
  /** The id of its workflow. */
  readonly verification: string;
  /** False where the same one was under way already. */
  readonly started: boolean;
}

/** Where verifications run. */
export interface VerificationDesk {
  readonly temporal: Client;
  /** The usual one by default. */
  readonly effectsTaskQueue?: string;
}

const checkForm = /^[a-z][a-z0-9-]{0,63}$/;
const noCheck = 'it must be 1 to 64 small letters, digits and dashes, such as real-name';
const [withinMinMs, withinMaxMs] = [1_000, 30 * 86_400_000];
const noLength = 'it must be a whole number of milliseconds, a second to 30 days';

function isFitLength(ms: number): boolean {
  return Number.isSafeInteger(ms) && ms >= withinMinMs && ms <= withinMaxMs;
}

/**
 * Has the verifier check a person for a code. Asked again while it runs it is the same one; once it is over,
 * another begins, as when somebody has failed and tries again.
 * @throws UsherError when no answer came in time
 */
export async function startVerification(
  desk: Desk,
  { temporal, effectsTaskQueue: taskQueue = usualQueue }: VerificationDesk,
  call: StartVerificationCall,
): Promise<VerificationStarted | Rejection> {
  const { deadline } = passOf(desk, call);
  const subject = subjectOf(desk.keys, call.subject);
  const { check, code, ip, campaign, withinMs } = call;
  if (subject === undefined) return refuse('subject', noPerson);
  if (!checkForm.test(check)) return refuse('check', noCheck);
  if (withinMs !== undefined && !isFitLength(withinMs)) return refuse('withinMs', noLength);
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const { row } = found;
  if (isFinal(row.state.status)) return reject('CODE_SETTLED');
  const asked: Verification = {
    ...{ campaign: row.campaign, code: row.id, subject, check },
    ...(withinMs === undefined ? {} : { withinMs: duration(withinMs) }),
  };
  const workflowId = verificationId(asked, taskQueue);
  const started = await patiently(deadline, () =>
    temporal.withDeadline(deadline, () => start(temporal, asked, { workflowId, taskQueue })),
  );
  return { ok: true, verification: workflowId, started };
}

async function start(
  temporal: Client,
  asked: Verification,
  where: { readonly workflowId: string; readonly taskQueue: string },
): Promise<boolean> {
  try {
    await temporal.workflow.start<(asked: Verification) => Promise<VerificationResult>>(
      verificationWorkflowType,
      {
        ...where,
        args: [asked],
        staticSummary: `Checks ${asked.check} of ${asked.subject}`,
      },
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** How a verification stands. */
export interface VerificationStanding {
  /** `lost`: it was ended by hand, or by a bug; the code was told nothing. */
  readonly state: 'running' | VerificationResult['result'] | 'lost';
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** What the code answered to the result; null where it was told none. */
  readonly outcome: Outcome | null;
}

/** How the last verification of this id stands; null where Temporal knows none of it (any more). */
export async function verificationStanding(
  temporal: Client,
  verification: string,
): Promise<VerificationStanding | null> {
  const handle = temporal.workflow.getHandle<() => Promise<VerificationResult>>(verification);
  try {
    const { status, type, startTime, closeTime } = await handle.describe();
    if (type !== verificationWorkflowType) return null;
    const startedAt = instant(startTime.getTime());
    const endedAt = closeTime === undefined ? null : instant(closeTime.getTime());
    if (status.name === 'RUNNING') return { state: 'running', startedAt, endedAt, outcome: null };
    if (status.name !== 'COMPLETED') return { state: 'lost', startedAt, endedAt, outcome: null };
    const { result: state, outcome } = await handle.result();
    return { state, startedAt, endedAt, outcome };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
