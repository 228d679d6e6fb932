import { expect, test } from 'vitest';
import { keyOf, measure } from '../../campaign-test/coverage.ts';
import { coveringOf } from '../../campaign-test/covering.ts';
import { purchaseTierOf, tierOf, tiersOf } from '../../campaign-test/tiers.ts';
import { say } from '../../lang/say.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import type { RewardTerms, Schedule } from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { caseFile, bobRegisters, failuresOf, fileOf, play, shippedPolicies } from './play.ts';

function reward(schedule: Schedule): RewardTerms {
  const compiled = compileCampaign(caseFile('small.yaml'));
  const first = compiled.ok ? compiled.terms.rewards[0] : undefined;
  if (first === undefined) throw new Error('the small campaign has a reward');
  return { ...first, schedule };
}

const none = say`none`;

const steps = [
  { invitees: 1, minor: minorUnits(100) },
  { invitees: 5, minor: minorUnits(200) },
];

test('tiers are bands, steps, and the parts of a decay', () => {
  const bands = reward({ kind: 'bands', over: 'person', bands: steps });
  expect(tiersOf(bands).map(keyOf)).toEqual(['band from 1', 'band from 5']);
  expect([1, 4, 5, 99].map((n) => keyOf(tierOf(bands, n) ?? none))).toEqual([
    ...['band from 1', 'band from 1', 'band from 5', 'band from 5'],
  ]);
  const ladder = reward({ kind: 'ladder', over: 'person', steps });
  expect([1, 4, 5].map((n) => keyOf(tierOf(ladder, n) ?? none))).toEqual([
    ...['step at 1', 'none', 'step at 5'],
  ]);
  const decay = { kind: 'decay', over: 'person', every: 1, first: minorUnits(8) } as const;
  expect(tiersOf(reward({ ...decay, keepPercent: 50, floor: minorUnits(1) })).map(keyOf)).toEqual([
    ...['at its first amount', 'in decay', 'at its floor'],
  ]);
  expect(tiersOf(reward({ ...decay, keepPercent: 0, floor: minorUnits(0) })).map(keyOf)).toEqual([
    'at its first amount',
  ]);
  expect(tiersOf(reward({ ...decay, keepPercent: 100, floor: minorUnits(0) })).map(keyOf)).toEqual([
    'at its first amount',
  ]);
});

test('tiers by purchases are named by what is paid, and reached by what was granted', () => {
  const of = { milestone: 'order-paid', property: null, asset: 'CNY/2' as Asset };
  const bought = steps.map(({ invitees, minor }) => ({ purchases: minorUnits(invitees), minor }));
  const ladder = reward({ kind: 'purchase-ladder', over: 'person', of, steps: bought });
  const bands = reward({ kind: 'purchase-bands', of, bands: bought });
  expect(tiersOf(ladder).map(keyOf)).toEqual([
    'step at purchases of 0.01 CNY',
    'step at purchases of 0.05 CNY',
  ]);
  expect(tiersOf(bands).map(keyOf)).toEqual([
    'band from a purchase of 0.01 CNY',
    'band from a purchase of 0.05 CNY',
  ]);
  const nothing = { reports: [] };
  const step = { ladder: { key: 'purchases:x:campaign', purchases: 5 } };
  expect(keyOf(purchaseTierOf(ladder, step, nothing) ?? none)).toBe(
    'step at purchases of 0.05 CNY',
  );
  const paid = { reports: [{ milestone: 'order-paid', at: instant(0), minor: 4 }] };
  expect(keyOf(purchaseTierOf(bands, { ladder: null }, paid) ?? none)).toBe(
    'band from a purchase of 0.01 CNY',
  );
  expect(purchaseTierOf(bands, { ladder: null }, nothing)).toBeUndefined();
});

test('what is covered depends on what is played, and 100 means all', async () => {
  const issued = await play(fileOf('  - { name: a, steps: [{ do: issue, of: ann }] }\n'));
  const { coverable } = issued;
  if (coverable === null) throw new Error('the small campaign is bound');
  expect(measure(coverable, issued.reached).percent).toBe(0);
  const then = '    then: { paid: { ann: 10 points, bob: 10 points }, held: 1.00 CNY }\n';
  const { reached } = await play(fileOf(`  - name: b\n    steps:${bobRegisters}${then}`));
  const some = measure(coverable, reached);
  expect(some.kinds.rewards).toEqual({ reached: 2, of: 3 });
  expect(some.missing.map(keyOf)).toContain('rewards: packet for the inviter');
  expect(some.missing.map(keyOf)).not.toContain('outcomes: ok');
  const all = Object.entries(coverable).flatMap(([kind, names]) =>
    names.map((name) => `${kind}: ${keyOf(name)}`),
  );
  expect(measure(coverable, new Set(all))).toMatchObject({ percent: 100, missing: [] });
  expect(measure(coverable, new Set(all.slice(1))).percent).toBeLessThan(100);
});

test('what a campaign does not have is not asked for', () => {
  const compiled = compileCampaign(caseFile('small.yaml'));
  const policy = shippedPolicies().get('default');
  if (!compiled.ok || policy === undefined) throw new Error('the small campaign compiles');
  const { coverable } = coveringOf([{ terms: compiled.terms, policy }]);
  const [outcomes, rules] = [coverable.outcomes.map(keyOf), coverable.rules.map(keyOf)];
  expect(rules).toEqual([
    'not-bound',
    'invitations-per-day',
    'requests-per-hour',
    'wording',
    'same-person',
    'device-farm',
  ]);
  expect(outcomes).toEqual(expect.arrayContaining(['VERIFICATION_REQUIRED', 'PARTY_FROZEN']));
  expect(outcomes).not.toContain('CODE_EXHAUSTED');
  expect(outcomes).not.toContain('code replaced');
});

test('a test that fails covers nothing', async () => {
  const { reached } = await play(fileOf(`  - name: b\n    steps:${bobRegisters}`));
  expect([...reached]).toEqual([]);
});

test('what cannot happen is not asked for', () => {
  const ladder = `      ladder: { over: person, steps: [{ invitees: 1, amount: "1.00" }, { invitees: 3, amount: "2.00" }] }`;
  const text = caseFile('small.yaml')
    .replace('lifetime: 24h', 'lifetime: until-campaign-end')
    .replace('      amount: "1.00"', ladder);
  const outcomesOf = (changed: string): readonly string[] => {
    const compiled = compileCampaign(changed);
    const policy = shippedPolicies().get('none');
    if (!compiled.ok || policy === undefined) throw new Error(JSON.stringify(compiled));
    return coveringOf([{ terms: compiled.terms, policy }]).coverable.outcomes.map(keyOf);
  };
  const cap = 'packet: CAP_REACHED (amount a lineage)';
  expect(outcomesOf(text)).toContain(cap);
  const sum = text.replace('perLineage: "2.00"', 'perLineage: "3.00"');
  expect(outcomesOf(sum)).not.toContain(cap);
  expect(outcomesOf(sum)).toEqual(expect.arrayContaining(['CAMPAIGN_ENDED', 'code expired']));
  expect(outcomesOf(sum)).not.toContain('CODE_EXPIRED');
});

test('each limit that rewards share is one outcome, whichever of them it refuses', async () => {
  const limit = '  limits: [{ of: campaign, every: day, times: 2 }]\n  budget:';
  const campaign = caseFile('small.yaml').replace('  budget:', limit);
  const then = '    then: { paid: { ann: 10 points }, held: 1.00 CNY }\n';
  const played = await play(fileOf(`  - name: b\n    steps:${bobRegisters}${then}`), campaign);
  expect(played.coverable?.outcomes.map(keyOf)).toContain(
    'SHARED_LIMIT_REACHED (times, of campaign, every day)',
  );
  expect(failuresOf(played)).toEqual([]);
  expect([...played.reached]).toContain(
    'outcomes: SHARED_LIMIT_REACHED (times, of campaign, every day)',
  );
});
