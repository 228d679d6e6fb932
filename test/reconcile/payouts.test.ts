import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { PayoutClass } from '../../reconcile/payouts/classify.ts';
import type { Sides } from '../../reconcile/payouts/comparison.ts';
import { reconcilePayouts } from '../../reconcile/payouts/reconcile-payouts.ts';
import type { PayoutReport } from '../../reconcile/payouts/report.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import {
  claimReconciliation,
  payoutGates,
  resumePayouts,
  type ReconciliationTurn,
} from '../../store/payouts/gate.ts';
import {
  booked,
  control,
  deliverAll,
  freshSecret,
  paidCounts,
  providerOf,
  quick,
  seedPayouts,
  steady,
} from '../delivery/fixture.ts';
import { createStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let pool: pg.Pool;
let sandbox: Sandbox;
let sides: Sides;
const page = { provider: 'sandbox', worker: 'test' };

beforeAll(async () => {
  stage = await createStage();
  ({ pool } = stage);
  sandbox = await startSandbox({ secret: freshSecret() });
  sides = {
    ...{ temporal: stage.client, pool, taskQueue: stage.queues.codes },
    ...{ provider: 'sandbox', port: providerOf(sandbox), windowMs: 86_400_000 },
    nudge: () => Promise.resolve(),
  };
});
afterAll(async () => {
  await stage.close();
  await sandbox.stop();
});
beforeEach(async () => {
  await control(sandbox, 'reset', {});
  await stage.database.pool.query(`
    DELETE FROM payout; DELETE FROM payout_gate;
    ALTER TABLE entry DISABLE TRIGGER entry_append_only;
    DELETE FROM entry; DELETE FROM reward;
    ALTER TABLE entry ENABLE TRIGGER entry_append_only`);
});

function delivery() {
  return { pool, provider: providerOf(sandbox), settings: quick };
}

async function turn(lookOnly = false): Promise<ReconciliationTurn> {
  const claimed = await claimReconciliation(pool, 'sandbox', 0);
  if (claimed === undefined) throw new Error('no turn');
  return { ...claimed, lookOnly };
}

async function paid(count: number): Promise<RewardId[]> {
  const rewards = await seedPayouts(pool, 'sandbox', { count });
  await deliverAll(delivery(), 'sandbox');
  return rewards;
}

/** Paid at the provider, behind our back. */
async function payThere(key: string, over: { minor?: number; beneficiary?: string } = {}) {
  await providerOf(sandbox).pay({
    key,
    beneficiary: (over.beneficiary ?? 'person-a') as SubjectId,
    asset: 'CNY/2' as Asset,
    minor: minorUnits(over.minor ?? 100),
  });
}

function setState(rewards: readonly RewardId[], state: string): Promise<unknown> {
  return pool.query(
    `UPDATE payout SET state = $2, next_attempt_at = now() + interval '1 hour',
       attempts = CASE WHEN $2 = 'due' THEN 0 ELSE 1 END,
       first_sent_at = CASE WHEN $2 = 'due' THEN NULL ELSE now() END WHERE reward = ANY ($1)`,
    [rewards, state],
  );
}

/** A sequence that looks random and is the same for ever: multiplicative, modulo a prime. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (faces) => (state = (state * 48_271) % 2_147_483_647) % faces;
}

/** Each way in which sides may come to differ, and the class that it belongs to. */
const plants: readonly {
  readonly class: PayoutClass;
  readonly plant: (rewards: readonly RewardId[]) => Promise<unknown>;
}[] = [
  { class: 'ours-only', plant: (rewards) => bookUnpaid(rewards) },
  { class: 'amount-differs', plant: (rewards) => payAll(rewards, { minor: 101 }) },
  { class: 'amount-differs', plant: (rewards) => payAll(rewards, { beneficiary: 'person-b' }) },
  {
    class: 'state-differs',
    plant: (rewards) => payAll(rewards, {}).then(() => setState(rewards, 'failed')),
  },
  {
    class: 'state-differs',
    plant: (rewards) => payAll(rewards, {}).then(() => setState(rewards, 'unknown')),
  },
  {
    class: 'state-differs',
    plant: (rewards) => payAll(rewards, {}).then(() => setState(rewards, 'manual')),
  },
  {
    class: 'state-differs',
    plant: (rewards) => payAll(rewards, {}).then(() => setState(rewards, 'due')),
  },
  {
    class: 'state-differs',
    plant: async (rewards) => {
      await payAll(rewards, {});
      for (const key of rewards) await control(sandbox, 'give-back', { key });
      await setState(rewards, 'unknown');
    },
  },
];

async function payAll(keys: readonly RewardId[], over: Parameters<typeof payThere>[1]) {
  for (const key of keys) await payThere(key, over);
}

/** Booked as paid, though the provider was never asked. */
async function bookUnpaid(rewards: readonly RewardId[]): Promise<void> {
  await setState(rewards, 'paid');
  await pool.query(`UPDATE reward SET state = 'paid' WHERE id = ANY ($1)`, [rewards]);
  await pool.query(
    `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
     SELECT campaign, 'post', reward, destination, 'person:person-a', asset, minor, at, 'planted'
     FROM entry WHERE kind = 'hold' AND reward = ANY ($1)`,
    [rewards],
  );
}

function classesOf({ differences }: PayoutReport): Readonly<Record<string, string>> {
  return Object.fromEntries(differences.map(({ key, class: name }) => [key, name]));
}

describe('payouts, rows, ledger and statement side by side', () => {
  it('classes 200 planted mismatches among 100 matches rightly, and moves no money', async () => {
    await paid(100);
    const roll = dice(20_261_126);
    const wanted: Record<string, PayoutClass> = {};
    const kinds = plants.map((one) => ({ ...one, count: 0 }));
    let strangers = 0;
    for (let n = 0; n < 200; n += 1) {
      const kind = kinds[roll(kinds.length + 1)];
      if (kind === undefined) strangers += 1;
      else kind.count += 1;
    }
    for (const { class: name, plant, count } of kinds) {
      expect(count).toBeGreaterThan(10);
      const rewards = await seedPayouts(pool, 'sandbox', { count });
      await plant(rewards);
      for (const reward of rewards) wanted[reward] = name;
    }
    for (let n = 0; n < strangers; n += 1) {
      await payThere(`other-${String(n)}`);
      wanted[`other-${String(n)}`] = 'theirs-only';
    }
    const [before, stood] = [await paidCounts(sandbox), await standing()];
    const report = await reconcilePayouts(sides, await turn(true));
    expect(Object.keys(wanted)).toHaveLength(200);
    expect(classesOf(report)).toEqual(wanted);
    expect(report.counts.match).toBe(100);
    expect(report.trouble).toBeNull();
    expect(await paidCounts(sandbox)).toEqual(before);
    expect(await standing()).toEqual(stood);
  });

  it('what is paid there and in doubt here is asked about, and booked once', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'cut-after', times: 1 },
    ]);
    await deliverPayouts(delivery(), page, steady);
    await pool.query(`UPDATE payout SET next_attempt_at = now() + interval '5 minutes'`);
    const report = await reconcilePayouts(sides, await turn());
    expect(report.differences).toMatchObject([{ key: reward, remedy: 'asked about' }]);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
    await deliverAll(delivery(), 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'reconciled', posts: 1 });
    expect((await reconcilePayouts(sides, await turn())).differences).toEqual([]);
  });

  it('what the statement has is not sent again, even when a query does not find it', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await payThere(reward);
    await control(sandbox, 'expire-keys', {});
    await reconcilePayouts(sides, await turn());
    await resumePayouts(pool, 'sandbox', { actor: 'test', reason: 'all is known' });
    await deliverAll(delivery(), 'sandbox', 5);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
  });

  it('F10 a second payout under one key is found by the next comparison', async () => {
    const [reward] = await paid(1);
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'ignore-key' }]);
    await payThere(String(reward));
    const report = await reconcilePayouts(sides, await turn());
    expect(report.counts).toMatchObject({ match: 1, 'theirs-only': 1 });
    expect(report.differences).toMatchObject([{ key: reward, class: 'theirs-only' }]);
    expect(report.differences[0]?.theirs).toContain('a second one');
  });

  it('payouts in doubt for more than a day, and parked ones, wait for a person', async () => {
    const [old, fresh, parked] = await seedPayouts(pool, 'sandbox', { count: 3 });
    await setState([old, fresh] as RewardId[], 'unknown');
    await setState([parked] as RewardId[], 'manual');
    await pool.query(
      `UPDATE payout SET first_sent_at = now() - interval '25 hours' WHERE reward = $1`,
      [old],
    );
    const { forPeople } = await reconcilePayouts(sides, await turn());
    expect(forPeople.map(({ reward }) => reward)).toEqual([old, parked]);
  });

  it('a statement that cannot be read says nothing of what it lacks', async () => {
    await paid(3);
    await control(sandbox, 'faults', [{ operation: 'payouts.statement', fault: 'error-500' }]);
    const report = await reconcilePayouts(sides, await turn());
    expect(report).toMatchObject({ trouble: 'INTERNAL: told to fail', differences: [] });
  });

  it('keys that cannot be ours are told, and pause nothing', async () => {
    await payThere('of-another-system');
    const report = await reconcilePayouts(sides, await turn());
    expect(report).toMatchObject({ counts: { 'theirs-only': 1 }, paused: null });
    expect((await payoutGates(pool)).map(({ held }) => held)).toEqual([false]);
  });
});

/** All that payouts and ledger say. */
async function standing(): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT p.reward, p.state, p.attempts, p.fence, r.state AS owed,
       (SELECT count(*) FROM entry e WHERE e.reward = p.reward) AS entries
     FROM payout p JOIN reward r ON r.id = p.reward ORDER BY p.reward`,
  );
  return rows;
}
