// How many grants a second one budget takes: `npm run bench:budget`. Bare updates of one row, commits of many grants
// and nothing else, commits of one redemption and commits of many run in turns on one database, each up to the last unit and beyond.
// Prints a table and writes bench/results/budget.json.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { v7 as uuid } from 'uuid';

import { createCommit } from '../activities/commit.ts';
import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Command } from '../domain/code/command.ts';
import type { CampaignId, CodeId, OpId, SubjectId } from '../domain/ids.ts';
import { minorUnits, type Asset } from '../domain/money.ts';
import { instant } from '../domain/time.ts';
import { startPostgres } from '../stack/postgres.ts';
import { fundBudget } from '../store/campaigns/fund-budget.ts';
import { publishPolicy } from '../store/campaigns/policies.ts';
import { publishVersion } from '../store/campaigns/publish-version.ts';
import { lockCounters } from '../store/commit/lock-counters.ts';
import { issueCode } from '../store/codes/issue-code.ts';
import { generateKeyRing, parseKeyRing } from '../store/keys/key-ring.ts';
import { mintValue } from '../store/keys/value.ts';
import { checkInvariants } from '../store/ledger/check-invariants.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPool, withTransaction } from '../store/pool.ts';

const rounds = 5;
const lanes = 16;
const bare = 'bare' as CampaignId;
const takeText = `UPDATE counter SET used = used + $1 WHERE campaign = 'bare' AND key = 'bare'`;
const unit = 100;
/** How many more ask than there are units. */
const beyond = 50;
/** Units that each way takes in one round, and how many redemptions go into one commit. */
const ways = [
  { name: 'bare updates of one row', takes: 'bare', units: 3_000, size: 1 },
  { name: 'the budget alone, commits of 100', takes: 'budget', units: 49_950, size: 100 },
  { name: 'commits of 1', takes: 'redemptions', units: 750, size: 1 },
  { name: 'commits of 100', takes: 'redemptions', units: 4_950, size: 100 },
  { name: 'commits of 500', takes: 'redemptions', units: 9_950, size: 500 },
] as const;
type Way = (typeof ways)[number];

const root = fileURLToPath(new URL('..', import.meta.url));
const campaignText = `
apiVersion: usher/v1
kind: Campaign
metadata: { id: hot, title: One hot budget, owner: bench }
spec:
  purpose: activate
  period: { starts: on-publish, timeZone: Asia/Shanghai }
  code: { generation: automatic, format: { alphabet: mixed, length: 20 }, liveCodesMax: 100 }
  validity: { lifetime: long-term, settleFor: 30d }
  redemption: { usesMax: 1000000 }
  rewards:
    - id: packet
      template: cash
      to: inviter
      when: { invitee: [redeemed] }
      amount: "1.00"
      currency: CNY
      payout: { hold: 7d }
      caps: { perCode: "10000000.00" }
  budget: { CNY: "1.00" }
  risk: { policy: none }
`;

const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const postgres = await startPostgres({ dataDir });
const pool = createPool(postgres.url, { max: lanes });
const ring = parseKeyRing(generateKeyRing('bench'));
if (!ring.ok) throw new Error(ring.problems.join());
const keys = ring.ring;
const log = pino({ level: 'error' });
const commit = createCommit({ pool, keys, log, worker: 'bench' });
let funded = unit;
let people = 0;
try {
  await migrateDatabase(postgres.url);
  const terms = await publish();
  const codes = await issue(terms);
  await redeem(terms, codes[0], 1);
  await pool.query(`INSERT INTO counter (campaign, key, max) VALUES ('bare', 'bare', 0)`);
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) {
      const takes = {
        bare: () => updateBare(way),
        budget: () => takeBudget(way),
        redemptions: () => redeemAll(way, terms, codes),
      };
      rates.get(way)?.push(await takes[way.takes]());
    }
  }
  const broken = await checkInvariants(pool);
  if (broken.length > 0) throw new Error(`the books are wrong: ${JSON.stringify(broken[0])}`);
  await report(rates);
} finally {
  await pool.end();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function publish(): Promise<Terms> {
  const policy = compilePolicy(await readFile(`${root}rules/policies/none.yaml`, 'utf8'));
  const campaign = compileCampaign(campaignText);
  if (!policy.ok || !campaign.ok) throw new Error(`the files compile: ${JSON.stringify(campaign)}`);
  await publishPolicy(pool, policy.policy);
  const { terms, digest } = campaign;
  const by = { source: campaignText, sandbox: false, by: 'bench', serverNow: instant(Date.now()) };
  const published = await publishVersion(pool, { terms, digest, ...by });
  if (!published.ok) throw new Error(published.code);
  return terms;
}

async function issue(terms: Terms): Promise<readonly CodeId[]> {
  const codes: CodeId[] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    const issued = await issueCode(pool, {
      campaign: terms.campaign,
      id: uuid() as CodeId,
      holder: `holder-${String(lane)}` as SubjectId,
      serverNow: instant(Date.now()),
      mint: ({ code }, id) => mintValue(keys, code.format, id),
      issuedBy: 'bench',
    });
    if (!issued.ok) throw new Error(issued.code);
    codes.push(issued.code.id);
  }
  return codes;
}

async function raiseBare(units: number): Promise<void> {
  await pool.query(`UPDATE counter SET max = max + $1 WHERE campaign = 'bare'`, [units * unit]);
}

/** Grants a second where each is one conditional update, committed by itself. */
async function updateBare({ units }: Way): Promise<number> {
  await raiseBare(units);
  const text = `UPDATE counter SET used = used + ${String(unit)}
    WHERE campaign = 'bare' AND key = 'bare' AND used + ${String(unit)} <= max`;
  let granted = 0;
  const ms = await timed(() =>
    inLanes(units + beyond, async () => {
      const { rowCount } = await pool.query({ name: 'bare', text });
      granted += rowCount ?? 0;
    }),
  );
  return rateOf(units, granted, ms);
}

/** Grants a second where a commit locks the same row as commits of redemptions do, and grants as many as fit of `size`. */
async function takeBudget({ units, size }: Way): Promise<number> {
  await raiseBare(units);
  let granted = 0;
  const ms = await timed(() =>
    inLanes((units + beyond) / size, async () => {
      const some = await withTransaction(pool, async (db) => {
        const locked = await lockCounters(db, bare, [{ key: bare, max: null }]);
        const { used = 0, max = null } = locked.get(bare) ?? {};
        const fits = Math.min(size, Math.floor(((max ?? 0) - used) / unit));
        await db.query({ name: 'take', text: takeText }, [fits * unit]);
        return fits;
      });
      granted += some;
    }),
  );
  return rateOf(units, granted, ms);
}

/** Grants a second where each is a redemption, so many to a commit, on as many codes as there are lanes. */
async function redeemAll(way: Way, terms: Terms, codes: readonly CodeId[]): Promise<number> {
  const { units, size } = way;
  funded += units * unit;
  const budget = [{ asset: 'CNY/2' as Asset, minor: minorUnits(funded) }];
  const by = { version: 1, actor: 'bench', at: instant(Date.now()) };
  await withTransaction(pool, (db) => fundBudget(db, { ...terms, budget }, by));
  let granted = 0;
  const ms = await timed(() =>
    inLanes((units + beyond) / size, async (lane) => {
      const some = await redeem(terms, codes[lane], size);
      granted += some;
    }),
  );
  return rateOf(units, granted, ms);
}

/** One commit of redemptions by new people; returns how many were granted their reward. */
async function redeem(terms: Terms, code: CodeId | undefined, size: number): Promise<number> {
  if (code === undefined) throw new Error('a lane has its code');
  const commands = Array.from({ length: size }, (): Command => {
    people += 1;
    return { kind: 'redeem', opId: uuid() as OpId, invitee: `p-${String(people)}` as SubjectId };
  });
  const request = { campaign: terms.campaign, code, commands, now: instant(Date.now()) };
  const { outcomes } = await commit(request);
  return outcomes.filter((outcome) => {
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.rewards?.some(({ granted }) => granted);
  }).length;
}

async function inLanes(count: number, work: (lane: number) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async (_: unknown, lane: number): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(lane);
    }
  };
  await Promise.all(Array.from({ length: lanes }, () => undefined).map(run));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Of the whole run, in which some came too late. */
function rateOf(units: number, granted: number, ms: number): number {
  if (granted !== units) {
    throw new Error(`${String(granted)} were granted where ${String(units)} fit`);
  }
  return Math.round(((units + beyond) * 1000) / ms);
}

async function report(rates: ReadonlyMap<Way, readonly number[]>): Promise<void> {
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const [alone, single] = (['bare', 'redemptions'] as const).map((takes) => {
    const way = ways.find((one) => one.takes === takes);
    return way && rates.get(way);
  });
  const lines = ways.map((way) => {
    const own = rates.get(way) ?? [];
    const beside = (others: readonly number[] = []): number =>
      Number(median(own.map((rate, round) => rate / (others[round] ?? 0))).toFixed(2));
    return {
      name: way.name,
      perSecond: median(own),
      ofBareUpdates: beside(alone),
      ofCommitsOfOne: beside(single),
    };
  });
  const each = Array.from({ length: rounds }, (_, round) =>
    Object.fromEntries(ways.map((way) => [way.name, rates.get(way)?.[round] ?? 0])),
  );
  console.table(lines);
  console.table(each);
  const machine = { cores: cpus().length, node: process.version };
  await mkdir(`${root}bench/results`, { recursive: true });
  const text = JSON.stringify({ machine, lanes, rounds: each, median: lines }, null, 2);
  await writeFile(`${root}bench/results/budget.json`, `${text}\n`);
}
