import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { workflowId } from '../../workflows/messages.ts';
import { untilAgreed } from '../support/agreement.ts';
import { resetToStart } from '../support/by-hand.ts';
import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { issueCodes, openCallers, startLoad } from '../support/load.ts';

const holders = Array.from({ length: 6 }, (_, n) => `holder-${String(n)}`);

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
  await stack.startWorker();
});
afterAll(() => stack.stop());

/** What an operator may do to a workflow in Temporal's UI, and should not need to. */
const deeds: Readonly<Record<string, (workflow: string) => Promise<unknown>>> = {
  terminated: (workflow) => stack.client.workflow.getHandle(workflow).terminate('by hand'),
  'reset, with its updates': (workflow) => resetToStart(stack.client, workflow, 'again'),
  'reset, without its updates': (workflow) => resetToStart(stack.client, workflow, 'left out'),
};

test.for(Object.entries(deeds))('workflows are %s under load', async ([name, deed]) => {
  const id = `hand-${name.replaceAll(/[^a-z]+/g, '-')}`;
  const campaign = await publishCrashCampaign(stack.pool, id, { hold: '2s' });
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const load = startLoad(stack.usher, callers, { codes, guestsPerSecond: 6 });
  await sleep(3_000);
  for (const code of codes) await deed(workflowId(campaign, code));
  const since = Date.now();
  await sleep(3_000);
  await load.finish();
  const figures = { workflows: codes.length };
  const audit = await conclude(stack, { scenario: name, campaign, callers, since, figures });
  expect(audit.redemptions).toBe(load.guests);
});

test('quiet workflows are terminated: they start again by themselves', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'hand-quiet');
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  await Promise.all(codes.map((code, n) => callers.guest(code, `guest-${String(n)}`)));
  for (const code of codes) await deeds['terminated']?.(workflowId(campaign, code));
  const since = Date.now();
  const figures = { workflows: codes.length };
  await conclude(stack, { scenario: 'terminated when quiet', campaign, callers, since, figures });
});

test('a workflow is cancelled: its code is revoked, and it ends as completed', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'hand-cancelled', {
    hold: '1h',
    settleFor: '8s',
    forwardFor: '1s',
  });
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders.slice(0, 3));
  await Promise.all(codes.map((code, n) => callers.guest(code, `guest-${String(n)}`)));
  const handles = codes.map((code) => stack.client.workflow.getHandle(workflowId(campaign, code)));
  for (const handle of handles) await handle.cancel();
  await expect.poll(() => statuses(campaign, codes), { timeout: 30_000 }).toEqual(['revoked']);
  const answers = await Promise.all(
    codes.map((code) => stack.usher.redeem({ code: { codeId: code }, invitee: 'too-late' })),
  );
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'CODE_REVOKED' });
  await untilAgreed(stack, Date.now());
  const ends = await Promise.all(handles.map(async (handle) => (await handle.result()) as object));
  for (const end of ends) expect(end).toMatchObject({ status: 'settled' });
  const figures = { workflows: codes.length };
  const since = Date.now();
  const audit = await conclude(stack, { scenario: 'cancelled', campaign, callers, since, figures });
  // What was held when the code was revoked went back to the budget.
  expect(audit.payouts).toBe(0);
});

async function statuses(campaign: CampaignId, codes: readonly CodeId[]): Promise<string[]> {
  const rows = await Promise.all(codes.map((code) => loadCode(stack.pool, code)));
  return [...new Set(rows.map((row) => row?.state.status ?? `no code of ${campaign}`))];
}
