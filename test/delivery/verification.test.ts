import { mkdir, writeFile } from 'node:fs/promises';

import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import { verificationStanding } from '../../client/verification.ts';
import type { VerificationResult } from '../../domain/delivery/verification.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { readSecret, sign } from '../../sandbox/signature.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { query } from '../../store/query.ts';
import type { RunningWorker } from '../../worker/run.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { control, freshSecret } from './fixture.ts';

type Handle = WorkflowHandle<() => Promise<VerificationResult>>;

let stage: Stage;
let sandbox: Sandbox;
let worker: RunningWorker;
/** One yuan to the inviter once the invitee's real name was passed. */
const byRealName = termsLike({
  campaign: 'by-real-name' as CampaignId,
  milestones: ['real-name-verified'],
  checks: { 'real-name': 'real-name-verified' },
  rewards: [
    { ...redPacket, when: { milestones: ['redeemed', 'real-name-verified'], condition: null } },
  ],
});
let usher: Usher;
let people = 0;
/** How often the verifier was asked so far. */
let asked = 0;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({
    secret: freshSecret(),
    log: ({ route }) => {
      if (String(route).endsWith('/verifications')) asked += 1;
    },
  });
  await stage.publish(termsLike());
  await stage.publish(byRealName);
  worker = await stage.work({
    services: servicesOf(sandbox),
    callbacks: { host: '127.0.0.1', port: 0 },
    reconciling: { everyMs: 3_600_000, pollMs: 1_000 },
  });
  const { client: temporal, pool, keys, queues } = stage;
  usher = createUsher({
    ...{ temporal, pool, keys },
    ...{ taskQueue: queues.codes, effectsTaskQueue: queues.effects },
  });
});
afterAll(async () => {
  await usher.close();
  await stage.close();
  await sandbox.stop();
});
beforeEach(() => control(sandbox, 'reset', {}));

interface Begun {
  readonly handle: Handle;
  readonly subject: string;
  readonly code: string;
  readonly key: string;
}

async function begin(check = 'face', withinMs?: number): Promise<Begun> {
  people += 1;
  const subject = `holder-${String(people)}`;
  const issued = await usher.issue({ campaign: 'registration', holder: subject });
  if (!issued.ok) throw new Error(issued.message);
  const { code } = issued;
  const within = withinMs === undefined ? {} : { withinMs };
  const started = await usher.startVerification({
    ...{ code: { codeId: code }, subject, check, ...within },
  });
  if (!started.ok) throw new Error(started.message);
  const handle: Handle = stage.client.workflow.getHandle(started.verification);
  const { runId } = await handle.describe();
  return { handle, subject, code, key: `registration/${code}/${runId}` };
}

/** What the code knows of its holder. */
function known({ code, subject }: Begun): Promise<readonly object[]> {
  const text = `SELECT check_name AS "check", result FROM verification WHERE code = $1 AND subject = $2`;
  return query(stage.pool, text, [code, subject]);
}

async function behave(behaviour: string, delayMs = 1_000): Promise<void> {
  await control(sandbox, 'verifier', { behaviour, delayMs });
}

async function callBack({ key, subject }: Begun, check = 'face'): Promise<number> {
  const url = new URL('/callbacks/verifications', worker.callbackUrl ?? '').href;
  const callback = { url, type: 'verification.done', key, subject, check };
  return (await control<{ status: number }>(sandbox, 'call-back', callback)).status;
}

async function untilAsked(times: number): Promise<void> {
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThanOrEqual(times);
}

test.each([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['delay', 'passed'],
])('a check that ends with %s is told to the code as %s', async (behaviour, result) => {
  await behave(behaviour);
  const begun = await begin('real-name');
  expect(await begun.handle.result()).toMatchObject({ result, outcome: { ok: true } });
  expect(await known(begun)).toEqual([{ check: 'real-name', result }]);
  if (process.env['RECORD_HISTORIES'] === '1') {
    const folder = new URL('../replay/verifications/', import.meta.url);
    await mkdir(folder, { recursive: true });
    const history = historyToJSON(await begun.handle.fetchHistory());
    await writeFile(new URL(`${behaviour}.json`, folder), `${history}\n`);
  }
});

test.each([
  ['pass', [{ state: 'paid', minor: 100 }]],
  ['fail', []],
])(
  'an invitee whose real name is said to %s earns the inviter what that is worth',
  async (behaviour, earned) => {
    await behave(behaviour);
    const [inviter, invitee] = [`inviter-${behaviour}`, `invitee-${behaviour}`];
    const issued = await usher.issue({ campaign: byRealName.campaign, holder: inviter });
    if (!issued.ok) throw new Error(issued.message);
    expect(await usher.redeem({ code: issued.value, invitee })).toMatchObject({
      ok: true,
      rewards: [],
    });
    const call = { code: { codeId: issued.code }, subject: invitee, check: 'real-name' };
    const started = await usher.startVerification(call);
    if (!started.ok) throw new Error(started.message);
    await stage.client.workflow.getHandle(started.verification).result();
    const rewards = (): Promise<readonly object[]> =>
      query(stage.pool, 'SELECT state, minor::int AS minor FROM reward WHERE beneficiary = $1', [
        inviter,
      ]);
    await expect.poll(rewards, { timeout: 30_000 }).toEqual(earned);
  },
);

test.each(['cut-before', 'cut-after', 'error-500', 'garbage', 'forge'])(
  'where an answer is lost or not to be believed (%s), the same check is asked for again',
  async (fault) => {
    await behave('fail');
    await control(sandbox, 'faults', [{ operation: 'verifications.create', fault, times: 1 }]);
    const begun = await begin();
    expect(await begun.handle.result()).toMatchObject({ result: 'failed', outcome: { ok: true } });
    expect(await known(begun)).toEqual([{ check: 'face', result: 'failed' }]);
  },
);

test('while one runs another is the same; once it is over, whoever failed tries again', async () => {
  await behave('never');
  const begun = await begin();
  const call = { code: { codeId: begun.code }, subject: begun.subject, check: 'face' };
  expect(await usher.startVerification(call)).toMatchObject({ ok: true, started: false });
  await begun.handle.terminate('a test');
  await behave('pass');
  const again = await usher.startVerification(call);
  expect(again).toMatchObject({ ok: true, started: true });
  const handle: Handle = stage.client.workflow.getHandle(begun.handle.workflowId);
  expect(await handle.result()).toMatchObject({ result: 'passed' });
});

test('a callback has the verifier asked now; repeated it tells the code once', async () => {
  await behave('delay', 4_000);
  const before = asked;
  const begun = await begin();
  await untilAsked(before + 1);
  expect(await Promise.all([callBack(begun), callBack(begun)])).toEqual([204, 204]);
  expect(await begun.handle.result()).toMatchObject({ result: 'passed' });
  expect(await callBack(begun)).toBe(204);
  const events = (await eventsOf(begun.handle)).map(nameOf);
  expect(events.filter((name) => name === 'WORKFLOW_EXECUTION_SIGNALED')).toHaveLength(2);
  expect(await known(begun)).toEqual([{ check: 'face', result: 'passed' }]);
});

test('a callback that nobody signed is refused, and what one says is not believed', async () => {
  await behave('fail');
  await control(sandbox, 'faults', [
    { operation: 'verifications.create', fault: 'error-500', times: 3 },
  ]);
  const begun = await begin();
  const url = new URL('/callbacks/verifications', worker.callbackUrl ?? '');
  const { key, subject } = begun;
  const body = JSON.stringify({
    type: 'verification.done',
    key,
    subject,
    check: 'face',
    result: 'passed',
  });
  const post = async (secret: string): Promise<number> => {
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const signed = sign(readSecret(secret), { id: 'cb_1', timestampSeconds, payload: body });
    const headers = { ...signed, 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  expect(await post(freshSecret())).toBe(401);
  expect(await post(sandbox.secret)).toBe(204);
  expect(await begun.handle.result()).toMatchObject({ result: 'failed' });
  expect(await known(begun)).toEqual([{ check: 'face', result: 'failed' }]);
});

test('a verifier that never says is asked until the time is over, and the code is told nothing', async () => {
  await behave('never');
  const begun = await begin('face', 2_500);
  const { client } = stage;
  const { workflowId } = begun.handle;
  expect(await verificationStanding(client, workflowId)).toMatchObject({ state: 'running' });
  expect(await begun.handle.result()).toMatchObject({ result: 'unanswered', outcome: null });
  expect(await verificationStanding(client, workflowId)).toMatchObject({ state: 'unanswered' });
  expect(await known(begun)).toEqual([]);
  expect(await verificationStanding(client, `${workflowId}-other`)).toBeNull();
});

test('what cannot be checked is said', async () => {
  const issued = await usher.issue({ campaign: 'registration', holder: 'nobody-checks' });
  if (!issued.ok) throw new Error(issued.message);
  const call = { code: { codeId: issued.code }, subject: 'nobody-checks' };
  expect(await usher.startVerification({ ...call, check: 'face', withinMs: 10 })).toMatchObject({
    message:
      'the command is malformed: withinMs: it must be a whole number of milliseconds, a second to 30 days',
  });
  expect(await usher.startVerification({ ...call, check: 'No Name' })).toMatchObject({
    code: 'INVALID_COMMAND',
    message:
      'the command is malformed: check: it must be 1 to 64 small letters, digits and dashes, such as real-name',
  });
  const unknown = { codeId: '00000000-0000-7000-8000-000000000000' };
  expect(await usher.startVerification({ ...call, code: unknown, check: 'face' })).toMatchObject({
    code: 'CODE_UNKNOWN',
  });
});
