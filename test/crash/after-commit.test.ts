import { afterAll, beforeAll, expect, test } from 'vitest';

import { UsherError } from '../../client/usher-error.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { killAfterCommit, targetsOf, type Target } from '../support/kill-after-commit.ts';
import { issueCodes, openCallers } from '../support/load.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

const rounds = 2;
const codesMax = 8;
const holders = Array.from({ length: codesMax }, (_, n) => `holder-${String(n)}`);

let stack: CrashStack;
let worker: WorkerProcess;

beforeAll(async () => {
  stack = await startCrashStack();
  worker = await stack.startWorker();
});
afterAll(() => stack.stop());

function redeem(
  target: Target,
  deadlineMs: number,
  invitee = `of-${target.opId}`,
): Promise<Outcome> {
  const { code, opId } = target;
  return stack.usher.redeem({ code: { codeId: code }, invitee, opId, deadlineMs });
}

/** What a caller who gives up is told. */
function givingUp(asked: Promise<Outcome>): Promise<string> {
  return asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof UsherError ? error.code : String(error)),
  );
}

test('a worker dies between COMMIT and the end of the workflow task', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'after-commit');
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  let landed = 0;
  let since = Date.now();
  for (let round = 0; round < rounds; round += 1) {
    const asked = codes.map((code, n) => callers.guest(code, `${String(round)}-${String(n)}`));
    const targets = targetsOf(codes, `redeem-${String(round)}`);
    landed += (await killAfterCommit(stack, { worker, campaign, targets })).length;
    worker = await stack.startWorker();
    since = Date.now();
    await Promise.all(asked);
  }
  const figures = { kills: rounds, 'after COMMIT and before the end of the task': landed };
  const scenario = 'killed after COMMIT';
  const audit = await conclude(stack, { scenario, campaign, callers, since, figures });
  // A run in which no kill landed there has shown nothing.
  expect(landed).toBeGreaterThanOrEqual(rounds);
  expect(audit.redemptions).toBe(rounds * codesMax);
});

test('a caller gives up, and asks again for the same or with another body', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'gives-up');
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const targets = targetsOf(codes, 'redeem');
  const given = targets.map((target) => givingUp(redeem(target, 2_000)));
  const landed = await killAfterCommit(stack, { worker, campaign, targets });
  // At its deadline a client looks for the stored outcome; a caller may get it even so.
  for (const end of await Promise.all(given))
    expect(['OUTCOME_UNKNOWN', 'answered']).toContain(end);
  worker = await stack.startWorker();
  const since = Date.now();
  const others = await Promise.all(landed.map((target) => redeem(target, 30_000, 'somebody-else')));
  for (const answer of others) expect(answer).toMatchObject({ code: 'OPERATION_REUSED' });
  await Promise.all(
    targets.map((target) =>
      callers.insist({ ...target, kind: 'redeem' }, ({ deadlineMs }) => redeem(target, deadlineMs)),
    ),
  );
  const figures = { kills: 1, 'after COMMIT and before the end of the task': landed.length };
  await conclude(stack, { scenario: 'caller gives up', campaign, callers, since, figures });
  expect(landed.length).toBeGreaterThan(0);
});

test('callers die as well: nobody asks again, and Temporal forgets what they asked', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'nobody-asks');
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const targets = targetsOf(codes, 'redeem');
  const given = targets.map((target) => givingUp(redeem(target, 2_000)));
  const landed = await killAfterCommit(stack, { worker, campaign, targets });
  stack.temporal.kill();
  await Promise.all(given);
  await stack.temporal.restart();
  worker = await stack.startWorker();
  const figures = { kills: 2, 'after COMMIT and before the end of the task': landed.length };
  const since = Date.now();
  await conclude(stack, { scenario: 'nobody asks again', campaign, callers, since, figures });
  expect(landed.length).toBe(codesMax);
});
