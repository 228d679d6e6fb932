import { expect, test } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { runFile } from '../../campaign-test/run-file.ts';
import { caseFile, failuresOf, fileOf, play, shippedPolicies } from './play.ts';

async function failures(tests: string): Promise<readonly string[]> {
  return failuresOf(await play(fileOf(tests)));
}

const earned = `
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered }`;

test.each([
  ['[paid]', 'paid: 1', '1.00 CNY', ''],
  ['[not-taken, not-taken, paid]', 'paid: 1', '1.00 CNY', ''],
  ['[not-taken, refused]', 'failed: 1', '', '1.00 CNY'],
  ['[unknown, unknown, paid]', 'reconciled: 1', '1.00 CNY', ''],
  ['[unknown, not-taken, paid]', 'reconciled: 1', '1.00 CNY', ''],
  ['[unknown, refused]', 'manual: 1', '', '1.00 CNY'],
  ['[unknown]', 'manual: 1', '', '1.00 CNY'],
  ['[not-taken]', 'intent: 1', '', '1.00 CNY'],
])('a provider that says %s leaves the payout %s', async (answers, payouts, cash, held) => {
  const amounts = [cash, '10 points'].filter((amount) => amount !== '').join(', ');
  expect(
    await failures(`  - name: provider
    provider: [{ to: bob, answers: [refused] }, { reward: packet, answers: ${answers} }]
    steps:${earned}
      - { at: +2d, do: wait, then: { payouts: { ${payouts} } } }
    then: { paid: { ann: [${amounts}], bob: 10 points }, held: [${held}] }
`),
  ).toEqual([]);
});

test('a payout that is tried again comes later, and not before', async () => {
  expect(
    await failures(`  - name: provider
    provider: [{ answers: [not-taken, paid] }]
    steps:${earned}
      - { at: +2h, do: wait, then: { payouts: { intent: 1 }, held: 1.00 CNY } }
      - { do: reverse, by: bob, reward: packet, expect: REWARD_IN_FLIGHT }
      - { do: wait, for: 5m, then: { payouts: { paid: 1 }, held: [] } }
      - { do: reverse, by: bob, reward: packet }
    then: { paid: { ann: 10 points, bob: 10 points }, budget: [100.00 CNY, 980 points] }
`),
  ).toEqual([]);
});

test('operations freeze, revise, revoke and reset; what fits no row is answered as such', async () => {
  expect(
    await failures(`  - name: by hand
    steps:
      - { do: issue, of: ann }
      - { do: freeze, of: ann, for: 1h }
      - { do: share, of: ann, expect: CODE_FROZEN }
      - { at: +1h, do: share, of: ann, note: thawed }
      - { do: revise, of: ann, hits: 2 }
      - { do: redeem, of: ann, by: bob, expect: CODE_PENDING }
      - { do: revise, of: ann, hits: 0 }
      - { do: unfreeze, of: ann, expect: NOT_FROZEN }
      - { do: reset, of: ann, expect: RESET_NOT_ALLOWED }
      - { do: confirm, by: bob, expect: REDEMPTION_UNKNOWN }
      - { do: review, by: bob, decision: approve, expect: REVIEW_UNKNOWN }
      - { do: reverse, by: bob, reward: packet, expect: REWARD_UNKNOWN }
      - { do: verify, of: ann, by: bob, result: failed }
      - { do: revoke, of: ann, ban: true }
      - { do: share, of: ann, expect: CODE_BANNED }
      - { do: reset, of: ann, appeal: true }
      - { do: share, of: ann, via: share-opened }
`),
  ).toEqual([]);
});

test('codes are named by holder or by `save`, and by generation', async () => {
  expect(
    await failures(`  - name: names
    with: { spec.code.perPerson: 3 }
    steps:
      - { do: issue, of: ann }
      - { do: issue, of: ann, note: nobody named it apart }
      - { do: issue, of: ann, save: booth, channel: chat }
      - { do: redeem, of: ann, by: bob, answeredBy: ann-2/1 }
      - { do: redeem, of: booth, by: cleo, answeredBy: booth/1 }
    then: { codes: { ann/1: active, ann-2/1: active, booth/1: active } }
`),
  ).toEqual([]);
});

test('a change of the campaign that is wrong is said at the change', async () => {
  const { diagnostics, results } = await play(
    fileOf(`  - name: changed
    with: { spec.rewards.packet.amount: 1.00 }
    steps: [{ do: issue, of: ann }]
  - name: no such policy
    with: { spec.risk.policy: strict }
    steps: [{ do: issue, of: ann }]
`),
  );
  expect(results).toEqual([]);
  expect(diagnostics.map(({ line, code, message }) => `${line} ${code} ${message}`)).toEqual([
    '3 UNKNOWN_POLICY there is no risk policy "strict" here',
    '8 UNQUOTED_AMOUNT with these changes the campaign is wrong at spec.rewards[0].amount: "amount" is a number, and amounts are written in quotes',
  ]);
});

test('a code is issued with parameters, and it is said when it expires', async () => {
  expect(
    await failures(`  - name: issued
    with: { spec.code.parameters: [store] }
    steps:
      - { do: issue, of: ann, parameters: { store: nanjing-road }, expires: +1d }
  - name: another end
    steps:
      - { do: issue, of: ann, expires: +2d }
  - name: unknown
    with: { spec.code.parameters: [store] }
    steps:
      - { do: issue, of: ann, parameters: { stor: nanjing-road } }
`),
  ).toEqual(['13:40 expires', '17:51 parameters']);
});

test('a code that the campaign would not issue is told where it is issued', async () => {
  expect(
    await failures(`  - name: a channel of another campaign
    steps:
      - { do: issue, of: ann, channel: radio }
  - name: a streamer whom nobody named
    with: { spec.scenario: { kind: livestream, streamer: host }, spec.code.parameters: [host, city] }
    steps:
      - { do: issue, of: ann, parameters: { city: chengdu } }
  - name: a streamer who is not there at all
    with: { spec.scenario: { kind: livestream, streamer: host }, spec.code.parameters: [host, city] }
    steps:
      - { do: issue, of: bob }
`),
  ).toEqual(['9:40 channel', '13:43 parameters', '17:9 parameters']);
});

test('a refusal by the risk policy names its rules', async () => {
  const text = fileOf(`  - name: six friends
    with: { spec.risk.policy: default }
    steps:
      - { do: issue, of: ann }
      - { do: verify, of: ann, check: binding, result: failed }
      - { do: redeem, of: ann, by: bob }
`);
  const { results } = await play(text);
  expect(JSON.stringify(results[0]?.failures[0]?.found)).toContain('not-bound');
});

test('a part of a reward is taken back, before it is paid and after, and no more than there is', async () => {
  expect(
    await failures(`  - name: an amount
    steps:${earned}
      - { do: reverse, by: bob, reward: packet, amount: 0.30 CNY, then: { held: 0.70 CNY } }
      - { do: reverse, by: bob, reward: packet, amount: 0.71 CNY, expect: MORE_THAN_LEFT }
      - { do: reverse, by: bob, reward: packet, purchase: 1.00 CNY, expect: REWARD_INDIVISIBLE }
      - { at: +3h, do: reverse, by: bob, reward: packet, amount: 0.20 CNY }
    then: { paid: { ann: [0.50 CNY, 10 points], bob: 10 points }, budget: [99.50 CNY, 980 points] }
`),
  ).toEqual([]);
});

test('a percentage is worked out anew when a part of its purchase is refunded', async () => {
  const percent = caseFile('small.yaml')
    .replace(
      'amount: "1.00"',
      'percent: { of: registered, rate: "3.33", floor: "0.10", ceiling: "2.00" }',
    )
    .replace(
      'amount: "10"',
      'percent: { of: registered, rate: "100", floor: "5", ceiling: "500" }',
    );
  const parsed = parseTest(
    fileOf(`  - name: a purchase
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered, purchase: 40.00 CNY, then: { held: 1.33 CNY } }
      - { do: reverse, by: bob, reward: packet, purchase: 10.00 CNY, then: { held: 0.99 CNY } }
      - { do: reverse, by: bob, reward: packet, purchase: 30.01 CNY, expect: MORE_THAN_LEFT }
      - { at: +3h, do: reverse, by: bob, reward: packet, purchase: 29.00 CNY }
      - { do: reverse, by: bob, reward: welcome, side: invitee, purchase: 0.01 CNY }
      - { do: reverse, by: bob, reward: welcome, side: invitee, purchase: 39.00 CNY }
      - { do: reverse, by: bob, reward: welcome, side: invitee, purchase: 1.00 CNY, expect: MORE_THAN_LEFT }
    then: { paid: { ann: [0.10 CNY, 40 points], bob: 5 points } }
`),
    'small.test.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const played = await runFile(parsed.test, {
    campaignText: percent,
    policies: shippedPolicies(),
  });
  expect(played.diagnostics).toEqual([]);
  expect(failuresOf(played)).toEqual([]);
});
