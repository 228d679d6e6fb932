import { afterAll, beforeAll, expect, test } from 'vitest';

import { guessDynamicCodes, guessPasswords, replayPasswords } from '../../bench/attack/one-time.ts';
import { createAttackStage } from './stage.ts';

let defended: Awaited<ReturnType<typeof createAttackStage>>;

beforeAll(async () => {
  defended = await createAttackStage('default');
});
afterAll(() => defended.close());

test('of the guesses at a one-time password five are looked at for each that is sent', async () => {
  const guessing = { seed: 1, codes: 2, minutes: 40, everyMinute: 6 };
  const { asked, lookedAt, sent, hits } = await guessPasswords(defended.stage, guessing);
  expect({ asked, sent, hits }).toEqual({ asked: 480, sent: 30, hits: 0 });
  expect(lookedAt).toBe(5 * sent);
});

test('of the guesses at a dynamic code ten of each account are looked at in an hour', async () => {
  const guessing = { seed: 1, codes: 2, accounts: 3, minutes: 120, everyMinute: 3 };
  const guessed = await guessDynamicCodes(defended.stage, guessing);
  expect(guessed).toMatchObject({ asked: 720, lookedAt: 120, letIn: 0 });
});

test('a request that was overheard is executed once, and what it rests on serves nobody else', async () => {
  const replayed = await replayPasswords(defended.stage, { seed: 1, codes: 3, times: 10 });
  expect(replayed).toEqual({ sent: 60, executed: 3, executedTwice: 0 });
});
