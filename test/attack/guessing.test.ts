import { afterAll, beforeAll, expect, test } from 'vitest';

import { guess } from '../../bench/attack/guessing.ts';
import { attacked, start } from '../../bench/attack/stage.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { campaignKey } from '../../domain/policy/party.ts';
import { createAttackStage } from './stage.ts';

const minute = 60_000;
const day = 1440 * minute;
let strict: Awaited<ReturnType<typeof createAttackStage>>;

beforeAll(async () => {
  strict = await createAttackStage('strict');
});
afterAll(() => strict.close());

test('an address that guesses for a day gets in fifty guesses, and hits nothing', async () => {
  const guessing = { seed: 1, addresses: 10, everyMs: minute, forMs: day, codes: 5 };
  const guessed = await guess(strict.stage, guessing);
  expect(guessed).toMatchObject({ lookedAt: 500, hits: 0, honestHurt: 0, honestMistyped: 2 });
});

test('a campaign guessed at from everywhere closes to those who guess every ten seconds within a minute', async () => {
  const guessing = { seed: 2, addresses: 350, everyMs: 10_000, forMs: minute, codes: 5 };
  const guessed = await guess(strict.stage, guessing);
  expect(guessed).toMatchObject({ hits: 0, allFrozenAfterS: 30, honestHurt: 0 });
});

test('an address that guesses once a minute meanwhile is frozen by its second guess', async () => {
  const { pool } = strict.stage;
  await pool.query(
    `INSERT INTO party_window (scope, party, minute, requests, failures) VALUES ('all', $1, $2, 0, 1000)
     ON CONFLICT (scope, party, minute) DO UPDATE SET failures = 1000`,
    [campaignKey(attacked as CampaignId), start / minute],
  );
  const guessing = { seed: 3, addresses: 20, everyMs: minute, forMs: 2 * minute, codes: 5 };
  const guessed = await guess(strict.stage, guessing);
  expect(guessed).toMatchObject({ lookedAt: 40, allFrozenAfterS: 60, honestHurt: 0 });
});
