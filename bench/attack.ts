// What attacks come to under the shipped policies, on real tables and with the time made up: `npm run bench:attack`,
// or with the names of some attacks. Prints tables and writes bench/results/attack.json.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

import { startPostgres } from '../stack/postgres.ts';
import { generateKeyRing, parseKeyRing } from '../store/keys/key-ring.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPool } from '../store/pool.ts';
import { guess } from './attack/guessing.ts';
import { guessDynamicCodes, guessPasswords, replayPasswords } from './attack/one-time.ts';
import { farm, postPublicly, replay } from './attack/others.ts';
import { formRings } from './attack/rings.ts';
import { referSelves } from './attack/self-referral.ts';
import { openAttackStage, type AttackStage, type PolicyName } from './attack/stage.ts';

const seed = 1;
const minute = 60_000;
const day = 1440 * minute;

const attacks: Readonly<Record<string, (stage: AttackStage) => Promise<unknown>>> = {
  'self-referral': (stage) => referSelves(stage, { seed, people: 200 }),
  rings: (stage) => formRings(stage, { seed, rings: 100, people: 3_000 }),
  'code-sharing site': (stage) => postPublicly(stage, { seed, people: 400 }),
  'device farm': (stage) => farm(stage, { seed, identities: 100, rotates: false }),
  'address rotation': (stage) => farm(stage, { seed: 2, identities: 100, rotates: true }),
  'one-time passwords, each guessed at every ten seconds': (stage) =>
    guessPasswords(stage, { seed, codes: 10, minutes: 40, everyMinute: 6 }),
  'dynamic codes, each guessed at by ten accounts, every minute': (stage) =>
    guessDynamicCodes(stage, { seed, codes: 5, accounts: 10, minutes: 60, everyMinute: 10 }),
  'one-time passwords that were overheard': (stage) =>
    replayPasswords(stage, { seed, codes: 20, times: 20 }),
  replay: (stage) => replay(stage, { seed, requests: 50, times: 20 }),
  'guessing, 1,000 addresses for a minute, each every ten seconds': (stage) =>
    guess(stage, { seed, addresses: 1_000, everyMs: 10_000, forMs: minute, codes: 100 }),
  'guessing, 1,000 addresses for a day, each every minute': (stage) =>
    guess(stage, { seed: 2, addresses: 1_000, everyMs: minute, forMs: day, codes: 100 }),
  'guessing, 50,000 addresses, each once': (stage) =>
    guess(stage, { seed: 3, addresses: 50_000, everyMs: minute, forMs: minute, codes: 100 }),
};

const root = fileURLToPath(new URL('..', import.meta.url));
const only = process.argv.slice(2);
const dataDir = await mkdtemp(join(tmpdir(), 'usher-attack-'));
const postgres = await startPostgres({ dataDir });
const ring = parseKeyRing(generateKeyRing('attack'));
if (!ring.ok) throw new Error(ring.problems.join());
const { ring: keys } = ring;
try {
  for (const policy of ['default', 'strict'] as const) await attackUnder(policy);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function attackUnder(policy: PolicyName): Promise<void> {
  const url = await createDatabase(`attack_${policy}`);
  const pool = createPool(url, { max: 16 });
  try {
    const stage = await openAttackStage(pool, keys, policy);
    for (const [name, attack] of Object.entries(attacks)) {
      // Without rules on guesses each address has thirty in an hour, and nothing else to tell.
      if (policy === 'default' && name.startsWith('guessing')) continue;
      // No rule has to do with what is entered.
      if (policy === 'strict' && /one-time|dynamic/.test(name)) continue;
      if (only.length > 0 && !only.some((word) => name.startsWith(word))) continue;
      const begun = performance.now();
      const came = await attack(stage);
      const tookS = Math.round((performance.now() - begun) / 1000);
      console.log(policy, name, came, `${String(tookS)} s`);
      await keep(policy, name, { came, tookS });
    }
  } finally {
    await pool.end();
  }
}

async function createDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  return url.href;
}

/** Beside what other runs have found. */
async function keep(policy: PolicyName, name: string, result: object): Promise<void> {
  const file = `${root}bench/results/attack.json`;
  await mkdir(`${root}bench/results`, { recursive: true });
  const before: Record<string, object | undefined> = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Record<string, object>,
    () => ({}),
  );
  const machine = { cores: cpus().length, node: process.version };
  const found = { ...before[policy], [name]: result };
  await writeFile(
    file,
    `${JSON.stringify({ ...before, machine, seed, [policy]: found }, null, 2)}\n`,
  );
}
