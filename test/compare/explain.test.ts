import { describe, expect, it } from 'vitest';

import { explain, type Deciding } from '../../compare/explain/explain.ts';
import type { Situation } from '../../compare/explain/situation.ts';
import { assert } from '../../domain/assert.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { policyOf, termsOf } from './compiled.ts';
import { decide, nearest, plain } from './explained.ts';

const registration = { terms: termsOf('registration'), policy: policyOf('default') };
const untilNewYear: Deciding = {
  ...registration,
  terms: {
    ...registration.terms,
    period: {
      ...registration.terms.period,
      ends: { kind: 'at', at: instant(Date.UTC(2027, 0, 1)) },
    },
  },
};
const firstPurchase = { terms: termsOf('first-purchase'), policy: policyOf('default') };
const privilege = { terms: termsOf('privilege'), policy: policyOf('none') };

const paid = { milestones: ['paid'], condition: null };
const everyone = { kind: 'scope', scope: 'campaign' } as const;
const purchase = { milestone: 'paid', property: null, asset: 'CNY/2' as Asset };
const bought = {
  ...{ milestone: 'paid', times: 1, withinMs: null },
  atLeast: { minor: minorUnits(5_000), property: null },
};
const purchases = [
  { purchases: minorUnits(4_000), minor: minorUnits(200) },
  { purchases: minorUnits(8_000), minor: minorUnits(500) },
];

const [packet] = registration.terms.rewards;
assert(packet !== undefined, 'registration has a reward');
const book = { fact: 'paid.category', operator: 'equal', value: 'book' } as const;
const bookshop: Deciding = {
  ...registration,
  terms: {
    ...registration.terms,
    milestones: ['paid'],
    properties: { paid: { category: { kind: 'text', oneOf: ['book', 'toy'] } } },
    rewards: [{ ...packet, when: { milestones: ['paid'], condition: book } }],
  },
};

/** The one fact that is otherwise, and what comes of it. */
interface Turned {
  readonly change: readonly [keyof Situation, number];
  readonly decision: string;
}

const reached = { milestones: ['registered', 'real-name-verified'] };

describe('a situation', () => {
  it.each<[string, Deciding, Partial<Situation>, string]>([
    ['plain', registration, {}, 'redeemed'],
    ['when all is over', untilNewYear, { at: instant(Date.UTC(2027, 0, 1)) }, 'CAMPAIGN_ENDED'],
    ['with all milestones', registration, reached, 'redeemed; red-packet inviter 100'],
    [
      'at the cap',
      registration,
      { ...reached, inviteesBefore: 5 },
      'redeemed; red-packet inviter CAP_REACHED',
    ],
    ['the sixth of a day', registration, { invitationsToday: 6 }, 'VERIFICATION_REQUIRED face'],
    ['the same after a check', registration, { invitationsToday: 6, checks: ['face'] }, 'redeemed'],
    ['from a busy network', registration, { requestsLastHour: 30 }, 'PARTY_FROZEN'],
    ['an existing customer', registration, { existingCustomer: true }, 'EXISTING_CUSTOMER'],
    [
      'a small purchase',
      firstPurchase,
      { milestones: ['first-purchase'], purchaseAmountMinor: 4999 },
      'redeemed; thank-you-points inviter CONDITION_NOT_MET; first-order-points invitee CONDITION_NOT_MET',
    ],
    [
      'the third friend',
      privilege,
      { milestones: ['registered'], inviteesBefore: 2 },
      'redeemed; vip-days inviter 30',
    ],
    ['the second friend', privilege, { milestones: ['registered'], inviteesBefore: 1 }, 'redeemed'],
  ])('%s', async (_, deciding, changes, decision) => {
    expect(await decide(deciding, changes)).toBe(decision);
  });

  it('names the rule that decided, and none where something else did', async () => {
    const six = { ...plain, invitationsToday: 6 };
    expect((await explain(registration, six)).decidedBy).toBe('invitations-per-day');
    const both = { ...six, requestsLastHour: 40 };
    expect((await explain(registration, both)).decidedBy).toBe('requests-per-hour');
    const customer = { ...six, existingCustomer: true };
    expect((await explain(registration, customer)).decidedBy).toBeNull();
  });
});

describe('the nearest situation that is decided otherwise', () => {
  it('is the next opening of a campaign that is closed, and the closing of one that is open', async () => {
    const { terms, policy } = privilege;
    const openingHours = [{ weekdays: [2], fromMinute: 11 * 60, toMinute: 21 * 60 }];
    const deciding = {
      terms: { ...terms, redemption: { ...terms.redemption, openingHours } },
      policy,
    };
    const eleven = instant(Date.UTC(2026, 11, 1, 3));
    const nine = instant(Date.UTC(2026, 11, 1, 13));
    expect(await nearest(deciding, {})).toContainEqual({
      changes: [['at', eleven]],
      decision: 'redeemed',
    });
    expect(await nearest(deciding, { at: eleven })).toContainEqual({
      changes: [['at', nine]],
      decision: 'OUTSIDE_OPENING_HOURS',
    });
  });

  it('lies just on the other side of a threshold', async () => {
    const [first] = await nearest(registration, { invitationsToday: 9 });
    expect(first).toEqual({ changes: [['invitationsToday', 5]], decision: 'redeemed' });
    const bought = { milestones: ['first-purchase'], purchaseAmountMinor: 4000 };
    const [more] = await nearest(firstPurchase, bought);
    expect(more?.changes).toEqual([['purchaseAmountMinor', 5000]]);
  });

  it('turns where a schedule turns', async () => {
    const [first] = await nearest(privilege, { milestones: ['registered'], inviteesBefore: 1 });
    expect(first).toEqual({
      changes: [['inviteesBefore', 2]],
      decision: 'redeemed; vip-days inviter 30',
    });
  });

  it.each<[string, Partial<RewardTerms>, Partial<Situation>, Turned]>([
    [
      'an amount that a milestone asks for',
      { when: { milestones: [bought], condition: null } },
      { purchaseAmountMinor: 4_000 },
      { change: ['purchaseAmountMinor', 5_000], decision: 'redeemed; red-packet inviter 100' },
    ],
    [
      'a band of purchases',
      { schedule: { kind: 'purchase-bands', of: purchase, bands: purchases } },
      { purchaseAmountMinor: 7_000 },
      { change: ['purchaseAmountMinor', 8_000], decision: 'redeemed; red-packet inviter 500' },
    ],
    [
      'what each of three has to buy for the step of a ladder',
      { schedule: { kind: 'purchase-ladder', over: 'campaign', of: purchase, steps: purchases } },
      { purchaseAmountMinor: 1_200, inviteesBefore: 2 },
      { change: ['purchaseAmountMinor', 1_334], decision: 'redeemed; red-packet inviter 200' },
    ],
    [
      'the last whom a limit lets earn',
      { limits: [{ of: everyone, every: 'day', unit: 'count', max: 3 }] },
      { inviteesBefore: 4 },
      { change: ['inviteesBefore', 2], decision: 'redeemed; red-packet inviter 100' },
    ],
  ])('is %s', async (_, changes, situation, { change, decision }) => {
    const terms: Terms = {
      ...registration.terms,
      milestones: ['paid'],
      rewards: [{ ...packet, caps: [], when: paid, ...changes }],
    };
    const asked = { milestones: ['paid'], ...situation };
    expect(await nearest({ terms, policy: policyOf('none') }, asked)).toContainEqual({
      changes: [change],
      decision,
    });
  });

  it.each<[string, Deciding, Partial<Situation>, unknown]>([
    [
      'a reward is granted that waits for a milestone',
      registration,
      { milestones: ['registered'] },
      {
        changes: [['milestones', reached.milestones]],
        decision: 'redeemed; red-packet inviter 100',
      },
    ],
    [
      'a reward is granted that asks for a property',
      bookshop,
      { milestones: ['paid'], properties: { 'paid.category': 'toy' } },
      {
        changes: [['properties', { 'paid.category': 'book' }]],
        decision: 'redeemed; red-packet inviter 100',
      },
    ],
    [
      'rewards are granted that want two things at once',
      firstPurchase,
      {},
      {
        changes: [
          ['milestones', ['first-purchase']],
          ['purchaseAmountMinor', 5_000],
        ],
        decision: 'redeemed; thank-you-points inviter 300; first-order-points invitee 50',
      },
    ],
    [
      'a refusal becomes an acceptance',
      registration,
      { invitationsToday: 90, existingCustomer: true },
      {
        changes: [
          ['invitationsToday', 5],
          ['existingCustomer', false],
        ],
        decision: 'redeemed',
      },
    ],
  ])('is first of all one in which %s', async (_, deciding, changes, first) => {
    const found = await nearest(deciding, changes);
    expect(found[0]).toEqual(first);
    expect(found.length).toBeGreaterThan(1);
  });

  it('changes two facts where one is not enough', async () => {
    const fact = (value: string, name: string) =>
      ({ fact: name, operator: 'equal', value }) as const;
    const policy = {
      ...policyOf('none'),
      rules: [
        {
          id: 'both',
          title: 'both',
          when: { all: [fact('CN', 'region'), fact('moments', 'channel')] },
          answer: { kind: 'refuse' } as const,
        },
      ],
    };
    const { attribution } = registration.terms;
    const lenient = { ...attribution, existingCustomers: 'included' } as const;
    const deciding = {
      terms: { ...registration.terms, attribution: lenient, rewards: [] },
      policy,
    };
    expect(await nearest(deciding, {})).toEqual([
      {
        changes: [
          ['channel', 'moments'],
          ['region', 'CN'],
        ],
        decision: 'RISK_REFUSED',
      },
    ]);
  });

  it('is the same each time', async () => {
    const changes = { ...reached, inviteesBefore: 4, channel: 'poster' };
    expect(await nearest(registration, changes)).toEqual(await nearest(registration, changes));
  });
});
