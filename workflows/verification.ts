import {
  condition,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

import type { VerifyActivities } from '../activities/verify/create-verify-activities.ts';
import {
  calledBackSignal,
  usualWithinMs,
  verificationKey,
  type Verification,
  type VerificationResult,
} from '../domain/delivery/verification.ts';
import { formatDuration } from '../domain/time.ts';

const waitMinMs = 1_000;
const waitMaxMs = 30 * 60_000;

/**
 * Has the verifier check a person, and tells the code what came of it. Whatever happens on the way the same
 * key is asked for again: when the verifier calls back, and meanwhile less and less often.
 */
export async function verification(asked: Verification): Promise<VerificationResult> {
  const { subject, check, withinMs = usualWithinMs } = asked;
  let calledBack = false;
  setHandler(defineSignal(calledBackSignal), () => {
    calledBack = true;
  });
  const key = verificationKey(asked, workflowInfo().firstExecutionRunId);
  const about = `${check} of ${subject}`;
  const until = Date.now() + withinMs;
  for (let waitMs = waitMinMs; ; waitMs = Math.min(waitMaxMs, waitMs * 2)) {
    calledBack = false;
    const answer = await activities(`asks for ${about}`).askVerifier({ key, subject, check });
    const { kind } = answer;
    const why = 'reason' in answer ? `: ${answer.reason}` : '';
    setCurrentDetails(`The verifier's last answer about ${about}: ${kind}${why}.`);
    if (kind === 'passed' || kind === 'failed') {
      const known = { key, result: kind };
      const outcome = await activities(`tells the code: ${about} ${kind}`).tellCode(asked, known);
      return { summary: `${about}: ${kind}`, result: kind, outcome };
    }
    if (kind === 'refused') return ended(`${about}: refused${why}`, 'refused');
    const leftMs = until - Date.now();
    if (leftMs <= 0)
      return ended(`${about}: unanswered in ${formatDuration(withinMs)}`, 'unanswered');
    const summary = `${kind}: asking again, or when called back`;
    await condition(() => calledBack, Math.min(waitMs, leftMs), { summary });
  }
}

function ended(summary: string, result: 'refused' | 'unanswered'): VerificationResult {
  return { summary, result, outcome: null };
}

function activities(summary: string): VerifyActivities {
  return proxyActivities<VerifyActivities>({
    // The server takes no more.
    summary: summary.slice(0, 200),
    startToCloseTimeout: '1 minute',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
  });
}
