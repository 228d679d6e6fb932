import type { Outcome } from '../code/outcome.ts';
import {
  parseCampaignId,
  parseCodeId,
  type CampaignId,
  type CodeId,
  type SubjectId,
} from '../ids.ts';
import { duration, type Duration } from '../time.ts';
import { onQueue } from './dispatcher.ts';

/** A check of a person that a code waits for. */
export interface Verification {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly subject: SubjectId;
  /** By the name that the verifier and risk rules know it by: `real-name`, `face`. */
  readonly check: string;
  /** How long the verifier may take; `usualWithinMs` unless said. */
  readonly withinMs?: Duration;
}

/** A person may put a check off, and the verifier keep it open. */
export const usualWithinMs = duration(3 * 86_400_000);

/** What has become of a verification in the end. */
export interface VerificationResult {
  readonly summary: string;
  /** `refused`: the verifier makes no such check; `unanswered`: it did not say in time. */
  readonly result: 'passed' | 'failed' | 'refused' | 'unanswered';
  /** What the code answered to the result; null where there was none to tell. */
  readonly outcome: Outcome | null;
}

/** The name under which workers register the workflow. */
export const verificationWorkflowType = 'verification';

/** Asks a running verification to look now; carries nothing. */
export const calledBackSignal = 'calledBack';

/** The id of a verification's workflow: at most one runs for a code, a person and a check. */
export function verificationId(
  { campaign, code, subject, check }: Verification,
  taskQueue: string,
): string {
  return onQueue(`verification/${campaign}/${code}/${subject}/${check}`, taskQueue);
}

/** The key by which a verifier begins a verification once, whatever is tried again. */
export function verificationKey({ campaign, code }: Verification, run: string): string {
  return `${campaign}/${code}/${run}`;
}

/** The campaign and the code that a key is of; undefined for a key that is not ours. */
export function placeOfKey(key: string): Pick<Verification, 'campaign' | 'code'> | undefined {
  const [first = '', second = '', run] = key.split('/');
  const [campaign, code] = [parseCampaignId(first), parseCodeId(second)];
  return campaign === undefined || code === undefined || run === undefined
    ? undefined
    : { campaign, code };
}
