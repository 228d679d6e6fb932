import { afterAll, beforeAll, expect, test } from 'vitest';

import { guess } from '../../bench/attack/guessing.ts';
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
  expect(guessed).toMatchObject({ lookedAt: 500, hits: 0, honestHurt: 0 });
});

test('a campaign guessed at from everywhere closes to those who guess within a minute', async () => {
  const guessing = { seed: 2, addresses: 350, everyMs: 10_000, forMs: minute, codes: 5 };
  const guessed = await guess(strict.stage, guessing);
  expect(guessed).toMatchObject({ hits: 0, allFrozenAfterS: 30, honestHurt: 0 });
});
