import { describe, expect, test } from 'vitest';

import { keyOf, measure, type Coverage } from '../../campaign-test/coverage.ts';
import { parseTest } from '../../campaign-test/parse.ts';
import { runFile, type FileResult } from '../../campaign-test/run-file.ts';
import { caseFile, failuresOf, fileOf, shippedPolicies } from './play.ts';

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

describe('coverage with variants', () => {
  const text = campaignText
    .replace(
      '      amount: "1.00"',
      '      decay: { over: person, every: 1, first: "1.00", keepPercent: 50, floor: "0.10" }',
    )
    .replace('      caps: { perLineage: "2.00" }\n', '')
    .replace('amount: "2.00"', 'decay: { first: "2.00" }');
  const head = `apiVersion: usher/v1
kind: CampaignTest
campaign: small.yaml
now: 2026-01-05T10:00:00+08:00
people: { ann: { variant: as-before }, ben: { variant: twice }, hal: { variant: hold-out }, bob: {}, cleo: {} }
tests:
`;
  const reach = (of: string, then: string): string => `  - name: of ${of}
    steps:
      - { do: issue, of: ${of} }
      - { do: redeem, of: ${of}, by: [bob, cleo] }
      - { do: milestone, by: [bob, cleo], reached: registered }
      - { at: +3h, do: wait, for: 1s }
    then: { paid: ${then} }
`;
  const asBefore = reach('ann', '{ ann: [1.50 CNY, 20 points], bob: 10 points, cleo: 10 points }');
  const twice = reach('ben', '{ ben: [3.00 CNY, 20 points], bob: 10 points, cleo: 10 points }');
  const holdOut = reach('hal', '{}');

  async function cover(
    tests: string,
  ): Promise<Pick<Coverage, 'kinds'> & { readonly missing: readonly string[] }> {
    const parsed = parseTest(head + tests, 'small.test.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    const played = await runFile(parsed.test, { campaignText: text, policies: shippedPolicies() });
    expect(played.diagnostics).toEqual([]);
    expect(failuresOf(played)).toEqual([]);
    if (played.coverable === null) throw new Error('the campaign is bound');
    const { kinds, missing } = measure(played.coverable, played.reached);
    return { kinds, missing: missing.map(keyOf) };
  }

  test('a tier that a variant shares with the campaign is reached under the variant', async () => {
    const { kinds, missing } = await cover(asBefore);
    expect(kinds.tiers).toEqual({ reached: 2, of: 6 });
    expect(missing).toContain('tiers: packet at its floor');
    expect(missing).toContain('tiers: variant twice: packet at its first amount');
    expect(missing).toContain('rewards: variant twice: packet for the inviter');
    expect(missing).toContain('rewards: variant hold-out: nothing is earned');
    expect(missing.filter((name) => name.includes('variant as-before'))).toEqual([]);
  });

  test('what a variant has of its own is reached under it', async () => {
    const { kinds, missing } = await cover(asBefore + twice + holdOut);
    expect(kinds.tiers).toEqual({ reached: 4, of: 6 });
    expect(kinds.rewards).toEqual({ reached: 5, of: 5 });
    expect(missing).toContain('tiers: variant twice: packet at its floor');
  });
});

test('a person of a segment gets a variant of it', async () => {
  const parsed = parseTest(
    fileOf(`  - name: gold
    steps:
      - { do: issue, of: ann, segment: gold }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered, earns: { packet: 5.00 CNY, welcome/inviter: 10 points, welcome/invitee: 10 points } }
    then: { paid: { ann: 10 points, bob: 10 points }, held: 5.00 CNY }
`),
    'small.test.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const gold = `${campaignText.replace('perLineage: "2.00"', 'perLineage: "9.00"')}    - { id: gold, weight: 1, segment: gold, spec: { rewards: [{ id: packet, amount: "5.00" }] } }\n`;
  const played = await runFile(parsed.test, { campaignText: gold, policies: shippedPolicies() });
  expect(played.diagnostics).toEqual([]);
  expect(failuresOf(played)).toEqual([]);
});
