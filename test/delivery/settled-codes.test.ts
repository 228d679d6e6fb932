import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { syncCode } from '../../reconcile/wake.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { rewardsOfCode, type RewardRecord } from '../../store/inspect/rewards-of-code.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { openDebts } from '../../store/ledger/debts.ts';
import { requestReconciliation } from '../../store/payouts/gate.ts';
import { workflowId } from '../../workflows/messages.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { control, freshSecret, paidCounts, quick } from './fixture.ts';

const campaign = 'refunds' as CampaignId;
const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(250) }];
const by = { actor: 'olga', reason: 'refunded' };
let stage: Stage;
let sandbox: Sandbox;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret: freshSecret() });
  const { client: temporal, pool, keys, queues } = stage;
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
  const { code, validity } = termsLike();
  await stage.publish(
    termsLike({
      ...{ campaign, code: { ...code, perPerson: 3 } },
      validity: { ...validity, onExpiry: { action: 'archive' }, settleForMs: duration(0) },
      rewards: [{ ...redPacket, when: { milestones: ['redeemed'], condition: null }, caps: [] }],
      payouts: { max: [], approval: null, minimum },
    }),
  );
  const services = servicesOf(sandbox);
  await stage.work({
    ...{ services, delivery: { settings: quick }, sweepEveryMs: 300 },
    reconciling: { everyMs: 3_600_000, pollMs: 50 },
  });
});
afterAll(async () => {
  expect(await checkInvariants(stage.pool)).toEqual([]);
  await usher.close();
  await stage.close();
  await sandbox.stop();
});

interface Given {
  readonly id: CodeId;
  readonly value: string;
}

async function redeemed(holder: string, ...invitees: readonly string[]): Promise<Given> {
  const issued = await usher.issue({ campaign, holder });
  if (!issued.ok) throw new Error(issued.message);
  for (const invitee of invitees) {
    expect(await usher.redeem({ code: issued.value, invitee })).toMatchObject({ ok: true });
  }
  return { id: issued.code, value: issued.value };
}

/** Ends a code, which settles at once, and waits for its workflow to complete. */
async function settle({ id }: Given): Promise<void> {
  const now = Date.now();
  await stage.database.pool.query(
    'UPDATE code SET state = state || $2::jsonb, deadline_at = $3 WHERE id = $1',
    [id, { expiresAt: now }, now],
  );
  const row = (await loadCode(stage.pool, id)) ?? expect.fail('no code');
  await syncCode({ temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes }, row);
  await expect.poll(() => standing(id), { timeout: 20_000 }).toBe('COMPLETED');
}

async function standing(id: CodeId): Promise<string> {
  const handle = stage.client.workflow.getHandle(workflowId(campaign, id));
  return (await handle.describe()).status.name;
}

async function rewards({ id }: Given): Promise<readonly RewardRecord[]> {
  return [...(await rewardsOfCode(stage.pool, id, 50))].sort((a, b) => (a.id < b.id ? -1 : 1));
}

test('what gathers of a settled code is voided, once, and lowered; nothing else is done with it', async () => {
  const code = await redeemed('ann', 'bob', 'cid');
  await settle(code);
  const [one = '', other = ''] = (await rewards(code)).map(({ id }) => id);
  const asking = { reward: one, ...by, opId: 'refund-1' };
  const answers = await Promise.all([usher.reverse(asking), usher.reverse(asking)]);
  expect(answers[0]).toMatchObject({ ok: true, status: 'settled' });
  expect(answers[1]).toEqual(answers[0]);
  expect(await usher.reverse({ ...asking, opId: 'refund-2' })).toMatchObject({
    code: 'REWARD_CLOSED',
  });
  expect(await usher.reverse({ reward: other, amountMinor: 40, ...by })).toMatchObject({
    ok: true,
    takenBack: [{ state: 'lowered', minor: 40, left: 60 }],
  });
  expect(await rewards(code)).toMatchObject([
    { state: 'voided' },
    { state: 'due', minor: 60, payout: { gathered: { minor: 60, minimum: 250 } } },
  ]);
  expect(await usher.redeem({ code: code.value, invitee: 'dan' })).toMatchObject({
    code: 'CODE_SETTLED',
  });
  await expect.poll(() => standing(code.id), { timeout: 20_000 }).toBe('COMPLETED');
  expect(await paidCounts(sandbox)).toEqual({});
});

test('what was paid by a settled code is owed, and the next rewards settle it first', async () => {
  const code = await redeemed('eve', 'fay', 'gus', 'hal');
  const states = async (of: Given): Promise<readonly string[]> =>
    (await rewards(of)).map(({ state, setOff }) => `${state} ${String(setOff)}`);
  await expect
    .poll(() => states(code), { timeout: 50_000 })
    .toEqual(['paid 0', 'paid 0', 'paid 0']);
  await settle(code);
  const [reward] = await rewards(code);
  const taken = await usher.reverse({ reward: reward?.id ?? '', ...by });
  expect(taken).toMatchObject({ ok: true, status: 'settled' });
  expect(await openDebts(stage.pool, campaign, 10)).toMatchObject([{ person: 'eve', minor: 100 }]);
  const next = await redeemed('eve', 'ida', 'jon');
  expect(await states(next)).toEqual(['paid 100', 'due 0']);
  expect(await openDebts(stage.pool, campaign, 10)).toEqual([]);
});

/** A code of three rewards that were paid together, settled; and the payout. */
async function settledAndPaid(...names: readonly string[]): Promise<Given & { payout: string }> {
  const [holder = '', ...invitees] = names;
  const code = await redeemed(holder, ...invitees);
  const states = async (): Promise<readonly string[]> =>
    (await rewards(code)).map(({ state }) => state);
  await expect.poll(states, { timeout: 50_000 }).toEqual(['paid', 'paid', 'paid']);
  await settle(code);
  const { rows } = await stage.pool.query<{ payout: string }>(
    `SELECT DISTINCT p.part_of AS payout FROM payout p JOIN reward r ON r.id = p.reward WHERE r.code = $1`,
    [code.id],
  );
  return { ...code, payout: rows[0]?.payout ?? expect.fail('no payout') };
}

async function budgetUsed(): Promise<number> {
  const { rows } = await stage.pool.query<{ used: number }>(
    `SELECT used FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
    [campaign],
  );
  return rows[0]?.used ?? expect.fail('no budget');
}

/** As a worker did that knew nothing of taking back from settled codes. */
async function refusedBefore({ id }: Given): Promise<void> {
  for (const reward of await rewards({ id, value: '' })) {
    const digest = createHash('sha256').update(reward.id).digest('hex');
    await stage.pool.query(
      `INSERT INTO operation (campaign, code, op_id, kind, body_hash, outcome, at)
       VALUES ($1, $2, $3, 'reverse', 'of then', $4, 1)`,
      [campaign, id, `returned-${digest}`, { ok: false, code: 'CODE_SETTLED', message: '' }],
    );
  }
}

test.each([
  ['is taken back once', ['pia', 'pip', 'pol', 'pam'], () => Promise.resolve()],
  ['also where that was refused before', ['ria', 'rob', 'ron', 'ray'], refusedBefore],
] as const)(
  'what comes back of a settled code %s, and nobody owes it',
  async (_, names, before) => {
    const code = await settledAndPaid(...names);
    await before(code);
    const used = await budgetUsed();
    await control(sandbox, 'give-back', { key: code.payout });
    for (let round = 0; round < 2; round += 1) {
      await requestReconciliation(stage.pool, cashProvider, false);
      await expect
        .poll(async () => (await rewards(code)).map(({ state }) => state), { timeout: 30_000 })
        .toEqual(['reversed', 'reversed', 'reversed']);
    }
    expect(await budgetUsed()).toBe(used - 300);
    expect((await openDebts(stage.pool, campaign, 10)).map(({ person }) => person)).not.toContain(
      names[0],
    );
    await expect.poll(() => standing(code.id), { timeout: 20_000 }).toBe('COMPLETED');
  },
);

test('what comes back after one of its rewards was taken back is owed by nobody', async () => {
  const code = await settledAndPaid('sue', 'sam', 'sid', 'sol');
  const [taken] = await rewards(code);
  expect(await usher.reverse({ reward: taken?.id ?? '', ...by })).toMatchObject({ ok: true });
  const debtors = async (): Promise<readonly string[]> =>
    (await openDebts(stage.pool, campaign, 10)).map(({ person }) => person);
  expect(await debtors()).toContain('sue');
  await control(sandbox, 'give-back', { key: code.payout });
  await requestReconciliation(stage.pool, cashProvider, false);
  await expect.poll(debtors, { timeout: 30_000 }).not.toContain('sue');
  await expect
    .poll(async () => (await rewards(code)).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(['reversed', 'reversed', 'reversed']);
});

test('bringing a settled code in line does not start its workflow again', async () => {
  const code = await redeemed('uma');
  await settle(code);
  const runId = async (): Promise<string> =>
    (await stage.client.workflow.getHandle(workflowId(campaign, code.id)).describe()).runId;
  const before = await runId();
  const row = (await loadCode(stage.pool, code.id)) ?? expect.fail('no code');
  expect(row.state.status).toBe('settled');
  const services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes };
  expect(await syncCode(services, row)).toBe('completed');
  expect(await runId()).toBe(before);
});

test('a service forgives a debt once, and is told when nothing is owed', async () => {
  const code = await redeemed('kim', 'leo', 'mia', 'nan');
  const first = async () => (await rewards(code))[0];
  await expect.poll(async () => (await first())?.state, { timeout: 50_000 }).toBe('paid');
  expect(await usher.reverse({ reward: (await first())?.id ?? '', ...by })).toMatchObject({
    ok: true,
  });
  const asking = { campaign, person: 'kim', opId: 'goodwill-1', ...by };
  const forgiven = { ok: true, asset: 'CNY/2', minor: 100 };
  expect(await usher.forgive(asking)).toEqual({ ...forgiven, isNew: true });
  expect(await usher.forgive(asking)).toEqual({ ...forgiven, isNew: false });
  expect(await openDebts(stage.pool, campaign, 10)).toEqual([]);
  const refused = await Promise.all([
    usher.forgive({ ...asking, opId: 'goodwill-2' }),
    usher.forgive({ ...asking, person: 'leo' }),
    usher.forgive({ ...asking, campaign: 'nowhere' }),
    usher.forgive({ ...asking, currency: 'ABC' }),
    usher.forgive({ ...asking, reason: '' }),
  ]);
  expect(refused.map((one) => (one.ok ? 'forgiven' : one.code))).toEqual([
    ...['NOT_OWED', 'OPERATION_REUSED', 'CAMPAIGN_UNKNOWN', 'INVALID_COMMAND', 'INVALID_COMMAND'],
  ]);
});
