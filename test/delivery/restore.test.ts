import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { RewardId } from '../../domain/ids.ts';
import type { Sides } from '../../reconcile/payouts/comparison.ts';
import { reconcilePayouts } from '../../reconcile/payouts/reconcile-payouts.ts';
import type { PayoutReport } from '../../reconcile/payouts/report.ts';
import type { PayoutProvider } from '../../activities/providers/payout-provider.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import {
  claimReconciliation,
  finishReconciliation,
  pausePayouts,
  payoutGates,
  resumePayouts,
} from '../../store/payouts/gate.ts';
import { createPool } from '../../store/pool.ts';
import { copyDatabase } from '../support/database.ts';
import { createStage, type Stage } from '../support/stage.ts';
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
} from './fixture.ts';

let stage: Stage;
let sandbox: Sandbox;
const dayMs = 86_400_000;
const by = { actor: 'test', reason: 'all is accounted for' };

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret: freshSecret() });
});
afterAll(async () => {
  await stage.close();
  await sandbox.stop();
});

function deliveryOn(pool: pg.Pool) {
  return { pool, provider: providerOf(sandbox), settings: quick };
}

async function reconcile(pool: pg.Pool, port = providerOf(sandbox)): Promise<PayoutReport> {
  const turn = await claimReconciliation(pool, 'sandbox', 0);
  if (turn === undefined) throw new Error('no turn');
  const sides: Sides = {
    ...{ temporal: stage.client, pool, taskQueue: stage.queues.codes },
    ...{ provider: 'sandbox', port, windowMs: 3 * dayMs },
    nudge: () => Promise.resolve(),
  };
  const report = await reconcilePayouts(sides, turn);
  const { trouble, askedPast } = report;
  const complete = trouble === null;
  await finishReconciliation(pool, 'sandbox', { turn, complete, askedPast, report });
  return report;
}

/** The provider, as if all that it has were taken on so much earlier. */
function earlier(agoMs: number): PayoutProvider {
  const port = providerOf(sandbox);
  return {
    ...port,
    statement: async ({ sinceMs, cursor }) => {
      const page = await port.statement?.({ sinceMs: 0, cursor });
      if (page?.kind !== 'page') throw new Error('no page');
      const lines = page.lines.map((line) => ({ ...line, acceptedAt: line.acceptedAt - agoMs }));
      return { ...page, lines: lines.filter(({ acceptedAt }) => acceptedAt >= sinceMs) };
    },
  };
}

test('F16 restored from a backup older than payouts: paused until it is known what was paid', async () => {
  const before = stage.pool;
  expect(await reconcile(before)).toMatchObject({ trouble: null, differences: [] });
  const [known] = (await seedPayouts(before, 'sandbox')) as [RewardId];
  const backup = await copyDatabase(stage.database.url);
  await deliverAll(deliveryOn(before), 'sandbox');
  const [lost] = (await seedPayouts(before, 'sandbox')) as [RewardId];
  await deliverAll(deliveryOn(before), 'sandbox');
  expect(await paidCounts(sandbox)).toEqual({ [known]: 1, [lost]: 1 });

  const restored = createPool(backup.url);
  try {
    await restored.query(`UPDATE payout_gate SET reconciled_at = now() - interval '2 hours'`);
    // A provider that ignores keys shows whether anything is sent.
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'ignore-key' }]);
    const page = { provider: 'sandbox', worker: 'test' };
    const first = await deliverPayouts(deliveryOn(restored), page, steady);
    expect(first).toMatchObject({ claimed: 0, nextInMs: null });

    const report = await reconcile(restored);
    expect(report.paused).toContain('restored from a backup');
    expect(Object.fromEntries(report.differences.map((one) => [one.key, one]))).toMatchObject({
      [known]: { class: 'state-differs', remedy: 'asked about' },
      [lost]: { class: 'theirs-only', remedy: 'none' },
    });
    const [fresh] = (await seedPayouts(restored, 'sandbox')) as [RewardId];
    await deliverAll(deliveryOn(restored), 'sandbox');
    expect(await booked(restored, known)).toMatchObject({ payout: 'reconciled', posts: 1 });
    expect(await booked(restored, fresh)).toMatchObject({ payout: 'due', posts: 0 });
    expect(await paidCounts(sandbox)).toEqual({ [known]: 1, [lost]: 1 });

    expect(await resumePayouts(restored, 'sandbox', by)).toBe(true);
    expect((await reconcile(restored)).paused).toBeNull();
    await deliverAll(deliveryOn(restored), 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [known]: 1, [lost]: 1, [fresh]: 1 });
  } finally {
    await restored.end();
    await backup.drop();
  }
});

test('F16 restored from a backup of five days ago: what was paid four days ago is not paid again', async () => {
  await control(sandbox, 'reset', {});
  const [paid] = (await seedPayouts(stage.pool, 'sandbox')) as [RewardId];
  await reconcile(stage.pool);
  const backup = await copyDatabase(stage.database.url);
  await deliverAll(deliveryOn(stage.pool), 'sandbox');
  const restored = createPool(backup.url);
  try {
    await restored.query(`UPDATE payout_gate SET reconciled_at = now() - interval '5 days'`);
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'ignore-key' }]);
    expect((await reconcile(restored, earlier(4 * dayMs))).paused).toContain('restored');
    await resumePayouts(restored, 'sandbox', by);
    await deliverAll(deliveryOn(restored), 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [paid]: 1 });
    expect(await booked(restored, paid)).toMatchObject({ payout: 'reconciled', posts: 1 });
  } finally {
    await restored.end();
    await backup.drop();
  }
});

test.each([
  ['compared a moment ago', 'now()'],
  ['never compared', 'NULL'],
])('F16 restored from a backup that was %s: nothing is sent before it is', async (_, compared) => {
  await control(sandbox, 'reset', {});
  const [reward] = (await seedPayouts(stage.pool, 'sandbox')) as [RewardId];
  await reconcile(stage.pool);
  const backup = await copyDatabase(stage.database.url);
  await deliverAll(deliveryOn(stage.pool), 'sandbox');
  const restored = createPool(backup.url);
  try {
    await restored.query(`UPDATE payout_gate SET reconciled_at = ${compared}`);
    if (compared === 'NULL') await restored.query('UPDATE payout_gate SET home = NULL');
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'ignore-key' }]);
    expect(await payoutGates(restored)).toMatchObject([{ held: true, moved: true }]);
    await deliverAll(deliveryOn(restored), 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect((await reconcile(restored)).paused).toContain('restored');
    expect(await payoutGates(restored)).toMatchObject([{ held: true, moved: false }]);
  } finally {
    await restored.end();
    await backup.drop();
  }
});

test('F16 without the hold the restored database would pay once more', async () => {
  await control(sandbox, 'reset', {});
  const [reward] = (await seedPayouts(stage.pool, 'sandbox')) as [RewardId];
  const backup = await copyDatabase(stage.database.url);
  await deliverAll(deliveryOn(stage.pool), 'sandbox');
  const restored = createPool(backup.url);
  try {
    await restored.query(`UPDATE payout_gate SET reconciled_at = NULL, home = home()`);
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'ignore-key' }]);
    await deliverAll(deliveryOn(restored), 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 2 });
  } finally {
    await restored.end();
    await backup.drop();
  }
});

test('paused by hand: nothing is sent or sent again, what is in doubt is asked about', async () => {
  await control(sandbox, 'reset', {});
  const { pool } = stage;
  const page = { provider: 'sandbox', worker: 'test' };
  const [doubted] = (await seedPayouts(pool, 'sandbox')) as [RewardId];
  await control(sandbox, 'faults', [
    { operation: 'payouts.create', fault: 'cut-before', times: 1 },
  ]);
  await deliverPayouts(deliveryOn(pool), page, steady);
  const [due] = (await seedPayouts(pool, 'sandbox')) as [RewardId];
  expect(await pausePayouts(pool, 'sandbox', { actor: 'olga', reason: 'looking' })).toBe(true);
  expect(await pausePayouts(pool, 'sandbox', { actor: 'otto', reason: 'too' })).toBe(false);
  expect(await payoutGates(pool)).toMatchObject([
    { provider: 'sandbox', held: true, pausedBy: 'olga', reason: 'looking' },
  ]);
  await deliverAll(deliveryOn(pool), 'sandbox', 3);
  expect(await paidCounts(sandbox)).toEqual({});
  expect(await booked(pool, doubted)).toMatchObject({ payout: 'unknown', attempts: 1 });
  expect(await booked(pool, due)).toMatchObject({ payout: 'due', attempts: 0 });

  await resumePayouts(pool, 'sandbox', by);
  expect(await resumePayouts(pool, 'sandbox', by)).toBe(false);
  await deliverAll(deliveryOn(pool), 'sandbox');
  expect(await paidCounts(sandbox)).toEqual({ [doubted]: 1, [due]: 1 });
});
