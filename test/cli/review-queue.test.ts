import { readFile } from 'node:fs/promises';

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;
beforeAll(async () => {
  stage = await createCliStage({ worker: false });
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await stage.run('publish', '--sandbox', ...files);
}, limitMs);
afterAll(async () => {
  await stage.close();
}, limitMs);

/** A batch as it is while it waits. */
async function batchWaits(): Promise<void> {
  const file = await readFile(stage.environment['USHER_LOCAL_STACK'] ?? '', 'utf8');
  const { databaseUrl } = JSON.parse(file) as { databaseUrl: string };
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query(
    `INSERT INTO payout_batch (campaign, number, timing, as_of, state, workflow, run, published_by,
       gathered, decide_by)
     VALUES ('registration', 1, 'weekly', 1, 'waiting', 'w', 'r', 'olga',
       '{"CNY/2": {"rewards": 3, "minor": 300}}', '2026-01-01T00:00:00Z')`,
  );
  await db.end();
}

test(
  'batches and awards that wait for a second person stand in the queue of reviews, with how to decide them',
  { timeout: limitMs },
  async () => {
    const nothing = await stage.text('review', 'list');
    expect(nothing.stdout).toBe('Nothing waits for a decision.\n');
    await batchWaits();
    const given = ['--to', 'ann', '--amount', '5.00 CNY', '--note', 'goodwill', '--actor', 'olga'];
    await stage.text('award', 'give', 'registration', ...given);
    const { stdout } = await stage.text('review', 'list', '--campaign', 'registration');
    expect(stdout).toMatch(
      /payout batch registration\.1 +registration +3\.00 CNY for 3 rewards +2026-01-01T00:00:00\.000Z +usher payouts approve registration\.1 --reason …/,
    );
    expect(stdout).toMatch(
      /award award\.\S+ +registration +5\.00 CNY for ann, given by olga +\S+Z/,
    );
    expect((await stage.run('review', 'list')).json).toMatchObject({
      reviews: [],
      approvals: [
        { kind: 'payout batch', id: 'registration.1', campaign: 'registration' },
        { kind: 'award', campaign: 'registration', waits: '5.00 CNY for ann, given by olga' },
      ],
    });
  },
);
