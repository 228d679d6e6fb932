import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import { auditOf, findingsOf } from '../support/audit.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { committedUntold } from '../support/landed.ts';
import { issueCodes, openCallers } from '../support/load.ts';

const rounds = 5;
const codesMax = 8;

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
});
afterAll(() => stack.stop());

test('a worker dies between COMMIT and the end of the workflow task', { timeout: 240_000 }, async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'after-commit');
  const holders = Array.from({ length: codesMax }, (_, n) => `holder-${String(n)}`);
  const callers = openCallers(stack.usher, campaign);
  const first = await stack.startWorker();
  const codes = await issueCodes(stack.usher, campaign, holders);
  for (const [n, code] of codes.entries()) await callers.guest(code, `early-${n}`);
  let worker = first;
  let landed = 0;
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    worker.arm({ at: 'after-commit', signal: 'SIGKILL', commits: codesMax });
    const targets = codes.map((code, n) => ({ code, opId: `redeem-guest-${round}-${n}` }));
    const asked = codes.map((code, n) => callers.guest(code, `guest-${round}-${n}`));
    expect(await worker.ended).toBe('SIGKILL');
    const t = Date.now();
    const hit = await committedUntold(stack, campaign, targets);
    landed += hit.length;
    worker = await stack.startWorker();
    const t2 = Date.now();
    await Promise.all(asked);
    waits.push(t2 - t, Date.now() - t);
    console.log(round, hit.length, waits.slice(-2));
  }
  const audit = await auditOf(stack, campaign, callers.acknowledged);
  console.log(audit);
  expect(findingsOf(audit)).toEqual([]);
  expect(landed).toBeGreaterThan(0);
});
