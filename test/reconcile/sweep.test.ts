import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCommit } from '../../activities/commit.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { instant } from '../../domain/time.ts';
import { check } from '../../reconcile/check.ts';
import { startSweeping, type SweepOptions } from '../../reconcile/sweep.ts';
import { query } from '../../store/query.ts';
import { workflowId } from '../../workflows/messages.ts';
import { share } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
const terms = termsLike();
const log = pino({ level: 'silent' });

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});

afterAll(async () => {
  await stage.close();
});

async function awakeCode(): Promise<CodeRow> {
  const row = await stage.insert(terms);
  const handle = await stage.start(terms, row);
  await handle.executeUpdate('share', { args: [[share()]] });
  return row;
}

async function differences(): Promise<readonly string[]> {
  const { client: temporal, pool, queues } = stage;
  const found = await check({ temporal, pool, taskQueue: queues.codes });
  return found.map(({ sentence }) => sentence);
}

/** Waits until nothing differs any more, for half a minute at most. */
async function untilAgreed(): Promise<void> {
  const until = Date.now() + 30_000;
  let found = await differences();
  while (found.length > 0 && Date.now() < until) found = await differences();
  expect(found).toEqual([]);
}

function sweeping(options: Partial<SweepOptions> = {}): { stop(): Promise<void> } {
  return startSweeping({
    temporal: stage.client,
    pool: stage.pool,
    taskQueue: stage.queues.codes,
    workerId: '!first',
    nudge: () => Promise.resolve(),
    log,
    intervalMs: 500,
    ...options,
  });
}

/** A sweep that has made its first pass, in which it looks at more than later. */
async function sweepUnderWay(): Promise<{ stop(): Promise<void> }> {
  return new Promise((resolve) => {
    const sweep = sweeping({
      nudge: async () => {
        await sleep(0);
        resolve(sweep);
      },
    });
  });
}

test('terminated and reset workflows agree with their rows again', async () => {
  const [terminated, reset] = [await awakeCode(), await awakeCode()];
  const sweep = await sweepUnderWay();
  const idOf = ({ campaign, id }: CodeRow): string => workflowId(campaign, id);
  await stage.client.workflow.getHandle(idOf(terminated)).terminate('a test');
  await stage.client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: idOf(reset) },
    reason: 'a test',
    workflowTaskFinishEventId: 4 as never,
    requestId: randomUUID(),
  });
  await untilAgreed();
  await sweep.stop();
});

test('what a dead worker had committed and told nobody is adopted', async () => {
  const row = await awakeCode();
  const { pool, keys } = stage;
  const sweep = await sweepUnderWay();
  const commit = createCommit({ pool, keys, log, worker: '!dead' });
  const { campaign, id: code } = row;
  await commit({ campaign, code, commands: [share()], now: instant(Date.now()) });
  expect(await differences()).toHaveLength(1);
  await query(pool, `INSERT INTO worker (id, seen_at) VALUES ('!dead', now() - interval '11 s')`);
  await untilAgreed();
  await sweep.stop();
  expect(await query(pool, `SELECT 1 FROM worker WHERE id = '!dead'`)).toEqual([]);
});

test('codes whose workflows are nowhere are woken', async () => {
  const rows = [await stage.insert(terms), await stage.insert(terms)];
  await stage.pool.query(
    `UPDATE code SET status = 'active', state = state || '{"status": "active"}'
     WHERE id = ANY($1::uuid[])`,
    [rows.map(({ id }) => id)],
  );
  expect(await differences()).toHaveLength(2);
  const sweep = sweeping();
  await untilAgreed();
  await sweep.stop();
});

test('one worker at a time sweeps: the first by name of those that are alive', async () => {
  const { pool } = stage;
  await query(pool, `INSERT INTO worker (id) VALUES ('!0'), ('!1')`);
  const swept: string[] = [];
  const sweeps = ['!0', '!1'].map((workerId) =>
    sweeping({
      workerId,
      intervalMs: 100,
      nudge: () => {
        swept.push(workerId);
        return Promise.resolve();
      },
    }),
  );
  await sleep(3_000);
  expect(new Set(swept)).toEqual(new Set(['!0']));
  await sweeps[0]?.stop();
  await query(pool, `DELETE FROM worker WHERE id = '!0'`);
  await sleep(1_500);
  await sweeps[1]?.stop();
  await query(pool, `DELETE FROM worker WHERE id = '!1'`);
  expect(swept.at(-1)).toBe('!1');
});

test('a sweep outlives a database that is away', async () => {
  const warnings: string[] = [];
  const noisy = {
    info: () => undefined,
    warn: (_fields: object, message: string) => void warnings.push(message),
  };
  let failing = true;
  const sweep = sweeping({
    log: noisy,
    nudge: () => (failing ? Promise.reject(new Error('away')) : Promise.resolve()),
  });
  await sleep(2_500);
  failing = false;
  const row = await awakeCode();
  await stage.client.workflow.getHandle(workflowId(row.campaign, row.id)).terminate('a test');
  await untilAgreed();
  await sweep.stop();
  expect(warnings).toContain('a sweep was cut short');
});
