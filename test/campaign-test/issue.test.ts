import { expect, test } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { runFile } from '../../campaign-test/run-file.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { caseFile, failuresOf, fileOf, play } from './play.ts';

async function failures(tests: string): Promise<readonly string[]> {
  return failuresOf(await play(fileOf(tests)));
}

test('no more codes are open than the campaign allows, and one that ends makes room', async () => {
  expect(
    await failures(`  - name: one code
    with: { spec.code.liveCodesMax: 1 }
    steps:
      - { do: issue, of: ann }
      - { do: issue, of: ann, note: the same again }
      - { do: issue, of: bob, expect: LIVE_CODES_EXHAUSTED }
      - { at: +24h, do: issue, of: bob, expires: +48h }
      - { do: issue, of: ann, save: late, expect: LIVE_CODES_EXHAUSTED }
`),
  ).toEqual([]);
});

test('codes are issued from the first instant of a campaign on, and up to the last', async () => {
  const played = await play(
    fileOf(`  - name: before and after
    with: { spec.period.starts: 2026-01-06T10:00:00+08:00 }
    steps:
      - { do: issue, of: ann, expect: CAMPAIGN_NOT_STARTED }
      - { at: +1d, do: issue, of: ann }
      - { at: +31d, do: issue, of: bob, expect: CAMPAIGN_ENDED }
`),
  );
  expect(failuresOf(played)).toEqual([]);
  expect([...played.reached]).toEqual(
    expect.arrayContaining(['outcomes: CAMPAIGN_NOT_STARTED', 'outcomes: CAMPAIGN_ENDED']),
  );
});

test('whoever is kept out is issued no code while it lasts', async () => {
  const policy = compilePolicy(`apiVersion: usher/v1
kind: RiskPolicy
metadata: { id: strict, title: New accounts are kept out, owner: tests }
spec:
  rules:
    - id: new-account
      title: a new account is kept out for an hour
      when: { fact: accountAgeDays, operator: lessThan, value: 1 }
      answer: { action: freeze, party: person, for: 1h, upTo: 1h }
`);
  const parsed = parseTest(
    fileOf(`  - name: kept out
    with: { spec.risk.policy: strict }
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob, expect: PARTY_FROZEN, rules: [new-account] }
      - { do: issue, of: bob, expect: PARTY_FROZEN }
      - { do: issue, of: cleo }
      - { at: +1h, do: issue, of: bob }
`).replace('bob: {}', 'bob: { accountAge: 1h }'),
    'small.test.yaml',
  );
  if (!parsed.ok || !policy.ok) throw new Error(JSON.stringify([parsed, policy]));
  const played = await runFile(parsed.test, {
    campaignText: caseFile('small.yaml').replace('policy: none', 'policy: strict'),
    policies: new Map([['strict', policy.policy]]),
  });
  expect(played.diagnostics).toEqual([]);
  expect(failuresOf(played)).toEqual([]);
});

test('what a code carries may be expected to be refused', async () => {
  expect(
    await failures(`  - name: strange
    steps:
      - { do: issue, of: ann, channel: radio, expect: CHANNEL_UNKNOWN }
      - { do: issue, of: ann, parameters: { city: chengdu }, expect: PARAMETER_UNKNOWN }
`),
  ).toEqual([]);
});

test('a refusal that nobody expects ends its test, and one that does not come is told', async () => {
  expect(
    await failures(`  - name: refused
    steps:
      - { at: +31d, do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
    then: { paid: { ann: 1.00 CNY } }
  - name: issued
    steps:
      - { do: issue, of: ann, expect: CAMPAIGN_ENDED }
      - { do: issue, of: bob, expect: LIVE_CODES_EXHAUSTED, expires: +1d }
`),
  ).toEqual(['9:9 outcome', '14:39 outcome', '15:39 outcome']);
});

test('nothing is asked of a code that is to be refused', () => {
  const told = (steps: string): readonly string[] => {
    const parsed = parseTest(fileOf(`  - name: a\n    steps:\n${steps}`), 'small.test.yaml');
    return parsed.ok
      ? []
      : parsed.diagnostics.map(({ line, code, message }) => `${line} ${code} ${message}`);
  };
  const refused = '      - { do: issue, of: ann, expect: CAMPAIGN_ENDED }\n';
  expect(told(`${refused}      - { do: redeem, of: ann, by: bob }\n`)).toEqual([
    '10 UNKNOWN_NAME no code of "ann" was issued before',
  ]);
  expect(told(`${refused}      - { do: confirm, by: bob }\n`)).toEqual([
    '10 UNKNOWN_NAME no code was issued before',
  ]);
  expect(told(`${refused}      - { do: wait, for: 1h }\n`)).toEqual([]);
});
