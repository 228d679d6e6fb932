import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { decideBatch, wakeBatches } from '../../client/batches/decide-batch.ts';
import { runBatchOnce, type BatchServices } from '../../client/batches/run-batch-once.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { BatchDecision, BatchName } from '../../domain/delivery/batch.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { pauseBatches, resumeBatches } from '../../store/payouts/batch-gate.ts';
import { loadBatch, type BatchRow } from '../../store/payouts/batch-row.ts';
import { query } from '../../store/query.ts';
import type { RunningWorker } from '../../worker/run.ts';
import { searchAttributes } from '../../workflows/messages.ts';
import { eventsOf, nameOf, summaryOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { booked, seedCampaign, seedRewards } from './fixture.ts';

const asOf = instant(5_000);
const points = 'points/0' as Asset;
const held = { state: 'held', timing: 'weekly', kind: 'points', dueAt: 4_000, minor: 5 } as const;

let stage: Stage;
let services: BatchServices;
let worker: RunningWorker;

beforeAll(async () => {
  stage = await createStage();
  services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.effects };
  worker = await startWorker();
});
afterAll(() => stage.close());

function startWorker(): Promise<RunningWorker> {
  const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
  return stage.work({
    services: { provider: service, notifier: service },
    delivery: { batchPageSize: 2 },
  });
}

function above(minor: number, withinMs = 600_000): BatchTerms {
  const line = { asset: points, minor: minorUnits(minor) };
  return { max: [], approval: { above: [line], withinMs: duration(withinMs) } };
}

function run(campaign: CampaignId, startedBy?: string): Promise<BatchRow> {
  const request = { campaign, timing: 'weekly', asOf } as const;
  return runBatchOnce(services, startedBy === undefined ? request : { ...request, startedBy });
}

function decide(batch: BatchName, actor: string, decision: BatchDecision['decision'] = 'approve') {
  return decideBatch(services, batch, { actor, decision, reason: 'looked at it' });
}

async function untilOver(batch: BatchRow): Promise<BatchRow> {
  await stage.client.workflow.getHandle(batch.workflow).result();
  const row = await loadBatch(stage.pool, batch);
  if (row === undefined) throw new Error('the batch is gone');
  return row;
}

async function states(rewards: readonly RewardId[]): Promise<string[]> {
  return Promise.all(rewards.map(async (reward) => (await booked(stage.pool, reward)).reward));
}

describe('a batch above the threshold', () => {
  it('pays what a second person approved: not what was taken back since, nor what came later', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(20) });
    const rewards = await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    const batch = await run(campaign, 'ann');
    expect(batch).toMatchObject({
      state: 'waiting',
      gathered: { [points]: { rewards: 5, minor: 25 } },
    });
    expect(await states(rewards)).toEqual(rewards.map(() => 'held'));

    const [late] = await seedRewards(stage.pool, campaign, held);
    await query(stage.pool, `UPDATE reward SET state = 'voided' WHERE id = $1`, [rewards[2]]);
    expect(await decide(batch, ' TEST')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await decide(batch, 'Ann')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await decide(batch, 'bob')).toBeNull();
    expect(await decide(batch, 'bob')).toBeNull();
    expect(await decide(batch, 'cid')).toMatchObject({ code: 'BATCH_CLOSED' });

    const over = await untilOver(batch);
    expect(over).toMatchObject({ state: 'done', paid: 4, takenBack: 1, decidedBy: 'bob' });
    expect(await states(rewards)).toEqual(['paid', 'paid', 'voided', 'paid', 'paid']);
    expect(await states([late as RewardId])).toEqual(['held']);
  });

  it('of exactly the threshold waits for nobody', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(25) });
    await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    expect(await run(campaign)).toMatchObject({ state: 'done', paid: 5, decidedBy: null });
  });

  it('that is refused pays nothing, and the next one has all of its rewards', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(20) });
    const rewards = await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    const batch = await run(campaign);
    // Whoever published may say no.
    expect(await decide(batch, 'test', 'refuse')).toBeNull();
    expect(await untilOver(batch)).toMatchObject({ state: 'refused', paid: 0 });
    expect(await states(rewards)).toEqual(rewards.map(() => 'held'));
    const next = await run(campaign);
    expect(next).toMatchObject({
      number: 2,
      state: 'waiting',
      gathered: { [points]: { rewards: 5 } },
    });
    await decide(next, 'bob');
    expect(await untilOver(next)).toMatchObject({ state: 'done', paid: 5 });
  });

  it('is refused when nobody decides in time', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(0, 2_000) });
    const rewards = await seedRewards(stage.pool, campaign, { ...held, count: 3 });
    const over = await untilOver(await run(campaign));
    expect(over).toMatchObject({ state: 'refused', decidedBy: null, paid: 0 });
    expect(await states(rewards)).toEqual(rewards.map(() => 'held'));
  });

  it('keeps its rewards from another batch while it waits', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(20) });
    await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    const waiting = await run(campaign);
    const later = { campaign, timing: 'weekly', asOf: instant(asOf + 1) } as const;
    expect(await runBatchOnce(services, later)).toMatchObject({ state: 'done', gathered: {} });
    await decide(waiting, 'bob');
    expect(await untilOver(waiting)).toMatchObject({ paid: 5 });
  });

  it('can be decided when its workflow is gone', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(20) });
    await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    const batch = await run(campaign);
    await stage.client.workflow.getHandle(batch.workflow).terminate('lost');
    expect(await decide(batch, 'bob')).toBeNull();
    expect(await untilOver(batch)).toMatchObject({ state: 'done', paid: 5 });
  });

  it('reads like sentences in Temporal, and is found there as a review', async () => {
    const campaign = await seedCampaign(stage.pool, { payouts: above(20) });
    await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    const batch = await run(campaign);
    const handle = stage.client.workflow.getHandle(batch.workflow);
    const pending = async (): Promise<unknown> =>
      (await handle.describe()).typedSearchAttributes.get(searchAttributes.reviewPending);
    await expect.poll(pending).toBe(true);
    await decide(batch, 'bob');
    const result: unknown = await handle.result();
    expect(result).toMatchObject({
      summary: `batch ${campaign}.1: 0 sent to the provider, 5 posted`,
    });
    await expect.poll(pending).toBe(false);
    const said = ['ACTIVITY_TASK_SCHEDULED', 'TIMER_STARTED'];
    const events = (await eventsOf(handle)).filter((event) => said.includes(nameOf(event)));
    const summaries = events.map((event) => summaryOf(event) ?? '');
    const told = summaries.map((one) =>
      one.replaceAll(campaign, 'c').replace(/refused .*UTC/, 'refused …'),
    );
    expect(told).toEqual([
      'begins a weekly batch of c',
      'c.1: gathering, 0 rewards so far',
      'c.1: gathering, 2 rewards so far',
      'c.1: gathering, 4 rewards so far',
      'c.1: gathering, 5 rewards so far',
      'c.1 waits for a second person to approve 25 points in 5 rewards, refused …',
      'bob would approve c.1: looked at it',
      'c.1: paying, 0 of 5 rewards so far',
      'c.1: paying, 2 of 5 rewards so far',
      'c.1: paying, 4 of 5 rewards so far',
      'c.1: paying, 5 of 5 rewards so far',
    ]);
  });
});

describe('a batch that is paused', () => {
  it('stays so over a restart of the worker, points as well, and goes on when it is resumed', async () => {
    const campaign = await seedCampaign(stage.pool);
    const rewards = await seedRewards(stage.pool, campaign, { ...held, count: 5 });
    await pauseBatches(stage.pool, campaign, { actor: 'ann', reason: 'points look wrong' });
    const batch = await run(campaign);
    expect(batch.state).toBe('gathering');
    await worker.stop();
    worker = await startWorker();
    await wakeBatches(services, campaign);
    await sleep(500);
    expect(await loadBatch(stage.pool, batch)).toMatchObject({ state: 'gathering', gathered: {} });
    expect(await states(rewards)).toEqual(rewards.map(() => 'held'));

    await resumeBatches(stage.pool, campaign);
    await wakeBatches(services, campaign);
    expect(await untilOver(batch)).toMatchObject({ state: 'done', paid: 5 });
  });

  it('half way has paid what it paid, once', async () => {
    const campaign = await seedCampaign(stage.pool);
    const rewards = await seedRewards(stage.pool, campaign, { ...held, count: 60 });
    const running = run(campaign);
    const paid = async (): Promise<number> =>
      (await loadBatch(stage.pool, { campaign, number: 1 }))?.paid ?? 0;
    await expect.poll(paid, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
    await pauseBatches(stage.pool, campaign, { actor: 'ann', reason: 'a look' });
    const batch = await running;
    await resumeBatches(stage.pool, campaign);
    await wakeBatches(services, campaign);
    expect(await untilOver(batch)).toMatchObject({ state: 'done', paid: 60 });
    for (const reward of rewards) expect((await booked(stage.pool, reward)).posts).toBe(1);
  });
});
