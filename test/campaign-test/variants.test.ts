import { expect, test } from 'vitest';

import { parseTest } from '../../campaign-test/parse.ts';
import { runFile, type FileResult } from '../../campaign-test/run-file.ts';
import { caseFile, failuresOf, shippedPolicies } from './play.ts';

const campaignText = `${caseFile('small.yaml')}  variants:
    - { id: as-before, weight: 1 }
    - { id: twice, weight: 1, spec: { rewards: [{ id: packet, amount: "2.00" }] } }
    - { id: hold-out, weight: 1, spec: { rewards: [] } }
`;

async function play(people: string, then: string): Promise<FileResult> {
  const parsed = parseTest(
    `apiVersion: usher/v1
kind: CampaignTest
campaign: small.yaml
now: 2026-01-05T10:00:00+08:00
people: { ${people}, bob: {}, eve: {} }
tests:
  - name: two people in two variants
    steps:
      - { do: issue, of: ann }
      - { do: issue, of: cleo }
      - { do: redeem, of: ann, by: bob }
      - { do: redeem, of: cleo, by: eve }
      - { do: milestone, by: [bob, eve], reached: registered }
      - { at: +3h, do: wait, for: 1s }
    then: { paid: ${then} }
`,
    'small.test.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return runFile(parsed.test, { campaignText, policies: shippedPolicies() });
}

test('a test says which variant somebody has', async () => {
  const people = 'ann: { variant: twice }, cleo: { variant: hold-out }';
  const paid = '{ ann: [2.00 CNY, 10 points], bob: 10 points }';
  const played = await play(people, paid);
  expect(played.diagnostics).toEqual([]);
  expect(failuresOf(played)).toEqual([]);
});

test('one that the campaign does not have is a mistake', async () => {
  const { diagnostics } = await play('ann: { variant: trice }, cleo: {}', '{}');
  expect(diagnostics).toMatchObject([
    { code: 'UNKNOWN_NAME', line: 5, path: 'people.ann.variant' },
  ]);
});
