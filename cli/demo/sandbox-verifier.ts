import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';

import type { CodeInput } from '../../client/calls.ts';
import type { Usher } from '../../client/usher.ts';
import { verificationStanding } from '../../client/verification.ts';
import { assert } from '../../domain/assert.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { VerifyAct } from './story.ts';

/** Where people of a story are checked. */
export interface CheckedIn {
  readonly usher: Usher;
  readonly temporal: Client;
  readonly sandboxUrl: string;
}

const delayMs = 1_500;
const withinMs = 30_000;
const behaviours = { passed: 'pass', failed: 'fail', delayed: 'delay' } as const;

/** Has the sandbox's verifier end a check as the story says, and waits for what the code answers to it. */
export async function checkInSandbox(
  { usher, temporal, sandboxUrl }: CheckedIn,
  code: CodeInput,
  { of, by: subject = of, check, result }: VerifyAct,
): Promise<Outcome> {
  const setting = { subject, check, behaviour: behaviours[result ?? 'passed'], delayMs };
  const set = await fetch(`${sandboxUrl}/_control/verifier`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setting),
  });
  assert(set.ok, 'the sandbox takes the setting');
  const begun = await usher.startVerification({ code, subject, check });
  if (!begun.ok) return begun;
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    const standing = await verificationStanding(temporal, begun.verification);
    if (standing !== null && standing.state !== 'running') {
      assert(standing.outcome !== null, `the verifier has answered: ${standing.state}`);
      return standing.outcome;
    }
    await sleep(200);
  }
  throw new Error(
    `the verifier has not answered about ${check} of ${subject} in ${String(withinMs)} ms`,
  );
}
