import { expect, test } from 'vitest';
import { failuresOf, fileOf, play } from './play.ts';

async function failures(tests: string): Promise<readonly string[]> {
  const text = fileOf(tests).replace('bob: {}', 'bob: { source: net-1 }');
  return failuresOf(await play(text));
}

const scenarios = [
  [
    'a one-time password',
    '{ kind: exclusive-coupon, password: { digits: 6, validFor: 5m, attemptsMax: 5 } }',
    'PASSWORD_WRONG',
  ],
  ['a dynamic code', '{ kind: device-login }', 'DYNAMIC_CODE_WRONG'],
] as const;

test.each(scenarios)(
  '%s that is wrong is told as such, and the right one counts after it',
  async (_, scenario, told) => {
    expect(
      await failures(`  - name: wrong
    with: { spec.scenario: ${scenario} }
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: ${told} }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered }
    then: { paid: { ann: 10 points, bob: 10 points }, held: 1.00 CNY }
`),
    ).toEqual([]);
  },
);

test('whoever enters wrong ones again and again is kept out, by the rules on requests', async () => {
  const scenario = scenarios[0][1];
  expect(
    await failures(`  - name: guesses
    with: { spec.scenario: ${scenario}, spec.risk.policy: default }
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob, password: wrong, times: 5, expect: PASSWORD_WRONG }
      - { do: redeem, of: ann, by: bob, password: wrong, times: 24, expect: PASSWORD_TRIES_USED }
      - { do: redeem, of: ann, by: bob, password: wrong, expect: PARTY_FROZEN, rules: [requests-per-hour] }
      - { do: redeem, of: ann, by: bob, password: wrong, expect: PARTY_FROZEN }
      - { do: redeem, of: ann, by: bob, expect: PARTY_FROZEN }
      - { at: +2h, do: redeem, of: ann, by: bob }
`),
  ).toEqual([]);
});

test('a password that the campaign does not want is refused', async () => {
  expect(
    await failures(`  - name: not wanted
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob, password: wrong, expect: PASSWORD_NOT_WANTED }
`),
  ).toEqual([]);
});
