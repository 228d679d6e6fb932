import { setTimeout as sleep } from 'node:timers/promises';

import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { createNudge, nudgeWaiting, type Nudge } from '../../activities/deliver/nudge.ts';
import {
  cashProvider,
  messageDispatcherOn,
  payoutDispatcherOf,
} from '../../domain/delivery/dispatcher.ts';
import type { RewardId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { runBatchOnce } from '../../client/batches/run-batch-once.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import type { BatchRow } from '../../store/payouts/batch-row.ts';
import { nextPayoutInMs } from '../../store/payouts/payouts-waiting.ts';
import { eventsOf, summaryOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import type { StartOptions } from '../../worker/run.ts';
import {
  booked,
  control,
  freshSecret,
  paidCounts,
  quick,
  seedCampaign,
  seedMessages,
  seedPayouts,
  seedRewards,
} from './fixture.ts';

let stage: Stage;
let sandbox: Sandbox;
let nudge: Nudge;
let working: Pick<StartOptions, 'services' | 'delivery'>;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret: freshSecret() });
  working = {
    services: servicesOf(sandbox),
    delivery: { settings: { ...quick, pageSize: 20 }, batchPageSize: 7 },
  };
  nudge = createNudge(stage.client, stage.queues.effects);
  await stage.work(working);
});
afterAll(async () => {
  await stage.close();
  await sandbox.stop();
});
beforeEach(() => control(sandbox, 'reset', {}));

function dispatcherId(): string {
  return payoutDispatcherOf(cashProvider, stage.queues.effects).workflowId;
}

/** How many runs of the dispatcher there have been. */
async function runs(): Promise<number> {
  let count = 0;
  const query = `WorkflowId = "${dispatcherId()}"`;
  for await (const run of stage.client.workflow.list({ query })) count += run.runId === '' ? 0 : 1;
  return count;
}

async function untilNothingWaits(): Promise<void> {
  await expect
    .poll(() => nextPayoutInMs(stage.pool, cashProvider), { timeout: 50_000, interval: 50 })
    .toBeNull();
}

async function expectPaidOnce(rewards: readonly RewardId[]): Promise<void> {
  expect(await paidCounts(sandbox)).toEqual(
    Object.fromEntries(rewards.map((reward) => [reward, 1])),
  );
  for (const reward of rewards) {
    expect(await booked(stage.pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
  }
}

describe('the payout dispatcher', () => {
  it('delivers everything in pages, ends, and tells it in its history', async () => {
    const rewards = await seedPayouts(stage.pool, cashProvider, { count: 50 });
    await nudge.payouts(cashProvider);
    const handle = stage.client.workflow.getHandle(dispatcherId());
    await expect(handle.result()).resolves.toBe(`50 delivered to ${cashProvider}`);
    await expectPaidOnce(rewards);

    const summaries = (await eventsOf(handle)).flatMap((event) => summaryOf(event) ?? []);
    expect(summaries[0]).toBe(`Delivers due payouts to ${cashProvider}`);
    expect(summaries[2]).toBe(
      `page 2 for ${cashProvider} (20 payouts to ${cashProvider}: 20 paid)`,
    );
    const workflowBundle = { codePath: inject('workflowBundle') };
    await Worker.runReplayHistory({ workflowBundle }, await handle.fetchHistory());
  });

  it('never loses a nudge that comes as it ends', async () => {
    const rewards: RewardId[] = [];
    for (let round = 0; round < 40; round += 1) {
      const [reward] = await seedPayouts(stage.pool, cashProvider);
      if (reward === undefined) throw new Error('nothing seeded');
      rewards.push(reward);
      // A nudge of its own each time, so that none waits for another.
      await createNudge(stage.client, stage.queues.effects).payouts(cashProvider);
      await expect
        .poll(async () => (await booked(stage.pool, reward)).posts, {
          timeout: 20_000,
          interval: 3,
        })
        .toBe(1);
      // The last payout is booked: the run is about to end, or has just ended, or is let end.
      if (round % 8 === 7) await stage.client.workflow.getHandle(dispatcherId()).result();
      else await sleep((round % 8) * 6);
    }
    await untilNothingWaits();
    await expectPaidOnce(rewards);
    await expect.poll(runs, { timeout: 20_000 }).toBeGreaterThan(5);
  });

  it('waits while the provider cannot be reached, and goes on by itself', async () => {
    const port = Number(new URL(sandbox.url).port);
    await sandbox.stop();
    const rewards = await seedPayouts(stage.pool, cashProvider, { count: 10 });
    await nudge.payouts(cashProvider);
    const handle = stage.client.workflow.getHandle(dispatcherId());
    const summaries = async (): Promise<string[]> =>
      (await eventsOf(handle)).flatMap((event) => summaryOf(event) ?? []);
    try {
      await expect
        .poll(summaries, { timeout: 30_000 })
        .toContain(`${cashProvider} takes nothing in; trying again`);
    } finally {
      sandbox = await startSandbox({ secret: sandbox.secret, port });
    }
    await untilNothingWaits();
    await expectPaidOnce(rewards);
  });

  it('is nudged by a sweep when the nudge after a commit was lost', async () => {
    const rewards = await seedPayouts(stage.pool, cashProvider, { count: 3 });
    await nudgeWaiting(stage.pool, nudge);
    await untilNothingWaits();
    await expectPaidOnce(rewards);
    const messages = messageDispatcherOn(stage.queues.effects).workflowId;
    await expect(stage.client.workflow.getHandle(messages).describe()).rejects.toThrow();
  });
});

describe('the message dispatcher', () => {
  it('delivers what waits, through faults, and ends', async () => {
    await seedMessages(stage.pool, 25);
    const operation = 'messages.create';
    await control(sandbox, 'faults', [{ operation, fault: 'cut-after', times: 5 }]);
    await nudge.messages();
    const { workflowId } = messageDispatcherOn(stage.queues.effects);
    await expect(stage.client.workflow.getHandle(workflowId).result()).resolves.toBe(
      '25 delivered by the notifier',
    );
  });
});

describe('a payout batch on the server', () => {
  it('pays exactly what fits, once, and its payouts reach the provider', async () => {
    const campaign = await seedCampaign(stage.pool);
    const held = { state: 'held', timing: 'weekly', dueAt: 5_000 } as const;
    const cash = await seedRewards(stage.pool, campaign, { ...held, count: 15 });
    const points = await seedRewards(stage.pool, campaign, { ...held, count: 9, kind: 'points' });
    const [later] = await seedRewards(stage.pool, campaign, { ...held, dueAt: 5_001 });
    const request = { campaign, timing: 'weekly', asOf: instant(5_000) } as const;
    const run = (): Promise<BatchRow> =>
      runBatchOnce(
        { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.effects },
        request,
      );
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ due, paid }) => [due, paid])).toEqual([
      [15, 9],
      [15, 9],
    ]);
    const result: unknown = await stage.client.workflow.getHandle(both[0].workflow).result();
    expect(result).toMatchObject({
      summary: `batch ${campaign}.1: 15 sent to the provider, 9 posted`,
    });
    await untilNothingWaits();
    await expectPaidOnce(cash);
    for (const reward of points) expect((await booked(stage.pool, reward)).posts).toBe(1);
    expect((await booked(stage.pool, String(later) as RewardId)).reward).toBe('held');
    expect(await run()).toMatchObject({ due: 0, paid: 0 });
  });
});
