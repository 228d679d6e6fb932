import { WorkflowNotFoundError, type Client } from '@temporalio/client';

import type { CheckHint } from '../activities/providers/verifier-callback.ts';
import { calledBackSignal, placeOfKey, verificationId } from '../domain/delivery/verification.ts';
import { parseSubjectId } from '../domain/ids.ts';
import type { CallbackRoute } from './callbacks.ts';
import type { OpenVerifier } from './services.ts';

interface Around {
  readonly temporal: Client;
  readonly log: { warn(fields: object, message: string): void };
}

/** Where the verifier calls back: the verification asks it now. */
export function checkRoute(
  { handle }: OpenVerifier,
  around: Around,
  taskQueue: string,
): CallbackRoute {
  return {
    path: '/callbacks/verifications',
    handle: (received) => handle(received, (hint) => wake(around, hint, taskQueue)),
  };
}

/** One that is over, or is not ours, needs nothing. */
async function wake({ temporal, log }: Around, hint: CheckHint, taskQueue: string): Promise<void> {
  const { key, check } = hint;
  const [place, subject] = [placeOfKey(key), parseSubjectId(hint.subject)];
  if (place === undefined || subject === undefined) {
    log.warn({ key }, 'the verifier calls back about a check that is not ours');
    return;
  }
  const id = verificationId({ ...place, subject, check }, taskQueue);
  try {
    await temporal.workflow.getHandle(id).signal(calledBackSignal);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
