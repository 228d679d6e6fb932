import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { cashProvider, payoutDispatcherOf } from '../../domain/delivery/dispatcher.ts';
import type { RewardId } from '../../domain/ids.ts';
import { createNudge } from '../../activities/deliver/nudge.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { sign, readSecret } from '../../sandbox/signature.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { requestReconciliation } from '../../store/payouts/gate.ts';
import type { RunningWorker, StartOptions } from '../../worker/run.ts';
import { payingTerms } from '../store/fixture.ts';
import { resetToStart } from '../support/by-hand.ts';
import { redeem } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { booked, control, freshSecret, paidCounts, quick, seedPayouts } from './fixture.ts';

// The fault points that need a worker; the others are in fault-points.test.ts.

let stage: Stage;
let sandbox: Sandbox;
let worker: RunningWorker;
let working: Partial<StartOptions>;
let terms: Terms;
/** The routes of what the sandbox has answered so far. */
const asked: string[] = [];
/** Nothing is asked about again by itself while a test runs. */
const patient = { ...quick, retryMinMs: 600_000, retryMaxMs: 600_000 };

beforeAll(async () => {
  stage = await createStage();
  const secret = freshSecret();
  sandbox = await startSandbox({ secret, log: ({ route }) => asked.push(String(route)) });
  terms = payingTerms();
  await stage.publish(terms);
  working = {
    services: servicesOf(sandbox),
    delivery: { settings: patient },
    callbacks: { host: '127.0.0.1', port: 0 },
    reconciling: { everyMs: 3_600_000, pollMs: 50 },
  };
  worker = await stage.work(working);
});
afterAll(async () => {
  await stage.close();
  await sandbox.stop();
});
beforeEach(() => control(sandbox, 'reset', {}));

async function callingBack(when: 'once' | 'twice' | 'early' | 'never'): Promise<void> {
  await control(sandbox, 'callbacks', { url: worker.callbackUrl, when });
}

async function cutNextAnswer(): Promise<void> {
  await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'cut-after', times: 1 }]);
}

async function sendOne(): Promise<RewardId> {
  const [reward] = await seedPayouts(stage.pool, cashProvider);
  if (reward === undefined) throw new Error('nothing seeded');
  await createNudge(stage.client, stage.queues.effects).payouts(cashProvider);
  return reward;
}

async function untilState(reward: RewardId, state: string): Promise<void> {
  await expect
    .poll(async () => (await booked(stage.pool, reward)).payout, { timeout: 20_000 })
    .toBe(state);
}

function sentCount(): number {
  return asked.filter((route) => route.endsWith('/payouts')).length;
}

describe('F11 the provider calls back', () => {
  test('never: a lost answer stays in doubt until it is time to ask', async () => {
    await cutNextAnswer();
    const reward = await sendOne();
    await untilState(reward, 'unknown');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await booked(stage.pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
    expect(await callBack('payout.paid', reward)).toBe(204);
    await untilState(reward, 'reconciled');
  });

  test.each(['once', 'twice'] as const)(
    '%s, and its answer is lost: asked about, booked once',
    async (when) => {
      await callingBack(when);
      await cutNextAnswer();
      const reward = await sendOne();
      await untilState(reward, 'reconciled');
      expect(await booked(stage.pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
      expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    },
  );

  test('early, before its answer: one transition', async () => {
    await callingBack('early');
    const reward = await sendOne();
    await untilState(reward, 'paid');
    expect(await booked(stage.pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
    expect(await callBack('payout.paid', reward)).toBe(204);
    expect(await booked(stage.pool, reward)).toMatchObject({ payout: 'paid', posts: 1 });
  });

  test('says paid of what it has not paid: nothing is booked on its word', async () => {
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'cut-before', times: 1 },
      { operation: 'payouts.create', fault: 'error-500' },
    ]);
    const reward = await sendOne();
    await untilState(reward, 'unknown');
    expect(await callBack('payout.paid', reward)).toBe(204);
    await expect
      .poll(async () => (await booked(stage.pool, reward)).attempts, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(2);
    await untilState(reward, 'unknown');
    expect(await booked(stage.pool, reward)).toMatchObject({ reward: 'due', posts: 0 });
    await control(sandbox, 'reset', {});
    expect(await callBack('payout.paid', reward)).toBe(204);
    await untilState(reward, 'paid');
  });

  test('about an unknown key: nothing moves, and the statement is read at once', async () => {
    const before = asked.filter((route) => route.endsWith('/statement')).length;
    expect(await callBack('payout.paid', 'nobody-knows-it')).toBe(204);
    await expect
      .poll(() => asked.filter((route) => route.endsWith('/statement')).length)
      .toBeGreaterThan(before);
  });

  test('forged, stale, changed or replayed from another exchange: refused, and nothing is looked at', async () => {
    await cutNextAnswer();
    const reward = await sendOne();
    await untilState(reward, 'unknown');
    const body = JSON.stringify({ type: 'payout.paid', key: reward });
    const now = Math.floor(Date.now() / 1000);
    const refused = [
      await post(body, {}),
      await post(body, signed(freshSecret(), 'cb_1', now, body)),
      await post(body, signed(sandbox.secret, 'cb_1', now - 301, body)),
      await post(body, signed(sandbox.secret, 'cb_1', now + 400, body)),
      await post(body, signed(sandbox.secret, 're_1', now, body)),
      await post(body.replace('paid', 'lost'), signed(sandbox.secret, 'cb_1', now, body)),
      await post(` ${body}`, signed(sandbox.secret, 'cb_1', now, body)),
    ];
    expect(refused).toEqual(refused.map(() => 401));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await booked(stage.pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
    expect(await post(body, signed(sandbox.secret, 'cb_1', now, body))).toBe(204);
    await untilState(reward, 'reconciled');
    expect(await post('{}', signed(sandbox.secret, 'cb_2', now, '{}'))).toBe(400);
  });
});

describe('a payout whose money comes back', () => {
  test.each(['a callback', 'the statement'])(
    'F13 told by %s: taken back, budget back once',
    async (by) => {
      const { reward, budget } = await earnOne(`by-${by.replaceAll(' ', '-')}`);
      await untilState(reward, 'paid');
      if (by === 'a callback') await callingBack('twice');
      await control(sandbox, 'give-back', { key: reward });
      if (by === 'the statement') await requestReconciliation(stage.pool, cashProvider, false);
      await expect
        .poll(async () => (await booked(stage.pool, reward)).reward, { timeout: 20_000 })
        .toBe('reversed');
      expect(await budgetUsed()).toBe(budget);
      await requestReconciliation(stage.pool, cashProvider, false);
      expect(await callBack('payout.returned', reward)).toBe(204);
      expect(await budgetUsed()).toBe(budget);
      const { rows } = await stage.pool.query(
        `SELECT 1 FROM entry WHERE reward = $1 AND kind = 'reverse'`,
        [reward],
      );
      expect(rows).toHaveLength(1);
      const broken = await checkInvariants(stage.pool);
      expect(broken.filter(({ subject }) => subject.includes(reward))).toEqual([]);
    },
  );
});

describe('around the workflow', () => {
  test('F8 the dispatcher’s worker dies after a result is recorded: nothing is called again', async () => {
    const rewards = [await sendOne()];
    await untilState(rewards[0] ?? ('' as RewardId), 'paid');
    // Taken on and not paid yet: the same run of the dispatcher waits for it.
    await control(sandbox, 'provider', { state: 'pending' });
    const waiting = await sendOne();
    await untilState(waiting, 'unknown');
    const before = sentCount();
    await worker.stop();
    worker = await stage.work(working);
    await control(sandbox, 'settle', {});
    expect(await callBack('payout.paid', waiting)).toBe(204);
    await untilState(waiting, 'reconciled');
    expect(sentCount()).toBe(before);
    expect(new Set(Object.values(await paidCounts(sandbox)))).toEqual(new Set([1]));
  });

  test('F15 the dispatcher is reset by hand: the key is in the ledger, and nobody is paid twice', async () => {
    const reward = await sendOne();
    await untilState(reward, 'paid');
    const before = sentCount();
    const { workflowId } = payoutDispatcherOf(cashProvider, stage.queues.effects);
    await resetToStart(stage.client, workflowId, 'again');
    const other = await sendOne();
    await untilState(other, 'paid');
    expect(sentCount() - before).toBe(1);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1, [other]: 1 });
    expect(await booked(stage.pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
  });
});

async function callBack(type: string, key: string): Promise<number> {
  const { callbackUrl: url } = worker;
  const { status } = await control<{ status: number }>(sandbox, 'call-back', { url, type, key });
  return status;
}

function signed(secret: string, id: string, timestampSeconds: number, payload: string) {
  return { ...sign(readSecret(secret), { id, timestampSeconds, payload }) };
}

async function post(body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const json = { 'content-type': 'application/json' };
  const answer = await fetch(worker.callbackUrl ?? '', {
    ...{ method: 'POST', headers: { ...json, ...headers }, body },
  });
  return answer.status;
}

/** A real code whose redemption is paid for at once; the budget as it was before. */
async function earnOne(invitee: string): Promise<{ reward: RewardId; budget: number }> {
  const budget = await budgetUsed();
  const row = await stage.insert(terms);
  const handle = await stage.start(terms, row);
  const commands: Command[] = [redeem(invitee)];
  const outcomes = await handle.executeUpdate<Outcome[], [Command[]]>('redeem', {
    args: [commands],
  });
  expect(outcomes).toMatchObject([{ ok: true }]);
  const { rows } = await stage.pool.query<{ id: RewardId }>(
    'SELECT id FROM reward WHERE code = $1',
    [row.id],
  );
  const [reward, ...others] = rows;
  if (reward === undefined || others.length > 0) throw new Error('one reward was to be earned');
  return { reward: reward.id, budget };
}

async function budgetUsed(): Promise<number> {
  const { rows } = await stage.pool.query<{ used: number }>(
    `SELECT used FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
    [terms.campaign],
  );
  return rows[0]?.used ?? 0;
}
