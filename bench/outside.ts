// Whether codes that are unknown, expired, foreign, revoked, replaced, suspended and of a paused campaign can be told
// apart from outside by what they are answered or by how long that takes: `npm run bench:outside`, or with the number of samples. Prints a table and
// writes bench/results/outside.json. As a control, the same without the grid of time.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client, Connection } from '@temporalio/client';

import { forOutsiders, type OutsideOptions } from '../client/outside.ts';
import { createUsher } from '../client/usher.ts';
import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import { instant } from '../domain/time.ts';
import { Random } from '../simulate/population/random.ts';
import { startPostgres } from '../stack/postgres.ts';
import { publishPolicy } from '../store/campaigns/policies.ts';
import { publishVersion } from '../store/campaigns/publish-version.ts';
import { setCampaignStatus } from '../store/campaigns/steer.ts';
import { generateKeyRing, parseKeyRing } from '../store/keys/key-ring.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPool } from '../store/pool.ts';
import { ask, questions, type Asked, type Question, type Took } from './outside/ask.ts';
import { classes, makeValues, type Published } from './outside/codes.ts';
import { sampleOf, welch } from './outside/welch.ts';

const seed = 1;
const samples = Number(process.argv[2] ?? 100_000);
/** Results are kept after each part, so that a run that is cut short has some. */
const part = Math.min(5_000, samples);
const lanes = 32;
const gridMs = 250;
const codesOfAClass = 500;
/** Beyond this in size, two samples are of two kinds. */
const tMax = 4.5;

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const postgres = await startPostgres({ dataDir });
const pool = createPool(postgres.url, { max: lanes });
const ring = parseKeyRing(generateKeyRing('bench'));
if (!ring.ok) throw new Error(ring.problems.join());
const keys = ring.ring;
// What is answered never comes of a workflow, so that nothing listens there: shares that are opened are lost.
const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
// Of such codes no password is sent, so that nothing listens here either.
const notifier = {
  url: 'http://127.0.0.1:1',
  secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};
const usher = createUsher({ temporal, pool, keys, notifier });
const random = new Random(seed);
try {
  await migrateDatabase(postgres.url);
  const policy = compilePolicy(await readFile(`${root}rules/policies/default.yaml`, 'utf8'));
  if (!policy.ok) throw new Error('the shipped policy compiles');
  await publishPolicy(pool, policy.policy);
  const [here, elsewhere] = [await publish('here'), await publish('elsewhere')];
  const paused = await publish('paused');
  const by = { status: 'paused', by: 'bench', reason: 'bench' } as const;
  await setCampaignStatus(pool, paused.terms.campaign, by);
  const making = { pool, keys, random, here, elsewhere, paused };
  const values = await makeValues(making, codesOfAClass);
  const measure = async (count: number, options: OutsideOptions) => {
    return ask(forOutsiders(usher, options), { values, random }, { samples: count, lanes });
  };
  const immediately = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  await measure(part / 10, { gridMs });
  const withoutGrid = summed(await measure(part, { gridMs, wait: immediately }));
  const all = { took: new Array<Took>(), bodies: new Map<string, Asked['bodies'][number]>() };
  while (all.took.length < samples) {
    const { took, bodies } = await measure(Math.min(part, samples - all.took.length), { gridMs });
    all.took.push(...took);
    for (const body of bodies) all.bodies.set(body.join(' '), body);
    const onGrid = summed({ took: all.took, bodies: [...all.bodies.values()] });
    const isAlike = Object.values(onGrid.bodies).every((n) => n === 1) && onGrid.tLargest < tMax;
    console.log(onGrid.samples, isAlike ? 'alike' : 'not alike', onGrid.classes, onGrid.t.all);
    await keep({ onGrid, withoutGrid });
  }
} finally {
  await usher.close();
  await pool.end();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function keep(results: object): Promise<void> {
  const machine = { cores: cpus().length, node: process.version };
  await mkdir(`${root}bench/results`, { recursive: true });
  await writeFile(
    `${root}bench/results/outside.json`,
    `${JSON.stringify({ machine, seed, lanes, gridMs, tMax, ...results }, null, 2)}\n`,
  );
}

/** What the answers of each class took, and Welch's t of each pair: of all questions, and of each. */
function summed({ took, bodies }: Asked) {
  const t = { all: pairsOf(took) };
  const each = questions.map((question) => [
    question,
    pairsOf(took.filter((one) => one.question === question)),
  ]);
  const byQuestion = Object.fromEntries(each) as Record<Question, Record<string, number>>;
  return {
    bodies: Object.fromEntries(
      questions.map((question) => [question, bodies.filter(([of]) => of === question).length]),
    ),
    samples: took.length,
    tLargest: Math.max(...Object.values(t.all).map(Math.abs)),
    t: { ...t, ...byQuestion },
    classes: classes.map((name) => {
      const values = took.filter(({ of }) => of === name).map(({ ms }) => ms);
      const { count, mean, variance } = sampleOf(values);
      const beyondFirstLine = values.filter((ms) => ms > 1.5 * gridMs).length;
      const deviationMs = rounded(Math.sqrt(variance));
      return { name, count, meanMs: rounded(mean), deviationMs, beyondFirstLine };
    }),
  };
}

function pairsOf(took: readonly Took[]): Record<string, number> {
  const samplesOf = classes.map((name) => ({
    name,
    sample: sampleOf(took.filter(({ of }) => of === name).map(({ ms }) => ms)),
  }));
  const pairs = samplesOf.flatMap((one, n) =>
    samplesOf
      .slice(n + 1)
      .map((other) => [`${one.name} and ${other.name}`, rounded(welch(one.sample, other.sample))]),
  );
  return Object.fromEntries(pairs) as Record<string, number>;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

async function publish(campaign: string): Promise<Published> {
  const text = `
apiVersion: usher/v1
kind: Campaign
metadata: { id: ${campaign}, title: Asked about from outside, owner: bench }
spec:
  purpose: activate
  period: { starts: on-publish, timeZone: Asia/Shanghai }
  code: { generation: automatic, format: { alphabet: unambiguous, length: 12 }, liveCodesMax: 100000 }
  validity: { lifetime: 30d, extension: { on: share-opened, by: 1d, upTo: 60d }, settleFor: 30d, onExpiry: { action: expire } }
  rewards: []
  risk: { policy: default }
  scenario: { kind: exclusive-coupon, password: { digits: 6 } }
`;
  const compiled = compileCampaign(text);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled));
  const { terms, digest } = compiled;
  const by = { source: text, sandbox: false, by: 'bench', serverNow: instant(Date.now()) };
  const published = await publishVersion(pool, { terms, digest, ...by });
  if (!published.ok) throw new Error(published.message);
  return { terms, digest };
}
