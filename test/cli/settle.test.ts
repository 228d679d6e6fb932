import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const by = ['--actor', 'olga', '--reason', 'asked there'];

let stage: CliStage;
beforeAll(async () => {
  stage = await createCliStage({ worker: false });
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await stage.run('publish', '--sandbox', ...files);
}, limitMs);
afterAll(() => stage.close(), limitMs);

/** An approved award whose payout waits for a person. */
async function parked(): Promise<string> {
  const what = ['--to', 'ann', '--amount', '5.00 CNY', '--note', 'goodwill', '--actor', 'olga'];
  const given = await stage.text('award', 'give', 'registration', ...what);
  const [award = expect.fail(given.stderr)] = /award[.][0-9a-f-]{36}/.exec(given.stdout) ?? [];
  await stage.run('award', 'approve', award, '--actor', 'ben', '--reason', 'checked');
  const file = await readFile(stage.environment['USHER_LOCAL_STACK'] ?? '', 'utf8');
  const pool = createPool((JSON.parse(file) as { databaseUrl: string }).databaseUrl, { max: 1 });
  const sql = `UPDATE payout SET state = 'manual', attempts = 1, first_sent_at = now() WHERE key = $1 RETURNING key`;
  expect(await query(pool, sql, [award])).toHaveLength(1);
  await pool.end();
  return award;
}

test(
  'a payout that waits for a person is settled as that one has found out',
  { timeout: limitMs },
  async () => {
    const paid = await parked();
    expect(await stage.run('award', 'reverse', paid, ...by)).toMatchObject({
      json: { refused: { code: 'AWARD_IN_FLIGHT' } },
    });
    const done = await stage.run('payouts', 'settle', paid, '--paid', 'po_4711', ...by);
    const answer = { reward: paid, provider: 'cash-provider', paid: true, refused: null };
    expect(done).toMatchObject({ code: 0, json: answer });
    const shown = await stage.text('ledger', 'show', 'person:ann');
    expect(shown.stdout).toContain('says olga: asked there');
    const message = 'the payout is `reconciled`: it waits for nobody';
    const refused = { code: 'PAYOUT_NOT_WAITING', message };
    expect(await stage.run('payouts', 'settle', paid, '--not-paid', ...by)).toMatchObject({
      ...{ code: 1, json: { refused } },
    });
    expect(await stage.run('payouts', 'retry', paid, ...by)).toMatchObject({ json: { refused } });
    expect(await stage.run('payouts', 'settle', 'x', '--not-paid', ...by)).toMatchObject({
      ...{ code: 1, json: { refused: { code: 'REWARD_UNKNOWN' } } },
    });

    const unpaid = await parked();
    const given = await stage.text('payouts', 'settle', unpaid, '--not-paid', ...by);
    expect(given.stdout).toBe('ok  known as not paid: try it again, or take it back\n');
    expect(await stage.run('award', 'reverse', unpaid, ...by)).toMatchObject({ code: 0 });
    expect(await stage.run('payouts', 'list', '--all')).toMatchObject({
      json: {
        payouts: [
          { state: 'reconciled', providerRef: 'po_4711', settled: [{ paid: true, actor: 'olga' }] },
          { state: 'failed', settled: [{ paid: false, ref: null, reason: 'asked there' }] },
        ],
      },
    });
    expect(await stage.text('ledger', 'check')).toMatchObject({ code: 0 });
  },
);

test('how it ended is said in one way', { timeout: limitMs }, async () => {
  const runs = await Promise.all([
    stage.text('payouts', 'settle', 'x', ...by),
    stage.text('payouts', 'settle', 'x', '--paid', 'po_1', '--not-paid', ...by),
  ]);
  for (const { code, stderr } of runs) {
    expect({ code, stderr }).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('One of --paid and --not-paid') as string },
    });
  }
});
