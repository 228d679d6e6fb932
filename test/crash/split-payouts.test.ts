import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createNudge } from '../../activities/deliver/nudge.ts';
import { cashProvider, effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { queuePayouts } from '../../store/payouts/queue-payouts.ts';
import { query } from '../../store/query.ts';
import { booked, paidCounts, seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';

let stack: CrashStack;
beforeAll(async () => {
  stack = await startCrashStack();
});
afterAll(() => stack.stop());

const yuan = (amount: number): AssetAmount => ({
  asset: 'CNY/2' as Asset,
  minor: minorUnits(amount * 100),
});

interface Split {
  readonly key: string;
  readonly minor: number;
  readonly state: string;
}

async function payoutsOf(campaign: string): Promise<readonly Split[]> {
  return query<Split & Record<string, unknown>>(
    stack.owner,
    `SELECT key, minor, state FROM payout WHERE campaign = $1 AND reward IS NULL ORDER BY minor DESC`,
    [campaign],
  );
}

const paid = ({ state }: Split): boolean => state === 'paid' || state === 'reconciled';

test('a worker is killed between two payouts of one person, and each of both is made once', async () => {
  const { pool, sandbox } = stack;
  // A minute has room for one of both: the second cannot go before the kill.
  const services = {
    ...servicesOf(sandbox),
    perMinute: { payouts: null, money: [yuan(15)] },
  };
  const payouts = { max: [], approval: null, minimum: [yuan(10)] };
  const campaign = await seedCampaign(pool, { payouts });
  const rewards = await seedRewards(pool, campaign, {
    ...{ minor: 700, count: 4, beneficiary: randomUUID() },
  });
  await queuePayouts(pool, cashProvider, rewards);
  const worker = await stack.startWorker({ services });
  await createNudge(stack.client, effectsTaskQueue).payouts(cashProvider);
  const waiting = { timeout: 60_000, interval: 20 };
  await expect.poll(async () => (await payoutsOf(campaign)).filter(paid).length, waiting).toBe(1);
  await worker.kill();
  const cut = await payoutsOf(campaign);
  expect(cut.map(({ minor }) => minor)).toEqual([1_400, 1_400]);
  expect(cut.filter(paid)).toHaveLength(1);
  await stack.startWorker({ services });
  await expect
    .poll(async () => (await payoutsOf(campaign)).filter(paid).length, {
      ...waiting,
      timeout: 150_000,
    })
    .toBe(2);
  expect((await payoutsOf(campaign)).map(({ key }) => key).sort()).toEqual(
    cut.map(({ key }) => key).sort(),
  );
  expect(await paidCounts(sandbox)).toEqual(Object.fromEntries(cut.map(({ key }) => [key, 1])));
  for (const reward of rewards) {
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 700 });
  }
}, 240_000);
