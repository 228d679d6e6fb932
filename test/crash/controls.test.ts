import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { query } from '../../store/query.ts';
import { printFigures, reconcileCheck, untilAgreed } from '../support/agreement.ts';
import { auditOf, type Audit } from '../support/audit.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { killAfterCommit, targetsOf } from '../support/kill-after-commit.ts';
import { issueCodes, openCallers } from '../support/load.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

/** What shows that the other crash tests can fail: the same kills with one guard taken away. */

const holders = Array.from({ length: 6 }, (_, n) => `holder-${String(n)}`);

let stack: CrashStack;
let worker: WorkerProcess;

beforeAll(async () => {
  stack = await startCrashStack();
  worker = await stack.startWorker();
});
afterAll(() => stack.stop());

/** Shares are asked for again after a kill behind their COMMIT; whether they count twice is the question. */
async function repeatShares(id: string): Promise<Audit> {
  const campaign = await publishCrashCampaign(stack.pool, id);
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const targets = targetsOf(codes, 'share');
  const asked = targets.map(({ code, opId }) =>
    callers.insist({ code, opId, kind: 'share' }, (call) =>
      stack.usher.share({ code: { codeId: code }, ...call }),
    ),
  );
  expect(await killAfterCommit(stack, { worker, campaign, targets })).not.toHaveLength(0);
  worker = await stack.startWorker();
  await Promise.all(asked);
  const audit = await auditOf(stack, campaign, callers.acknowledged);
  printFigures(id, { kills: 1, acknowledged: audit.acknowledged, doubled: audit.doubled.length });
  return audit;
}

/** Nobody but the owner finds a stored outcome any more; writing them goes on. */
async function hideOutcomes(): Promise<void> {
  await query(stack.owner, 'ALTER TABLE operation ENABLE ROW LEVEL SECURITY');
  await query(stack.owner, 'CREATE POLICY blind ON operation FOR INSERT WITH CHECK (true)');
}

async function wokenAgain(campaign: CampaignId): Promise<void> {
  const codes = await issueCodes(stack, campaign, holders);
  const targets = targetsOf(codes, 'redeem');
  const given = targets.map(({ code, opId }) =>
    stack.usher
      .redeem({ code: { codeId: code }, invitee: `of-${opId}`, opId, deadlineMs: 2_000 })
      .catch(() => undefined),
  );
  expect(await killAfterCommit(stack, { worker, campaign, targets })).toHaveLength(codes.length);
  stack.temporal.kill();
  await Promise.all(given);
  await stack.temporal.restart();
}

test('without the sweep, what nobody asks for again stays apart', async () => {
  await wokenAgain(await publishCrashCampaign(stack.pool, 'no-sweep'));
  worker = await stack.startWorker({ sweeps: false });
  await expect(untilAgreed(stack, Date.now())).rejects.toThrow('workflow-stale');
  expect(await reconcileCheck(stack)).toMatchObject({ code: 1 });
});

test('where stored outcomes cannot be found, UNIQUE still lets nothing happen twice', async () => {
  await hideOutcomes();
  const { doubled } = await repeatShares('unique-only');
  expect(doubled).toEqual([]);
});

test('without UNIQUE as well, the audit finds what happened twice', async () => {
  await query(stack.owner, 'ALTER TABLE operation DROP CONSTRAINT operation_once');
  const { doubled } = await repeatShares('no-guard');
  expect(doubled.filter((what) => what.startsWith('operation'))).not.toEqual([]);
  expect(doubled.filter((what) => what.startsWith('shares'))).not.toEqual([]);
});
