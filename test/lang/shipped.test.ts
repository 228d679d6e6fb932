import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

import { describeExplanation } from '../../cli/explain/describe.ts';
import { situationOf, type SituationText } from '../../cli/explain/read-situation.ts';
import { shippedPolicies } from '../../cli/shipped.ts';
import { loadTest } from '../../cli/test/load.ts';
import { runTests } from '../../cli/test/run.ts';
import { explain } from '../../compare/explain/explain.ts';
import { nearestOthers } from '../../compare/explain/nearest.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { assert } from '../../domain/assert.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { borderTermsOf } from '../../domain/campaign/scenario.ts';
import { rejections } from '../../domain/code/rejection.ts';
import { factTable } from '../../domain/policy/facts.ts';
import { operatorMeanings } from '../../domain/policy/condition.ts';
import { plainSituation } from '../../compare/explain/situation.ts';
import { instant } from '../../domain/time.ts';

const now = instant(Date.parse('2026-11-23T10:00:00+08:00'));
const campaigns = readdirSync('campaigns').filter((name) =>
  /^[\w-]+(?<![.]test)[.]yaml$/.test(name),
);

/** What stands in a text in Latin letters and is neither a figure nor a word of `known`. */
function foreign(told: string, known: ReadonlySet<string>): readonly string[] {
  const words = told.match(/[A-Za-z][\w./:-]*[\w]|[A-Za-z]/g) ?? [];
  const parts = words.flatMap((word) => (known.has(word) ? [] : word.split(/[./:]/)));
  return [...new Set(parts.filter((word) => word !== '' && !known.has(word)))];
}

/** The keys and one-word values of files: what an author wrote, and would look for. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\s/.test(value) ? [] : [value, ...value.split(/[./:]/)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...wordsOf(one)]);
}

const keywords = [
  ...Object.keys(rejections),
  ...Object.keys(factTable),
  ...Object.keys(operatorMeanings),
  ...Object.keys(plainSituation(now)),
  ...['true', 'false', 'd', 'h', 'CAP_REACHED', 'BUDGET_EXHAUSTED', 'NO_INVITER_AT_LEVEL'],
  ...['CONDITION_NOT_MET', 'LIMIT_REACHED', 'facts', 'inviteeChecks', 'supposed', 'ZZ', 'FR'],
];

function situationsOf(terms: Terms): readonly SituationText[] {
  const regions = borderTermsOf(terms.scenario)?.regions.map(({ region }) => region) ?? [];
  const inRegions: SituationText[] = [{}, ...regions.map((region) => ({ region }))];
  const currency = terms.budget[0]?.asset.split('/')[0];
  return [
    ...inRegions,
    { region: 'ZZ' },
    { invitationsToday: 6 },
    { requestsLastHour: 30 },
    { existingCustomer: true },
    { inviteesBefore: 3, milestones: terms.milestones.slice(1) },
    ...(currency === undefined
      ? []
      : [{ milestones: terms.milestones.slice(1), purchase: '99.00' }]),
    { at: '2030-01-01T03:00:00+08:00' },
    { facts: ['sharedWithInviter=phone'] },
    { facts: ['inviterBound=false'] },
    { facts: ['deviceReports=emulator'] },
  ];
}

describe.each(campaigns)('%s in Chinese has no English word in it', (name) => {
  const source = readFileSync(`campaigns/${name}`, 'utf8');
  const compiled = compileCampaign(source);

  test.each(shippedPolicies)('as it is explained by the policy %s', async (policyName) => {
    const policyText = readFileSync(`rules/policies/${policyName}.yaml`, 'utf8');
    const policy = compilePolicy(policyText);
    assert(compiled.ok && policy.ok, 'shipped files compile');
    const { terms } = compiled;
    const known = new Set([
      ...keywords,
      ...wordsOf(parse(source)),
      ...wordsOf(parse(policyText)),
      ...wordsOf(terms),
    ]);
    for (const text of situationsOf(terms)) {
      const situation = situationOf(text, terms, now);
      const deciding = { terms, policy: policy.policy };
      const explanation = await explain(deciding, situation);
      const nearest = await nearestOthers(deciding, situation, explanation);
      const told = describeExplanation({ terms, situation, explanation, nearest }, 'zh');
      expect(foreign(told, known), told).toEqual([]);
    }
  });
});

test('what tests find, too: every outcome of the shipped tests, as if another were expected', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'usher-zh-'));
  try {
    for (const folder of ['campaigns', 'rules/policies']) {
      await cp(folder, join(directory, folder), { recursive: true });
    }
    const said: string[] = [];
    for (const name of readdirSync('campaigns').filter((one) => one.endsWith('.test.yaml'))) {
      const path = join(directory, 'campaigns', name);
      const text = await readFile(path, 'utf8');
      await writeFile(
        path,
        text.replaceAll(/(expect|outcome): [A-Z]+_[A-Z_]+/g, '$1: NOT_REDEEMED'),
      );
      const loaded = await loadTest(path, 'zh');
      const { files } = await runTests([loaded], undefined);
      const known = new Set([...keywords, ...wordsOf(parse(text)), 'ok']);
      const found = files.flatMap(({ results }) => results.flatMap(({ failures }) => failures));
      for (const { what, found: lines } of found) {
        said.push(...lines);
        const told = [what, ...lines].join('\n');
        expect(foreign(told, known), told).toEqual([]);
      }
    }
    expect(said.filter((line) => /^[A-Z]+_[A-Z_]+：/.test(line)).length).toBeGreaterThan(20);
  } finally {
    await rm(directory, { recursive: true });
  }
});
