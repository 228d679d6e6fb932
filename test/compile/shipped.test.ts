import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stringify, parse } from 'yaml';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { compilePopulation } from '../../compile/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';

const root = new URL('../../', import.meta.url);

function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function yamlIn(folder: string): string[] {
  return readdirSync(new URL(folder, root)).filter((name) => /^[a-z-]+\.yaml$/.test(name));
}

function termsOf(name: string): Terms {
  const made = compileCampaign(textOf(`campaigns/${name}.yaml`));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.terms;
}

function policyOf(name: string): RiskPolicy {
  const made = compilePolicy(textOf(`rules/policies/${name}.yaml`));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.policy;
}

const hour = 3_600_000;
const day = 24 * hour;

test.each(yamlIn('campaigns'))('campaigns/%s compiles without a warning', (name) => {
  const text = textOf(`campaigns/${name}`);
  expect(compileCampaign(text)).toMatchObject({ ok: true, warnings: [] });
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/campaign\.schema\.json\n/);
});

test.each(yamlIn('rules/policies'))('rules/policies/%s compiles without a warning', (name) => {
  const text = textOf(`rules/policies/${name}`);
  expect(compilePolicy(text)).toMatchObject({ ok: true, warnings: [] });
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/policy\.schema\.json\n/);
});

test.each(yamlIn('campaigns/populations'))('campaigns/populations/%s compiles', (name) => {
  const text = textOf(`campaigns/populations/${name}`);
  expect(compilePopulation(text)).toMatchObject({ ok: true, warnings: [] });
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/population\.schema\.json\n/);
});

test('every shipped campaign names a shipped policy', () => {
  const policies = yamlIn('rules/policies').map((name) => name.replace('.yaml', ''));
  for (const name of yamlIn('campaigns')) {
    expect(policies).toContain(termsOf(name.replace('.yaml', '')).risk.policy);
  }
});

test('registration: 24 h, 6 h a share, three generations, one yuan at once, five a lineage', () => {
  const terms = termsOf('registration');
  expect(terms.validity).toMatchObject({
    lifetime: { kind: 'for', ms: 24 * hour },
    extension: { on: 'share-opened', byMs: 6 * hour, upToMs: 72 * hour },
    reminders: [{ beforeMs: 4 * hour }],
    onExpiry: { action: 'regenerate', generationsMax: 3, onlyIfTouched: true },
    settleForMs: 30 * day,
  });
  expect(terms.rewards[0]).toMatchObject({
    asset: 'CNY/2',
    to: ['inviter'],
    when: { milestones: ['registered', 'real-name-verified'], condition: null },
    schedule: { kind: 'each', minor: 100 },
    payout: { timing: 'instant', holdMs: 0 },
  });
  expect(terms.rewards[0]?.caps).toContainEqual({
    scope: 'lineage',
    unit: 'amount',
    max: 500,
    sides: 'both',
  });
  expect(terms.budget).toEqual([{ asset: 'CNY/2', minor: 1_000_000 }]);
});

test('official-account: made by hand, twelve digits, 72 h, behind a login, live codes capped', () => {
  expect(termsOf('official-account')).toMatchObject({
    code: {
      generation: 'manual',
      format: { alphabet: 'digits', length: 12, prefix: '' },
      login: true,
      liveCodesMax: 500_000,
    },
    validity: { lifetime: { kind: 'for', ms: 72 * hour }, onExpiry: { action: 'expire' } },
  });
});

test('mini-program: made by the system, twenty mixed characters, long-term', () => {
  expect(termsOf('mini-program')).toMatchObject({
    period: { ends: { kind: 'never' } },
    code: { generation: 'automatic', format: { alphabet: 'mixed', length: 20 } },
    validity: { lifetime: { kind: 'long-term' }, extension: null },
  });
});

test('enterprise: a prefix, a new value every day, seven days, reset, archive', () => {
  expect(termsOf('enterprise')).toMatchObject({
    code: { generation: 'manual', format: { prefix: 'ACME', alphabet: 'unambiguous' } },
    validity: {
      lifetime: { kind: 'for', ms: 7 * day },
      refresh: { everyMs: day, formerForMs: 2 * hour },
      reset: { timesMax: 12 },
      reminders: [{ beforeMs: 2 * day }, { beforeMs: 4 * hour }],
      onExpiry: { action: 'archive' },
    },
  });
});

test('first-purchase: points for both, the friend one for each yuan, in a weekly batch, with a redemption cap', () => {
  const [inviter, invitee] = termsOf('first-purchase').rewards;
  const payout = { timing: 'weekly', holdMs: 7 * day, weekly: { weekday: 1, hour: 9 } };
  const caps = [{ scope: 'campaign', unit: 'count', max: 1000, sides: 'both' }];
  const when = { milestones: ['first-purchase'] };
  expect(inviter).toMatchObject({ asset: 'points/0', to: ['inviter'], when, payout, caps });
  expect(invitee).toMatchObject({ asset: 'points/0', to: ['invitee'], when, payout, caps });
  expect(invitee?.schedule).toMatchObject({
    ...{ kind: 'percent', milestone: 'first-purchase', currency: 'CNY/2' },
    ...{ basisPoints: 10_000, ceiling: 100 },
  });
});

test('activity: until the end, no extension, member code; 500 lanterns after the end', () => {
  const terms = termsOf('activity');
  expect(terms.validity).toMatchObject({
    lifetime: { kind: 'campaign' },
    extension: null,
    onExpiry: { action: 'convert', redeem: 'refused' },
  });
  expect(terms.rewards[0]).toMatchObject({
    kind: 'virtual-item',
    asset: 'item:lantern/0',
    payout: { timing: 'after-campaign' },
  });
  expect(terms.rewards[0]?.caps).toContainEqual({
    scope: 'campaign',
    unit: 'amount',
    max: 500,
    sides: 'both',
  });
});

test('privilege: 30 days for three invitees, half as much for the next three, by itself', () => {
  expect(termsOf('privilege').rewards[0]).toMatchObject({
    kind: 'privilege',
    asset: 'privilege:vip/0',
    schedule: { kind: 'decay', over: 'person', every: 3, first: 30, keepPercent: 50, floor: 1 },
    payout: { timing: 'automatic', holdMs: 0 },
  });
});

test('the default policy has the thresholds of all layers', () => {
  const [unbound, daily, hourly, words, same, farm] = policyOf('default').rules;
  expect(unbound?.answer).toEqual({ kind: 'verification', check: 'face' });
  expect(words).toMatchObject({
    when: { fact: 'wordingHits', operator: 'greaterThan', value: 0 },
    answer: { kind: 'revision' },
  });
  expect(same?.answer).toEqual({ kind: 'refuse' });
  expect(farm?.answer).toEqual({ kind: 'ban', party: 'device' });
  expect(daily).toMatchObject({
    when: {
      all: [
        { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 5 },
        { fact: 'inviterChecksToday', operator: 'doesNotContain', value: 'face' },
      ],
    },
    answer: { kind: 'verification', check: 'face' },
  });
  expect(hourly).toMatchObject({
    when: { fact: 'sourceRequestsLastHour', operator: 'greaterThanInclusive', value: 30 },
    answer: { kind: 'freeze', party: 'source', forMs: hour, upToMs: 24 * hour },
  });
  expect(policyOf('none').rules).toEqual([]);
  expect(policyOf('reviewed').rules[0]?.answer).toEqual({
    kind: 'review',
    withinMs: 48 * hour,
    otherwise: 'refuse',
  });
});

test('the digest stays under comments, order of keys, layout and notes, and changes with the terms', () => {
  const text = textOf('campaigns/registration.yaml');
  const digest = (changed: string): string => {
    const made = compileCampaign(changed);
    if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
    return made.digest;
  };
  const original = digest(text);
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([key, part]) => [key, reversed(part)]));
  };
  expect(digest(stringify(reversed(parse(text))))).toBe(original);
  expect(digest(JSON.stringify(parse(text)))).toBe(original);
  expect(digest(text.replaceAll('\n', '\r\n'))).toBe(original);
  expect(digest(`\ufeff# another comment\n${text}`)).toBe(original);
  expect(digest(text.replace('kind: Campaign', 'kind: Campaign\nx-ticket: GROW-1'))).toBe(original);
  expect(digest(text.replace('lifetime: 24h', 'lifetime: 1d'))).toBe(original);
  expect(digest(text.replace('lifetime: 24h', 'lifetime: 25h'))).not.toBe(original);
  expect(original).toMatch(/^[0-9a-f]{64}$/);
});

test('the normal form is the terms', () => {
  const made = compileCampaign(textOf('campaigns/enterprise.yaml'));
  if (!made.ok) throw new Error('does not compile');
  expect(JSON.parse(made.normalForm)).toEqual(made.terms);
});
