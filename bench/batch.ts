// What a payout batch of 100,000 rewards takes, half of them points and half cash: how long, how much
// of the worker's memory, how much history, and how long all invariants of the books take afterwards. A
// fifth of them are paid first, and the others then: the memory that the worker holds must not grow with
// the batch. `npm run bench:batch` prints it and writes bench/results/batch.json. Nothing is sent to the
// provider meanwhile.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { pino } from 'pino';

import { startLocalServices } from '../cli/local-services.ts';
import { runBatchOnce } from '../client/batches/run-batch-once.ts';
import { cashProvider, effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import type { CampaignId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { checkInvariants } from '../store/ledger/check-invariants.ts';
import { pausePayouts } from '../store/payouts/gate.ts';
import { query } from '../store/query.ts';

const rewards = 100_000;
const perCode = 100;
const codesAtOnce = 100;
const lookMs = 200;
/** How often the garbage is collected, to see what is held. */
const collectMs = 1_000;
/** Everything that is seeded is due before. */
const dueUntil = 1_000_000;
/** What a batch four times as large may hold at most, as a share of what the smaller one holds. */
const heldAtMost = 1.25;
const root = fileURLToPath(new URL('..', import.meta.url));
const campaign = 'bench' as CampaignId;

/** Settled codes, so that no sweep looks after them. Of each code's rewards every other is cash. */
const seedSql = `
WITH c AS (
  INSERT INTO code (id, campaign, digest, holder, lineage, tracking_id, status, state, committed_by)
  SELECT id, $1, $1, 'holder-' || n, id, id, 'settled',
    jsonb_build_object('status', 'settled', 'uses', $3::int, 'redemptions', $3::int, 'reviewsOpen', 0),
    'bench'
  FROM (
    SELECT n, gen_random_uuid() AS id FROM generate_series($2::int, $2::int + $4::int - 1) n
  ) one
  RETURNING id, holder
), v AS (
  INSERT INTO code_value (index, key_id, code, sealed, current)
  SELECT decode(md5(id::text), 'hex'), 'bench', id, '', true FROM c
), d AS (
  INSERT INTO redemption (campaign, id, code, inviter, invitee, state, at)
  SELECT $1, id || '.' || m, id, holder, id || '-' || m, 'redeemed', 0
  FROM c, generate_series(1, $3::int) m RETURNING id, code, inviter
), r AS (
  INSERT INTO reward (id, campaign, code, lineage, redemption, reward, kind, side, beneficiary, asset,
    minor, state, timing, granted_at, due_at)
  SELECT id || '/packet/inviter', $1, code, code, id, 'packet',
    CASE WHEN is_cash THEN 'cash' ELSE 'points' END, 'inviter', inviter,
    CASE WHEN is_cash THEN 'CNY/2' ELSE 'points/0' END, 100, 'held', 'weekly', 0,
    (random() * ${String(dueUntil)})::bigint
  FROM (SELECT *, right(id, 1)::int % 2 = 0 AS is_cash FROM d) one RETURNING id, asset, minor
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
SELECT $1, 'hold', id, 'campaign:' || $1 || ':budget', 'campaign:' || $1 || ':held', asset, minor, 0,
  'bench' FROM r`;

const fundSql = `
WITH counted AS (
  INSERT INTO counter (campaign, key, used, max) VALUES ($1, 'budget:' || $2, $3, $3)
)
INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason)
VALUES ($1, 'fund', 'world', 'campaign:' || $1 || ':budget', $2, $3, 0, 'bench')`;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const services = await startLocalServices({
  dataDir,
  fresh: true,
  log: pino({ level: 'error' }),
  progress: () => undefined,
  environment: {},
});
const { pool, temporal, stack } = services;
const owner = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
try {
  await seed();
  await refuseViolations();
  await pausePayouts(pool, cashProvider, { actor: 'bench', reason: 'only the batch is measured' });
  const result = await measure();
  console.table([result]);
  const machine = { cores: cpus().length, node: process.version };
  await mkdir(`${root}bench/results`, { recursive: true });
  const text = JSON.stringify({ machine, ...result }, null, 2);
  await writeFile(`${root}bench/results/batch.json`, `${text}\n`);
} finally {
  await owner.end();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Codes with redemptions and held weekly rewards, as commits would have left them. */
async function seed(): Promise<void> {
  await query(
    pool,
    `WITH c AS (
       INSERT INTO campaign (id, digest, created_at) VALUES ($1, $1, 0) RETURNING id
     )
     INSERT INTO campaign_version
       (campaign, version, digest, terms, source, starts_at, published_at, published_by)
     SELECT id, 1, id, '{}', '', 0, 0, 'bench' FROM c`,
    [campaign],
  );
  for (let code = 0; code < rewards / perCode; code += codesAtOnce) {
    await query(pool, seedSql, [campaign, code, perCode, codesAtOnce]);
  }
  for (const asset of ['CNY/2', 'points/0']) {
    await query(pool, fundSql, [campaign, asset, (rewards / 2) * 100]);
  }
}

async function refuseViolations(): Promise<void> {
  const found = await checkInvariants(owner);
  if (found.length > 0) throw new Error(JSON.stringify(found.slice(0, 3)));
}

/** Runs the batch; worker and client are this process, so that its memory is the worker's. */
async function measure(): Promise<Record<string, number>> {
  // What the first batch of a process loads is not what a large one holds.
  await run(0);
  const rssBefore = rssMiB();
  const begun = performance.now();
  const small = await watched(dueUntil / 5);
  const large = await watched(dueUntil);
  const seconds = (performance.now() - begun) / 1_000;
  const rssAfter = rssMiB();
  const { batch } = large;
  const heldRatio = Math.round((100 * large.heldMiB) / small.heldMiB) / 100;
  if (heldRatio > heldAtMost) {
    throw new Error(
      `${String(large.heldMiB)} MiB held of ${String(large.rewards)} rewards, ${String(small.heldMiB)} of ${String(small.rewards)}`,
    );
  }
  const { historyLength } = await temporal.workflow.getHandle(batch.workflow).describe();
  const checking = performance.now();
  await refuseViolations();
  const checkSeconds = round((performance.now() - checking) / 1_000);
  const figures = {
    rewards,
    seconds: round(seconds),
    rewardsPerSecond: Math.round(rewards / seconds),
  };
  return {
    ...figures,
    ...(await booked()),
    ...{ entries: await countEntries(), checkSeconds },
    ...{ rewardsOfSmall: small.rewards, heldOfSmallMiB: small.heldMiB },
    ...{ rewardsOfLarge: large.rewards, heldOfLargeMiB: large.heldMiB, heldRatio },
    ...{ rssBeforeMiB: rssBefore, rssPeakMiB: large.rssPeakMiB, rssAfterMiB: rssAfter },
    historyOfLastRun: historyLength,
    runs: await countRuns(batch.workflow),
  };
}

interface Watched {
  readonly batch: Awaited<ReturnType<typeof run>>;
  readonly rewards: number;
  /** The most that was left of the heap when garbage had been collected. */
  readonly heldMiB: number;
  readonly rssPeakMiB: number;
}

/** Pays all that is due by then, points as well as cash, and looks at the memory meanwhile. */
async function watched(asOf: number): Promise<Watched> {
  const before = await countPaid();
  let [rssPeakMiB, held] = [rssMiB(), 0];
  const looking = setInterval(() => {
    rssPeakMiB = Math.max(rssPeakMiB, rssMiB());
  }, lookMs);
  const collecting = setInterval(() => {
    collect();
    held = Math.max(held, process.memoryUsage().heapUsed);
  }, collectMs);
  const batch = await run(asOf);
  clearInterval(looking);
  clearInterval(collecting);
  const heldMiB = Math.round((10 * held) / 2 ** 20) / 10;
  return { batch, rewards: (await countPaid()) - before, heldMiB, rssPeakMiB };
}

function rssMiB(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20);
}

async function countPaid(): Promise<number> {
  const text = `SELECT count(*)::int AS paid FROM reward WHERE state IN ('due', 'paid')`;
  const [row] = await query<{ paid: number }>(owner, text);
  return row?.paid ?? 0;
}

async function run(asOf: number): ReturnType<typeof runBatchOnce> {
  const request = { campaign, timing: 'weekly', asOf: instant(asOf) } as const;
  return runBatchOnce({ temporal, pool, taskQueue: effectsTaskQueue }, request);
}

/** What the books say, by themselves. */
async function booked(): Promise<{ readonly posted: number; readonly queued: number }> {
  const [row] = await query<{ posted: number; queued: number }>(
    owner,
    `SELECT (SELECT count(*) FROM entry WHERE kind = 'post')::int AS posted,
       (SELECT count(*) FROM payout)::int AS queued`,
  );
  if (row?.posted !== rewards / 2 || row.queued !== rewards / 2) {
    throw new Error(`booked ${JSON.stringify(row)}`);
  }
  return row;
}

async function countEntries(): Promise<number> {
  const text = 'SELECT count(*)::int AS entries FROM entry';
  const [row] = await query<{ entries: number }>(owner, text);
  return row?.entries ?? 0;
}

async function countRuns(workflow: string): Promise<number> {
  return (await temporal.workflow.count(`WorkflowId = '${workflow}'`)).count;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
