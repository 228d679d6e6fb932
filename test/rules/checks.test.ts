import { expect, it } from 'vitest';

import type { VerifyCommand } from '../../domain/code/command.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { op, reward, Stage, use, word } from './stage.ts';

const afterRealName = reward({
  when: { milestones: ['redeemed', 'real-name-verified'], condition: null },
});
const terms = {
  milestones: ['real-name-verified'],
  checks: { 'real-name': 'real-name-verified' },
  rewards: [afterRealName],
};

function checked(
  subject: string,
  check = 'real-name',
  result: VerifyCommand['result'] = 'passed',
): VerifyCommand {
  const opId = op(`${subject}-${check}-${result}`);
  return { kind: 'verify', opId, subject: subject as SubjectId, check, result };
}

it('a check that an invitee passes reaches its milestone, once', async () => {
  const stage = await Stage.of(terms);
  await stage.send(use('bob'));
  expect(await stage.send(checked('bob', 'face'))).not.toHaveProperty('rewards');
  expect(await stage.send(checked('bob', 'real-name', 'failed'))).not.toHaveProperty('rewards');
  expect(await stage.send(checked('bob'))).toMatchObject({ rewards: [{ granted: true }] });
  const again = { ...checked('bob'), opId: op('again') };
  const outcome = await stage.send(again);
  expect(word(outcome)).toBe('ok');
  expect(outcome).not.toHaveProperty('rewards');
  expect(stage.simulation.store.rewards.size).toBe(1);
});

it('of anybody who has not redeemed it is the result alone', async () => {
  const stage = await Stage.of(terms);
  expect(word(await stage.send(checked('stranger')))).toBe('ok');
  expect(stage.simulation.store.rewards.size).toBe(0);
});
