import { afterAll, beforeAll, expect, test } from 'vitest';

import { formRings } from '../../bench/attack/rings.ts';
import { referSelves } from '../../bench/attack/self-referral.ts';
import { createAttackStage } from './stage.ts';

const stages: Awaited<ReturnType<typeof createAttackStage>>[] = [];

beforeAll(async () => {
  stages.push(await createAttackStage('default'), await createAttackStage('strict'));
});
afterAll(async () => {
  for (const stage of stages) await stage.close();
});

test('whoever refers themselves by phone, payee or device is always refused', async () => {
  for (const { stage } of stages) {
    const { planted, stopped, honestHurt } = await referSelves(stage, { seed: 1, people: 20 });
    expect({ stopped, honestHurt }).toEqual({ stopped: planted, honestHurt: 0 });
  }
});

test('strict finds rings, and freezes nobody honest', async () => {
  const [, strict] = stages;
  if (strict === undefined) throw new Error('no stage');
  const found = await formRings(strict.stage, { seed: 1, rings: 20, people: 200 });
  expect(found).toMatchObject({ planted: 20, found: 20, honest: { frozen: 0 } });
});
