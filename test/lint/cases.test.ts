import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findings, families } from '../../lint/catalogue.ts';
import { lintCampaign, lintPolicy, type Finding } from '../../lint/lint.ts';
import { instant } from '../../domain/time.ts';
import { allCases } from './all-cases.ts';
import { edited } from './base.ts';
import { contradictionCases } from './cases/contradictions.ts';
import { hostileFiles } from './hostile-files.ts';

/** `1 invitees`, and the like. */
const oneOfSeveral =
  /(?<![\d.,])1 (invitees|redemptions|uses|codes|rewards|points|packets|lifetimes|months|sides|hours|days|weeks|times|levels)\b/;

function line({ line: row, column, severity, code }: Finding): string {
  return `${row}:${column} ${severity} ${code}`;
}

const around = {
  now: instant(Date.parse('2026-01-01T00:00:00Z')),
  policies: { given: ['default', 'none'], lying: ['strict'] },
};

describe.each(Object.entries(allCases))('%s', (_family, cases) => {
  test.each(cases)('%s', (_name, edits, found) => {
    const linted = lintCampaign(edited(...edits), { file: 'autumn.yaml', ...around });
    expect(linted.findings.map(line)).toEqual(found);
    for (const finding of linted.findings) {
      expect(finding.file).toBe('autumn.yaml');
      expect(finding.expected).not.toBe('');
      expect(finding.message).not.toMatch(/undefined|NaN|Infinity|\[object/);
      expect(finding.message).not.toMatch(oneOfSeveral);
    }
  });
});

test.each([
  [
    'a purchase below the least that counts',
    'the reward waits for order-paid of at least 100.00 CNY',
  ],
  ['a Sunday in a campaign of workdays', 'on monday, tuesday, wednesday, thursday, friday'],
  ['an evening outside of the opening hours', 'codes may be redeemed at 09:00–18:00 alone'],
  ['a reward for a region beyond the border alone', 'codes are redeemed from CN alone'],
])('%s: the message says what stands against it', (name, said) => {
  const [, edits = []] = contradictionCases.find(([own]) => own === name) ?? [];
  expect(lintCampaign(edited(...edits)).findings[0]?.message).toContain(said);
});

test('what is around a campaign is held against it as far as it is given', () => {
  const over = edited(['lasts: 30d', 'ends: 2025-12-31']);
  const ended = lintCampaign(over, around).findings.find(({ code }) => code === 'CAMPAIGN_OVER');
  expect(ended).toMatchObject({ message: 'the campaign has been over for 8h' });
  const before = instant(Date.parse('2025-12-31T15:59:59Z'));
  expect(lintCampaign(over, { now: before }).findings).toEqual([]);
  expect(lintCampaign(over).findings).toEqual([]);
  const named = (policy: string): string =>
    edited(['  budget:', `  risk: { policy: ${policy} }\n  budget:`]);
  const told = (policy: string, given: readonly string[]): readonly string[] =>
    lintCampaign(named(policy), { policies: { given, lying: ['default'] } }).findings.map(
      ({ message, expected }) => `${message}: ${expected}`,
    );
  const nearly = 'there is no risk policy "defualt" here: default';
  expect(told('defualt', [])).toEqual([nearly]);
  expect(told('defualt', ['strict'])).toEqual([
    'there is no risk policy "defualt" here: default? (one of: default, strict)',
  ]);
  expect(told('elsewhere', [])).toEqual([]);
  expect(told('elsewhere', ['strict'])).toHaveLength(1);
});

test('what is silenced keeps its reason', () => {
  const text = edited([
    'milestones: [registered]',
    'milestones: [registered, bought] # usher-ignore MILESTONE_UNUSED: only counted: later',
  ]);
  const { silenced } = lintCampaign(text);
  expect(silenced).toMatchObject([
    { reason: 'only counted: later', finding: { code: 'MILESTONE_UNUSED', line: 20 } },
  ]);
});

test('a byte order mark and Windows line ends move nothing', () => {
  const text = edited(['milestones: [registered]', 'milestones: [registered, bought]']);
  const places = ['20:28 info MILESTONE_UNUSED'];
  expect(lintCampaign(text.replaceAll('\n', '\r\n')).findings.map(line)).toEqual(places);
  expect(lintCampaign(`\ufeff${text}`).findings.map(line)).toEqual(places);
  const silent = edited([
    'milestones: [registered]',
    'milestones: [registered, bought] # usher-ignore MILESTONE_UNUSED: counted',
  ]);
  expect(lintCampaign(`\ufeff${silent.replaceAll('\n', '\r\n')}`).findings).toEqual([]);
});

test('a risk policy of all layers is enforced as it stands', () => {
  const folder = new URL('../compile/cases/policy-layers/', import.meta.url);
  const text = readFileSync(new URL('policy.yaml', folder), 'utf8');
  expect(lintPolicy(text).findings.map(line)).toEqual([]);
});

test('a risk policy is looked at as well, and its comments count', () => {
  const text = readFileSync(new URL('../../rules/policies/default.yaml', import.meta.url), 'utf8');
  expect(lintPolicy(text).findings).toEqual([]);
  const never = text.replace('value: 5 }', 'value: 9007199254740991 }');
  expect(never).not.toBe(text);
  expect(lintPolicy(never).findings.map(({ code }) => code)).toEqual(['CONDITION_NEVER_HOLDS']);
});

test.each([
  ['value: [CN, GB]', []],
  ['value: [CN, UK]', ['14:58 warning REGION_UNKNOWN: no country has the code UK → GB']],
  ['value: [CN, Germany]', ['14:58 warning REGION_UNKNOWN: no country has the code Germany → DE']],
])('a risk policy may keep out regions of countries: %s', (value, wanted) => {
  const folder = new URL('../compile/cases/policy-layers/', import.meta.url);
  const text = readFileSync(new URL('policy.yaml', folder), 'utf8').replace(
    '{ fact: inviterInvitationsToday, operator: greaterThan, value: 5 }',
    `{ fact: region, operator: notIn, ${value} }`,
  );
  const told = lintPolicy(text).findings.map(
    (one) => `${line(one)}: ${one.message} → ${one.expected}`,
  );
  expect(told).toEqual(wanted);
});

test('levels are used where a variant has a reward of each', () => {
  const levels = 'distribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }';
  const variants = (of: string): string =>
    edited([
      '  budget:',
      `  ${levels}\n  variants:\n    - id: plain\n      weight: 1\n    - id: further\n      weight: 1\n      spec:\n        rewards: [{ id: gift, ${of} }]\n  budget:`,
    ]);
  const told = (of: string): readonly string[] =>
    lintCampaign(variants(of)).findings.map(({ code }) => code);
  expect(told('amount: "5"')).toContain('LEVELS_UNUSED');
  const used = told('level: 2');
  expect(used).toContain('LEVELS_PAY_ONESELF');
  expect(used).not.toContain('LEVELS_UNUSED');
});

test.each(
  readdirSync(new URL('../../campaigns/', import.meta.url)).filter(
    (name) => name.endsWith('.yaml') && !name.includes('.test.'),
  ),
)('campaigns/%s is clean, or says why not', (name) => {
  const text = readFileSync(new URL(`../../campaigns/${name}`, import.meta.url), 'utf8');
  const { compiled, findings: found, silenced } = lintCampaign(text);
  expect(found).toEqual([]);
  expect(compiled.ok).toBe(true);
  for (const { reason } of silenced) expect(reason.length).toBeGreaterThan(20);
});

describe('every finding', () => {
  const reached = new Set(
    Object.values(allCases)
      .flat()
      .flatMap(([, , found]) => found.map((each) => each.split(' ').at(-1))),
  );
  const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8');

  test.each(Object.entries(findings))('%s is reached by a case and explained', (id, text) => {
    expect(reached).toContain(id);
    expect(page).toContain(`### ${id}\n`);
    expect(text.why.length).toBeGreaterThan(40);
    expect(page).toContain(text.remedy);
  });

  test('has an id of its own', () => {
    const ids = Object.values(families).flatMap((family) => Object.keys(family));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('there are three hundred files and more', () => {
  const compiled = readdirSync(new URL('../compile/cases/', import.meta.url)).length;
  const linted = Object.values(allCases).flat().length;
  expect(compiled + linted + hostileFiles.length).toBeGreaterThanOrEqual(300);
});
