import { createHash } from 'node:crypto';

import { ApplicationFailure } from '@temporalio/activity';

import type { VerifyCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Verification } from '../../domain/delivery/verification.ts';
import type { OpId } from '../../domain/ids.ts';
import type { CheckAnswer, CheckOrder, Verifier } from '../providers/verifier.ts';

/** What the verification's activities are made from. */
export interface VerifyDependencies {
  /** Null for a worker that was not given one. */
  readonly verifier: Verifier | null;
  /** Has the code carry out a command. */
  readonly tell: (verification: Verification, command: VerifyCommand) => Promise<Outcome>;
}

/** The activities behind a verification. */
export interface VerifyActivities {
  /** `VERIFIER_UNKNOWN`, to be tried again, by a worker without one. */
  readonly askVerifier: (order: CheckOrder) => Promise<CheckAnswer>;
  /** Tells the code, once for a key. */
  readonly tellCode: (
    verification: Verification,
    known: { readonly key: string; readonly result: VerifyCommand['result'] },
  ) => Promise<Outcome>;
}

/** Makes the activities; what the store or Temporal fails in is tried again. */
export function createVerifyActivities({ verifier, tell }: VerifyDependencies): VerifyActivities {
  return {
    askVerifier: (order) => {
      if (verifier !== null) return verifier.ask(order);
      throw ApplicationFailure.retryable('no verifier here', 'VERIFIER_UNKNOWN');
    },
    tellCode: (verification, { key, result }) => {
      const { subject, check } = verification;
      const digest = createHash('sha256').update(key).digest('hex');
      const opId = `verified-${digest}` as OpId;
      return tell(verification, { kind: 'verify', opId, subject, check, result });
    },
  };
}
