import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { issueCodes, openCallers } from '../support/load.ts';
import type { Fault } from '../support/worker-process.ts';

const holders = Array.from({ length: 4 }, (_, n) => `holder-${String(n)}`);
/** Longer than a workflow task may take; and longer than a transaction may idle as well. */
const stillness = [
  { at: 'after-commit', ms: 13_000 },
  { at: 'before-commit', ms: 24_000 },
] as const satisfies readonly { at: Fault['at']; ms: number }[];

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
});
afterAll(() => stack.stop());

test.for(stillness)('a worker stands still for $ms ms $at, then goes on', async ({ at, ms }) => {
  const campaign = await publishCrashCampaign(stack.pool, `zombie-${at}`);
  const callers = openCallers(stack.usher, campaign);
  const zombie = await stack.startWorker();
  const codes = await issueCodes(stack, campaign, holders);
  const ask = (name: string): Promise<void>[] =>
    codes.map((code, n) => callers.guest(code, `${name}-${String(n)}`));
  await Promise.all(ask('before'));
  const other = await stack.startWorker();
  zombie.arm({ at, signal: 'SIGSTOP', commits: codes.length });
  const asked = ask('meanwhile');
  await sleep(ms);
  zombie.signal('SIGCONT');
  const since = Date.now();
  await Promise.all([...asked, ...ask('after')]);
  const scenario = `stood still ${at}`;
  const figures = { stops: 1, 'stood still for ms': ms };
  const audit = await conclude(stack, { scenario, campaign, callers, since, figures });
  expect(audit.redemptions).toBe(3 * codes.length);
  await Promise.all([zombie.kill(), other.kill()]);
});
