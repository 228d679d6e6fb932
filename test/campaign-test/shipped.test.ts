import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTest } from '../../campaign-test/parse.ts';
import { runFile } from '../../campaign-test/run-file.ts';
import { loadTest } from '../../cli/test/load.ts';
import { runTests } from '../../cli/test/run.ts';
import { shipped } from '../support/story-campaign.ts';
import { shippedPolicies } from './play.ts';

const names = readdirSync(new URL('../../campaigns/', import.meta.url));
const campaigns = names.filter((name) => /^[a-z-]+[.]yaml$/.test(name));
const schema = JSON.parse(shipped('campaigns/campaign-test.schema.json')) as object;
const validate = new Ajv({ strict: false }).compile(schema);

test('there are shipped campaigns', () => {
  expect(campaigns.length).toBeGreaterThan(5);
});

describe.each(campaigns)('%s has a test file beside it', (campaign) => {
  const file = `campaigns/${campaign.replace('.yaml', '.test.yaml')}`;

  test('whose tests pass and cover it whole', async () => {
    const run = await runTests([await loadTest(file)], undefined);
    const failed = run.files.flatMap(({ results, diagnostics }) => [
      ...results.filter(({ failures }) => failures.length > 0),
      ...diagnostics,
    ]);
    expect(failed).toEqual([]);
    expect(run.passed).toBeGreaterThan(3);
    const [covered] = run.coverage.values();
    expect(covered).toMatchObject({ missing: [], percent: 100 });
  });

  test('which an editor can complete and check', () => {
    const text = shipped(file);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/campaign-test\.schema\.json\n/);
    validate(parse(text));
    expect(validate.errors).toBeNull();
  });
});

/** Slips of a finger in a campaign's file, each of which its tests must notice. */
const slips: [campaign: string, right: string, wrong: string][] = [
  ['activity', 'perPerson: "5"', 'perPerson: "6"'],
  ['activity', 'redeem: refused', 'redeem: accepted'],
  ['enterprise', 'hour: 18', 'hour: 17'],
  ['enterprise', 'action: archive', 'action: expire'],
  ['first-purchase', 'value: 5000', 'value: 4999'],
  ['first-purchase', 'hold: 7d', 'hold: 6d'],
  ['first-purchase', 'rate: "100"', 'rate: "101"'],
  ['mini-program', '{ invitees: 5, amount: "2.00" }', '{ invitees: 6, amount: "2.00" }'],
  ['mini-program', 'hold: 7d', 'hold: 6d'],
  ['official-account', 'sides: both', 'sides: each'],
  ['official-account', 'lifetime: 72h', 'lifetime: 73h'],
  ['privilege', 'keepPercent: 50', 'keepPercent: 60'],
  ['privilege', 'forwardFor: 7d', 'forwardFor: 8d'],
  ['registration', 'perLineage: "5.00"', 'perLineage: "6.00"'],
  ['registration', 'generationsMax: 3', 'generationsMax: 4'],
  ['registration', 'amount: "1.00"', 'amount: "2.00"'],
];

test.each(slips)('the tests of %s notice when %s becomes %s', async (name, right, wrong) => {
  const campaign = shipped(`campaigns/${name}.yaml`);
  expect(campaign).toContain(right);
  const file = `campaigns/${name}.test.yaml`;
  const parsed = parseTest(shipped(file), file);
  if (!parsed.ok) throw new Error(`${file} has mistakes`);
  const campaignText = campaign.replace(right, wrong);
  const { results } = await runFile(parsed.test, { campaignText, policies: shippedPolicies() });
  expect(results.filter(({ failures }) => failures.length > 0)).not.toEqual([]);
});
