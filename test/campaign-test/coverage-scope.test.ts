import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyOf } from '../../campaign-test/coverage.ts';
import { loadTest } from '../../cli/test/load.ts';
import { runTests, type CoverageScope } from '../../cli/test/run.ts';
import { shipped } from '../support/story-campaign.ts';

const head = shipped('campaigns/coupon.test.yaml').split('\ntests:')[0] ?? '';

/** What one test of a coupon covers, in a folder with a policy of the author's own. */
async function covered(scope: CoverageScope, policies: string, risk = 'default') {
  const folder = await mkdtemp(join(tmpdir(), 'usher-coverage-'));
  const policy = shipped('rules/policies/default.yaml').replace('id: default', 'id: own');
  await writeFile(join(folder, 'own.yaml'), policy);
  const campaign = shipped('campaigns/coupon.yaml').replace('policy: default', `policy: ${risk}`);
  await writeFile(join(folder, 'coupon.yaml'), campaign);
  const file = join(folder, 'coupon.test.yaml');
  const steps = `
tests:
  - name: a coupon is claimed
    steps:
      - { do: issue, of: cafe }
      - { do: redeem, of: cafe, by: bob, earns: { latte: 1 coupon:latte } }
    then: { paid: { bob: 1 coupon:latte } }
`;
  await writeFile(file, `${head}${policies}${steps}`);
  const run = await runTests([await loadTest(file)], undefined, scope);
  const [coverage] = run.coverage.values();
  if (coverage === undefined) throw new Error('the coupon is covered');
  return { ...coverage, missing: coverage.missing.map(keyOf) };
}

test('of rules that Usher ships no test is asked, unless everything is counted', async () => {
  const campaign = await covered('campaign', '');
  expect(campaign.kinds.rules.of).toBe(0);
  expect(campaign.missing).toContain('outcomes: PASSWORD_WRONG');
  expect(campaign.missing).not.toContain('outcomes: PARTY_FROZEN');
  expect(campaign.apart).toMatchObject({ reached: 0 });
  expect(campaign.apart.of).toBeGreaterThan(5);
  const everything = await covered('everything', '');
  expect(everything.missing).toEqual(
    expect.arrayContaining(['rules: requests-per-hour', 'outcomes: PARTY_FROZEN']),
  );
  expect(everything.missing).toHaveLength(campaign.missing.length + campaign.apart.of);
});

test('rules of a policy that the test names are counted as the campaign is', async () => {
  const own = await covered('campaign', '\npolicies: [own.yaml]', 'own');
  expect(own.missing).toEqual(
    expect.arrayContaining(['rules: requests-per-hour', 'outcomes: PARTY_FROZEN']),
  );
  expect(own.apart.of).toBe(0);
});
