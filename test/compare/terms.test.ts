import { describe, expect, it } from 'vitest';

import { comparePolicies } from '../../compare/compare-policies.ts';
import { compareTerms } from '../../compare/compare-terms.ts';
import { partOf, termsFields, withPart, type FieldName } from '../../compare/fields.ts';
import { differencesOf } from '../../compare/terms-difference.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { campaigns, policyOf, termsOf } from './compiled.ts';

describe('every part of terms', () => {
  // What is not in the table does not compile; this is that paths lead to it.
  it('of the shipped campaigns has a place in the table, and all places are met', () => {
    const met = new Set<FieldName>();
    // No shipped campaign has these; whoever writes one meets the place.
    const plain = termsOf('registration');
    const variant = { id: 'b', weight: 1, segment: null, digest: 'd' as Digest };
    const written = {
      ...{ variant: 'a', variants: [variant] },
      ...plain,
      properties: { registered: { first: { kind: 'flag' } } } as const,
      wording: { invitation: 'Join us' },
      scenario: { kind: 'distribution-chain', traceLevels: 3 } as const,
      reports: [{ every: 'week', to: ['growth@example.com'] }] as const,
      alarms: { shares: [50], early: false },
      checks: { 'real-name': 'real-name-verified' },
      exclusion: { group: 'spring', priority: 1 },
      programme: 'spring-2027',
      plan: { codes: 2000 },
      points: { perDay: 100 },
      limits: [{ of: { kind: 'channel' }, every: null, unit: 'count', max: 1, asset: null }],
      awards: { approvalAbove: [{ asset: 'CNY/2', minor: 1 }], withinMs: 1 },
      payouts: { max: [{ asset: 'CNY/2', minor: 1 }], approval: null },
      validity: {
        ...plain.validity,
        renewal: { everyUses: 10, byMs: 1, upToMs: 2, asset: 'CNY/2', priceMinor: 1 },
      },
      rewards: plain.rewards.map((one) => ({
        ...{ ...one, level: 2, recurring: { months: 3 } },
        expiry: { kind: 'after', ms: 1 },
        limits: [{ of: { kind: 'channel' }, every: 'day', unit: 'count', max: 1 }],
      })),
      redemption: {
        ...plain.redemption,
        onCancel: 'keep-use',
        openingHours: [{ weekdays: [6], fromMinute: 540, toMinute: 1260 }],
      },
    };
    for (const terms of [...campaigns.map(termsOf), written]) {
      for (const { path } of differencesOf({}, terms)) met.add(partOf(path).field);
    }
    expect(Object.keys(termsFields).filter((field) => !met.has(field as FieldName))).toEqual([]);
  });

  it('that is in no place is a bug', () => {
    expect(() => partOf('novelty.deep')).toThrow('novelty.deep is in no part of terms');
  });

  it('taken over one by one, turns the old terms into the new', () => {
    for (const before of campaigns) {
      for (const after of campaigns) {
        const [old, fresh] = [termsOf(before), termsOf(after)];
        const parts = differencesOf(old, fresh).map(({ path }) => partOf(path));
        const turned = parts.reduce((terms, part) => withPart(terms, fresh, part), old);
        expect(differencesOf(turned, fresh)).toEqual([]);
      }
    }
  });
});

const old = termsLike();

function paths(changes: Partial<Terms>): readonly (readonly [string, string])[] {
  return compareTerms(old, termsLike(changes)).changes.map(({ path, reach }) => [path, reach]);
}

describe('a change', () => {
  it('is none between equals', () => {
    expect(compareTerms(old, termsLike()).changes).toEqual([]);
  });

  it('of a title is cosmetic, of a budget at once, of a reward for new codes', () => {
    expect(paths({ title: 'Other' })).toEqual([['title', 'cosmetic']]);
    expect(paths({ budget: [{ ...old.budget[0], minor: minorUnits(5) } as never] })).toEqual([
      ['budget', 'at-once'],
    ]);
    const schedule = { kind: 'each', minor: minorUnits(200) } as const;
    expect(paths({ rewards: [{ ...redPacket, schedule }] })).toEqual([
      ['rewards.red-packet.schedule', 'new-codes'],
    ]);
  });

  it('of a reward that comes or goes is one change', () => {
    const second = { ...redPacket, id: 'second' };
    expect(paths({ rewards: [redPacket, second] })).toEqual([['rewards.second', 'new-codes']]);
    expect(paths({ rewards: [] })).toEqual([['rewards.red-packet', 'new-codes']]);
  });

  it('of what a milestone must be worth is told in its currency', () => {
    const worth = (minor: number, than: number): Terms => ({
      ...old,
      milestones: ['paid'],
      properties: { paid: { cost: { kind: 'money', asset: redPacket.asset } } },
      rewards: [
        {
          ...redPacket,
          when: {
            milestones: [
              {
                milestone: 'paid',
                times: 1,
                withinMs: null,
                atLeast: { minor: minorUnits(minor), property: null },
              },
            ],
            condition: { all: [{ fact: 'paid.cost', operator: 'lessThan', value: than }] },
          },
        },
      ],
    });
    const [change] = compareTerms(worth(5000, 9000), worth(6000, 9500)).changes;
    expect(change?.differences).toEqual([
      { path: expect.stringMatching(/value$/) as string, before: '90.00 CNY', after: '95.00 CNY' },
      { path: expect.stringMatching(/minor$/) as string, before: '50.00 CNY', after: '60.00 CNY' },
    ]);
  });

  it('of what invitees must have paid is told in the currency of their purchases', () => {
    const steps = (purchases: number): Terms => ({
      ...old,
      rewards: [
        {
          ...redPacket,
          schedule: {
            ...{ kind: 'purchase-ladder', over: 'lineage' },
            of: { milestone: 'paid', property: null, asset: 'JPY/0' as Asset },
            steps: [{ purchases: minorUnits(purchases), minor: minorUnits(500) }],
          },
        },
      ],
    });
    const [change] = compareTerms(steps(10_000), steps(11_000)).changes;
    expect(change?.differences).toMatchObject([{ before: '10000 JPY', after: '11000 JPY' }]);
  });

  it('of limits that rewards share is told of each of them, amounts in their currency', () => {
    const limited = (day: number, whole: number, times: number): Terms => {
      const of = { kind: 'scope', scope: 'person' } as const;
      const ofCash = { of, unit: 'amount', asset: redPacket.asset } as const;
      const limits: NonNullable<Terms['limits']> = [
        { ...ofCash, every: 'day', max: day },
        { ...ofCash, every: null, max: whole },
        { ...ofCash, every: null, unit: 'count', max: times },
      ];
      return { ...old, limits, rewards: [{ ...redPacket, limits }] };
    };
    const [own, shared] = compareTerms(limited(1000, 5000, 7), limited(1100, 5500, 8)).changes;
    const told = [
      ['10.00 CNY', '11.00 CNY'],
      ['50.00 CNY', '55.00 CNY'],
      ['7', '8'],
    ];
    for (const change of [own, shared]) {
      const found = change?.differences.map(({ before, after }) => [before, after]) ?? [];
      expect(found.sort()).toEqual(told);
    }
  });

  it('of a time is told by the clock of the campaign, and of a number as a number', () => {
    const of = (at: string, a: number, fromMinute: number): Terms => ({
      ...old,
      period: { ...old.period, ends: { kind: 'at', at: instant(Date.parse(at)) } },
      scenario: {
        ...{ kind: 'livestream', streamer: 'host', onlyWhileLive: true },
        redemptionsAMinute: a,
      },
      redemption: {
        ...old.redemption,
        openingHours: [{ weekdays: [6], fromMinute, toMinute: 1400 }],
      },
    });
    const changes = compareTerms(
      of('2027-01-31T16:00:00Z', 300, 1200),
      of('2027-06-30T16:00:00Z', 600, 1230),
    ).changes.flatMap(({ differences }) => differences);
    expect(changes.map(({ before, after }) => `${before ?? ''} -> ${after ?? ''}`)).toEqual([
      '2027-02-01T00:00:00+08:00 -> 2027-07-01T00:00:00+08:00',
      '20:00 -> 20:30',
      '300 -> 600',
    ]);
  });

  it('of what is usual is told in its word', () => {
    const kept: Terms = { ...old, redemption: { ...old.redemption, onCancel: 'keep-use' } };
    const [change] = compareTerms(kept, old).changes;
    expect(change?.differences).toEqual([
      { path: 'redemption.onCancel', before: 'keep-use', after: 'give-back-use' },
    ]);
  });

  it('of the order of rewards is seen', () => {
    const [one, two] = [
      { ...redPacket, id: 'one' },
      { ...redPacket, id: 'two' },
    ];
    const { changes } = compareTerms(
      { ...old, rewards: [one, two] },
      { ...old, rewards: [two, one] },
    );
    expect(changes.map(({ path }) => path)).toEqual(['rewards']);
  });

  it('says on its own what it does to the worst case', () => {
    const capped = {
      ...redPacket,
      caps: [{ ...redPacket.caps[0], scope: 'campaign', max: 500 } as const],
    };
    const before = termsLike({ rewards: [capped as never] });
    const after = termsLike({
      rewards: [{ ...capped, caps: [{ ...capped.caps[0], max: 700 }] } as never],
      budget: [{ ...old.budget[0], minor: minorUnits(2_000_000) } as never],
    });
    const { changes, costs } = compareTerms(before, after);
    expect(costs).toMatchObject([{ raisedBy: 200, before: { minor: 500 }, after: { minor: 700 } }]);
    expect(
      changes.map(({ path, costs: alone }) => [path, alone.map(({ raisedBy }) => raisedBy)]),
    ).toEqual([
      ['budget', [0]],
      ['rewards.red-packet.caps', [200]],
    ]);
  });
});

describe('risk policies', () => {
  it('are compared rule by rule; all but titles reaches codes that are out', () => {
    const policy = policyOf('default');
    const [first, second, ...rest] = policy.rules;
    if (first === undefined || second === undefined) throw new Error('no rules');
    const changed = {
      ...policy,
      rules: [second, { ...first, title: 'Other', answer: { kind: 'refuse' } as const }, ...rest],
    };
    expect(comparePolicies(policy, policy).changes).toEqual([]);
    const { changes } = comparePolicies(policy, changed);
    expect(changes.map(({ path, reach }) => `${path} ${reach}`)).toEqual([
      'rules.not-bound at-once',
      'rules.not-bound.title cosmetic',
      'order at-once',
    ]);
  });
});
