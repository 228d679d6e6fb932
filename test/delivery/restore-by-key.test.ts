import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { PayoutProvider } from '../../activities/providers/payout-provider.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import type { RewardId } from '../../domain/ids.ts';
import type { Sides } from '../../reconcile/payouts/comparison.ts';
import { reconcilePayouts } from '../../reconcile/payouts/reconcile-payouts.ts';
import type { PayoutReport } from '../../reconcile/payouts/report.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import {
  claimReconciliation,
  finishReconciliation,
  payoutGates,
  resumePayouts,
} from '../../store/payouts/gate.ts';
import { createPool } from '../../store/pool.ts';
import { copyDatabase } from '../support/database.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { booked, deliverAll, quick, seedPayouts } from './fixture.ts';
import { setWechatStage, type WechatStage } from './wechat-fixture.ts';

/** WeChat Pay has no statement: it is asked about each payout by its key. */
const provider = 'wechat';
const by = { actor: 'test', reason: 'all is accounted for' };
let stage: Stage;
let wechat: WechatStage;

beforeAll(async () => {
  stage = await createStage();
  wechat = await setWechatStage();
});
afterAll(async () => {
  await stage.close();
  await wechat.local.stop();
});
beforeEach(async () => {
  await stage.database.pool.query('DELETE FROM payout; DELETE FROM payout_gate');
});

async function reconcile(pool: pg.Pool, port = wechat.provider): Promise<PayoutReport> {
  const turn = await claimReconciliation(pool, provider, 0);
  if (turn === undefined) throw new Error('no turn');
  const sides: Sides = {
    ...{ temporal: stage.client, pool, taskQueue: stage.queues.codes },
    ...{ provider, port, windowMs: 3 * 86_400_000, nudge: () => Promise.resolve() },
  };
  const report = await reconcilePayouts(sides, turn);
  const { trouble, askedPast } = report;
  await finishReconciliation(pool, provider, {
    ...{ turn, complete: trouble === null, askedPast, report },
  });
  return report;
}

function pay(pool: pg.Pool): Promise<unknown> {
  return deliverAll({ pool, provider: wechat.provider, settings: quick }, provider, 1);
}

async function restored(work: (pool: pg.Pool) => Promise<void>, meanwhile: () => Promise<unknown>) {
  const copy = await copyDatabase(stage.database.url);
  await meanwhile();
  const pool = createPool(copy.url);
  try {
    await work(pool);
  } finally {
    await pool.end();
    await copy.drop();
  }
}

const billOf = (reward: RewardId | undefined) =>
  wechat.local.book.bills.get(billNumber(String(reward)));

test('what was sent is asked about by its key, and classed as by a statement', async () => {
  const rewards = await seedPayouts(stage.pool, provider, { count: 4 });
  await pay(stage.pool);
  const agreed = await reconcile(stage.pool);
  expect(agreed).toMatchObject({ trouble: null, asked: 4, counts: { match: 4 }, differences: [] });
  const [lost, other, ended] = rewards;
  wechat.local.book.bills.delete(billNumber(String(lost)));
  Object.assign(billOf(other) ?? {}, { amountFen: 101 });
  Object.assign(billOf(ended) ?? {}, { state: 'FAIL', failReason: 'OVERDUE_CLOSE' });
  const report = await reconcile(stage.pool);
  expect(Object.fromEntries(report.differences.map((one) => [one.key, one.class]))).toEqual({
    [String(lost)]: 'ours-only',
    [String(other)]: 'amount-differs',
    [String(ended)]: 'state-differs',
  });
  expect(report).toMatchObject({ trouble: null, counts: { match: 1 }, paused: null });
});

test('F16 a restored database sends nothing before all of it was asked about', async () => {
  const [known, open] = await seedPayouts(stage.pool, provider, { count: 2 });
  await stage.pool.query(
    `UPDATE payout SET next_attempt_at = now() + interval '1 hour' WHERE key = $1`,
    [open],
  );
  await reconcile(stage.pool);
  const work = async (pool: pg.Pool): Promise<void> => {
    await pay(pool);
    expect(await booked(pool, known as RewardId)).toMatchObject({ payout: 'due', attempts: 0 });
    const none = platformError(500, 'SYSTEM_ERROR');
    wechat.local.fault({ operation: 'query', answer: none });
    expect((await reconcile(pool)).trouble).toContain('SYSTEM_ERROR');
    expect(await payoutGates(pool)).toMatchObject([{ held: true, moved: true }]);
    const report = await reconcile(pool);
    expect(report).toMatchObject({ trouble: null, asked: 2, counts: { 'state-differs': 1 } });
    expect(report.differences).toMatchObject([{ key: known, remedy: 'asked about' }]);
    expect(report.paused).toContain('restored from a backup');
    await resumePayouts(pool, provider, by);
    await pay(pool);
    expect(await booked(pool, known as RewardId)).toMatchObject({ payout: 'reconciled', posts: 1 });
    expect(wechat.local.counts.transfer).toBe(before + 1);
  };
  const before = wechat.local.counts.transfer;
  await restored(work, () => pay(stage.pool));
});

test('more than can be asked about at once is asked about in turns, and held until the last', async () => {
  await seedPayouts(stage.pool, provider, { count: 1_001 });
  await restored(
    async (pool) => {
      const asked: string[] = [];
      const port: PayoutProvider = {
        pay: () => Promise.reject(new Error('nothing is sent')),
        find: ({ key }) => {
          asked.push(key);
          return Promise.resolve({ kind: 'not-found' });
        },
      };
      const first = await reconcile(pool, port);
      expect(first).toMatchObject({ asked: 1_000, askedPast: asked.at(-1) });
      expect(first.trouble).toContain('the next comparison goes on');
      expect(await payoutGates(pool)).toMatchObject([{ held: true }]);
      expect(await reconcile(pool, port)).toMatchObject({ asked: 1, trouble: null });
      expect(new Set(asked).size).toBe(1_001);
      expect(await payoutGates(pool)).toMatchObject([{ held: false, moved: false }]);
    },
    () => Promise.resolve(),
  );
});
