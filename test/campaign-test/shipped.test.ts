import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadTest } from '../../cli/test/load.ts';
import { runTests } from '../../cli/test/run.ts';
import { shipped } from '../support/story-campaign.ts';

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
