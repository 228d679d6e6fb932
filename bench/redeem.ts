// How many redemptions a second the whole stack takes, beside bare inserts in the same run:
// `npm run bench`. Prints a table and writes bench/results/redeem.json.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';

import { startLocalServices, type LocalServices } from '../cli/local-services.ts';
import { publishCampaign } from '../client/publish.ts';
import { createUsher, type Usher } from '../client/usher.ts';
import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import { publishPolicy } from '../store/campaigns/policies.ts';

const hotRedemptions = 10_000;
const coldCodes = 400;
const inserts = 4_000;
const lanes = 16;
const rounds = 3;
const root = fileURLToPath(new URL('..', import.meta.url));

interface Round {
  readonly bareInserts: number;
  readonly hotCode: number;
  readonly distinctCodes: number;
}

const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const services = await startLocalServices({
  dataDir,
  fresh: true,
  log: pino({ level: 'error' }),
  progress: () => undefined,
  environment: {},
});
const { pool, temporal, keys } = services;
const usher = createUsher({ temporal, pool, keys, deadlineMs: 120_000 });
try {
  await publish(services);
  const results: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    results.push({
      bareInserts: await perSecond(inserts, () => insertRows(services)),
      hotCode: await perSecond(hotRedemptions, () => redeemHot(usher, round)),
      distinctCodes: await perSecond(coldCodes, await redeemCold(usher, round)),
    });
  }
  await report(results);
} finally {
  await usher.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function publish({ pool: db, temporal: client }: LocalServices): Promise<void> {
  const policy = compilePolicy(await readFile(`${root}rules/policies/none.yaml`, 'utf8'));
  const file = await readFile(`${root}campaigns/mini-program.yaml`, 'utf8');
  const source = file
    .replace('policy: default', 'policy: none')
    .replace('usesMax: 200', 'usesMax: 1000000');
  const campaign = compileCampaign(source);
  if (!policy.ok || !campaign.ok) throw new Error('the shipped files compile');
  await publishPolicy(db, policy.policy);
  const { terms, digest } = campaign;
  await publishCampaign(
    { pool: db, temporal: client },
    { terms, digest, source, sandbox: true, by: 'bench' },
  );
  await db.query(
    'SET ROLE NONE; CREATE TABLE bench (id bigserial PRIMARY KEY, body jsonb); GRANT ALL ON bench, bench_id_seq TO usher_app',
  );
}

async function insertRows({ pool: db }: LocalServices): Promise<void> {
  await inLanes(inserts, () => db.query('INSERT INTO bench (body) VALUES ($1)', ['{"a":1}']));
}

async function redeemHot(client: Usher, round: number): Promise<void> {
  const issued = await client.issue({ campaign: 'mini-program', holder: `hot-${String(round)}` });
  if (!issued.ok) throw new Error(issued.message);
  const code = { codeId: issued.code };
  const calls = Array.from({ length: hotRedemptions }, (_, n) =>
    client.redeem({ code, invitee: `hot-${String(round)}-${String(n)}` }),
  );
  for (const outcome of await Promise.all(calls)) if (!outcome.ok) throw new Error(outcome.code);
}

/** Issues the codes first, so that only redeeming is timed. */
async function redeemCold(client: Usher, round: number): Promise<() => Promise<void>> {
  const codes: string[] = [];
  await inLanes(coldCodes, async (n) => {
    const holder = `cold-${String(round)}-${String(n)}`;
    const issued = await client.issue({ campaign: 'mini-program', holder });
    if (!issued.ok) throw new Error(issued.message);
    codes.push(issued.code);
  });
  return () =>
    inLanes(coldCodes, async (n) => {
      const invitee = `guest-${String(round)}-${String(n)}`;
      const outcome = await client.redeem({ code: { codeId: codes[n] ?? '' }, invitee });
      if (!outcome.ok) throw new Error(outcome.code);
    });
}

async function inLanes(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const n = next;
      next += 1;
      await work(n);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return Math.round((count * 1000) / (performance.now() - begun));
}

async function report(results: readonly Round[]): Promise<void> {
  const median = (read: (round: Round) => number): number =>
    results.map(read).sort((a, b) => a - b)[Math.floor(results.length / 2)] ?? 0;
  const bare = median(({ bareInserts }) => bareInserts);
  const lines = (['bareInserts', 'hotCode', 'distinctCodes'] as const).map((name) => {
    const rate = median((round) => round[name]);
    return { name, perSecond: rate, ofBareInserts: Number((rate / bare).toFixed(3)) };
  });
  console.table(lines);
  const machine = { cores: cpus().length, node: process.version };
  await mkdir(`${root}bench/results`, { recursive: true });
  const text = JSON.stringify({ machine, rounds: results, median: lines }, null, 2);
  await writeFile(`${root}bench/results/redeem.json`, `${text}\n`);
}
