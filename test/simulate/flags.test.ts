import { expect, it } from 'vitest';

import { withBudget } from '../../cli/simulate/flags.ts';
import { simulate } from '../../cli/simulate/run.ts';
import { planOf } from './people.ts';

const { terms } = planOf('registration', {});
const right = 'write --budget CNY=10000.00';

it.each([
  [['XYZ=1'], `the campaign has no budget of "XYZ", it has one of CNY; ${right}`],
  [['CNY=0'], `"0" is no amount of CNY above zero; ${right}`],
  [['CNY'], `"" is no amount of CNY above zero; ${right}`],
  [['CNY=2000.00', 'CNY=1.00'], '--budget says CNY twice: say it once.'],
])('--budget %s says what is wrong with it', (lines, message) => {
  expect(() => withBudget(terms, lines)).toThrow(message);
});

it('a budget stands in place of the own one', () => {
  expect(withBudget(terms, ['CNY=20.00']).budget).toEqual([{ asset: 'CNY/2', minor: 2000 }]);
});

it('people cannot come on more days than the campaign runs', async () => {
  const options = { output: 'json', seed: 1, repetitions: 1, people: 2, days: 31 } as const;
  await expect(simulate('campaigns/registration.yaml', options)).rejects.toThrow(
    '--days 31 is more than the campaign runs: say 30 at most',
  );
});
