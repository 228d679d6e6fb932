// What the path above a person costs among 10⁴, 10⁵ and 10⁶ people: `npm run bench:relations`. A tree in which
// everybody brings four others is put into one table; random paths are read and explained as the command and
// the commit read them. Prints a table and writes bench/results/relations.json.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assert } from '../domain/assert.ts';
import { startPostgres } from '../stack/postgres.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPool } from '../store/pool.ts';
import { pathSql } from '../store/relations/read-place.ts';

const sizes = [10_000, 100_000, 1_000_000];
const reads = 2_000;
const explained = 200;
const brings = 4;

interface Plan {
  readonly 'QUERY PLAN': readonly {
    readonly 'Execution Time': number;
    readonly Plan: {
      readonly 'Node Type': string;
      readonly 'Shared Hit Blocks': number;
      readonly 'Shared Read Blocks': number;
    };
  }[];
}

const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const postgres = await startPostgres({ dataDir });
const pool = createPool(postgres.url, { max: 1 });
try {
  await migrateDatabase(postgres.url);
  // Only paths are read here: campaigns and codes are left out.
  await pool.query('SET ROLE NONE; SET statement_timeout = 0');
  await pool.query(`ALTER TABLE relation DROP CONSTRAINT relation_campaign_fkey,
    DROP CONSTRAINT relation_code_fkey`);
  const results: object[] = [];
  for (const [at, size] of sizes.entries()) {
    await grow(sizes[at - 1] ?? 0, size);
    results.push(await measure(size));
  }
  console.table(results);
  await mkdir(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
  const machine = { cores: cpus().length, node: process.version };
  const file = fileURLToPath(new URL('results/relations.json', import.meta.url));
  await writeFile(
    file,
    `${JSON.stringify({ machine, brings, reads, explained, results }, null, 2)}\n`,
  );
} finally {
  await pool.end();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Person n was brought by person n / 4; 0 heads them all. */
async function grow(from: number, to: number): Promise<void> {
  await pool.query(
    `INSERT INTO relation (campaign, invitee, inviter, ancestors, depth, bound_at, code, redemption)
     SELECT 'bench', 'p-' || n, 'p-' || (n - 1) / $3::int,
       (CASE WHEN n > $3 * ($3 + 1) THEN ARRAY['p-' || (n - 1) / $3,
           'p-' || ((n - 1) / $3 - 1) / $3, 'p-' || (((n - 1) / $3 - 1) / $3 - 1) / $3]
         WHEN n > $3 THEN ARRAY['p-' || (n - 1) / $3, 'p-0'] ELSE ARRAY['p-0'] END),
       ceil(log($3::numeric, n * ($3 - 1) + 1))::int, 0, gen_random_uuid(), 'r-' || n
     FROM generate_series(greatest($1::int, 1), $2::int - 1) n`,
    [from, to, brings],
  );
  await pool.query('VACUUM (ANALYZE) relation');
}

async function measure(people: number): Promise<object> {
  const times: number[] = [];
  for (let read = 0; read < reads; read += 1) {
    const begun = performance.now();
    const { rows } = await pool.query(named(pathSql), ['bench', somebody(people)]);
    times.push(performance.now() - begun);
    assert(rows.length === 1, 'everybody but the head was brought');
  }
  const plans: Plan['QUERY PLAN'][number][] = [];
  for (let read = 0; read < explained; read += 1) {
    const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${pathSql}`;
    const { rows } = await pool.query<Plan>(text, ['bench', somebody(people)]);
    const plan = rows[0]?.['QUERY PLAN'][0];
    if (plan !== undefined) plans.push(plan);
  }
  const blocks = plans.map(({ Plan: p }) => p['Shared Hit Blocks'] + p['Shared Read Blocks']);
  return {
    people,
    plan: plans[0]?.Plan['Node Type'],
    blocksAtMost: Math.max(...blocks),
    executionMsMedian: median(plans.map((plan) => plan['Execution Time'])),
    roundTripMsMedian: Number(median(times).toFixed(3)),
  };
}

function named(text: string): { readonly name: string; readonly text: string } {
  return { name: 'path', text };
}

function somebody(people: number): string {
  return `p-${String(1 + Math.floor(Math.random() * (people - 1)))}`;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
