import { describe, expect, it } from 'vitest';

import type {
  CapTerms,
  LimitTerms,
  PurchaseLadder,
  RewardTerms,
  SharedLimitTerms,
  Terms,
} from '../../domain/campaign/terms.ts';
import { worstCase } from '../../domain/campaign/worst-case.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { textOf } from '../../lang/text.ts';
import { sayArithmetic } from '../../lint/arithmetic.ts';
import { redPacket, termsLike } from '../support/terms.ts';

// 1,000 codes open, a day each, thirty days.
function promised(reward: Partial<RewardTerms>, terms: Partial<Terms> = {}) {
  const rewards = [{ ...redPacket, caps: [], ...reward }];
  const [found] = worstCase(termsLike({ rewards, ...terms }));
  const said = found?.rewards.map((one) =>
    textOf(sayArithmetic(one.arithmetic, found.asset), 'en'),
  );
  return [found?.promised, said?.[0]];
}

const uses = (usesMax: number | null): Partial<Terms> => ({
  redemption: { usesMax, reserveForMs: duration(0), onRevoke: 'void' },
});
const step = (invitees: number, minor: number) => ({ invitees, minor: minorUnits(minor) });
const bought: PurchaseLadder = {
  kind: 'purchase-ladder',
  over: 'person',
  of: { milestone: 'order-paid', property: null, asset: redPacket.asset },
  steps: [
    { purchases: minorUnits(100_000), minor: minorUnits(300) },
    { purchases: minorUnits(200_000), minor: minorUnits(500) },
  ],
};
const cap = (changes: Partial<CapTerms>): CapTerms => ({
  ...{ scope: 'code', unit: 'amount', max: 500, sides: 'each', ...changes },
});
const limit = (changes: Partial<LimitTerms>): LimitTerms => ({
  ...{ of: { kind: 'scope', scope: 'campaign' }, every: null, unit: 'amount', max: 500 },
  ...changes,
});

const shared = (changes: Partial<SharedLimitTerms>): SharedLimitTerms => ({
  ...{ ...limit({}), asset: 'CNY/2' as Asset },
  ...changes,
});

describe('the worst case', () => {
  it('without a cap and with any number of uses has no bound but the budget', () => {
    expect(promised({})).toEqual([null, '1.00 CNY a use × any number of uses']);
    const [found] = worstCase(termsLike({ rewards: [{ ...redPacket, caps: [] }] }));
    expect(found).toMatchObject({ promised: null, budget: 1_000_000, minor: 1_000_000 });
  });

  it.each<[string, Partial<RewardTerms>, number | null, number | null, string]>([
    [
      'each, by uses',
      {},
      3,
      100 * 3 * 30_000,
      '1.00 CNY a use × 3 uses × 1,000 codes open × 30 lifetimes',
    ],
    [
      'both sides',
      { to: ['inviter', 'invitee'] },
      1,
      200 * 30_000,
      '1.00 CNY a use × 1 use × 1,000 codes open × 30 lifetimes × 2 sides',
    ],
    [
      'a cap',
      { caps: [cap({})] },
      null,
      500 * 30_000,
      '5.00 CNY a code × 1,000 codes open × 30 lifetimes',
    ],
    [
      'all steps of purchases, of each person',
      { schedule: bought },
      null,
      800 * 30_000,
      '8.00 CNY a person × 1,000 codes open × 30 lifetimes',
    ],
    [
      'all steps of purchases, of the campaign',
      { schedule: { ...bought, over: 'campaign' }, to: ['inviter', 'invitee'] },
      null,
      1600,
      '8.00 CNY in all × 2 sides',
    ],
    [
      'a cap of rewards',
      { caps: [cap({ unit: 'count', max: 7, scope: 'campaign' })] },
      null,
      700,
      '7.00 CNY in all (at most 7 rewards)',
    ],
    [
      'a cap that both sides share',
      { to: ['inviter', 'invitee'], caps: [cap({ sides: 'both', scope: 'campaign' })] },
      null,
      500,
      '5.00 CNY in all',
    ],
    [
      'a cap of each side',
      { to: ['inviter', 'invitee'], caps: [cap({ scope: 'campaign' })] },
      null,
      1000,
      '5.00 CNY in all × 2 sides',
    ],
    [
      'the smallest cap',
      { caps: [cap({}), cap({ scope: 'campaign', max: 900 })] },
      null,
      900,
      '9.00 CNY in all',
    ],
    ['a limit of the campaign', { limits: [limit({})] }, null, 500, '5.00 CNY in all'],
    [
      'a limit of each day, from the start until codes settle',
      { limits: [limit({ every: 'day' })] },
      null,
      500 * 61,
      '5.00 CNY in all each day × 61 days',
    ],
    [
      'a limit of rewards of each person and week',
      {
        limits: [
          limit({ of: { kind: 'scope', scope: 'person' }, every: 'week', unit: 'count', max: 2 }),
        ],
      },
      null,
      200 * 30_000 * 10,
      '2.00 CNY a person each week (at most 2 rewards) × 1,000 codes open × 30 lifetimes × 10 weeks',
    ],
    [
      'a limit that a person may let rewards beyond bounds nothing',
      {
        caps: [cap({ scope: 'campaign', max: 900 })],
        limits: [limit({ review: { withinMs: 1 as never, otherwise: 'refuse' } })],
      },
      null,
      900,
      '9.00 CNY in all',
    ],
    [
      'a limit of each store bounds nothing',
      { limits: [limit({ of: { kind: 'parameter', name: 'store' } })] },
      null,
      null,
      '1.00 CNY a use × any number of uses',
    ],
    [
      'a cap of rewards, each of three months',
      { recurring: { months: 3 }, caps: [cap({ unit: 'count', max: 7, scope: 'campaign' })] },
      null,
      2100,
      '7.00 CNY in all (at most 7 rewards) × 3 months',
    ],
    [
      'a ladder as far as uses lead',
      {
        schedule: { kind: 'ladder', over: 'code', steps: [step(1, 10), step(3, 30), step(9, 90)] },
      },
      3,
      40 * 30_000,
      '0.40 CNY a code (3 invitees) × 1,000 codes open × 30 lifetimes',
    ],
    [
      'a ladder that promises more than all uses together',
      { schedule: { kind: 'ladder', over: 'person', steps: [step(1, 90), step(30, 90)] } },
      1,
      90 * 30_000,
      '0.90 CNY a use × 1 use × 1,000 codes open × 30 lifetimes',
    ],
    [
      'bands',
      { schedule: { kind: 'bands', over: 'code', bands: [step(1, 10), step(3, 30)] } },
      4,
      80 * 30_000,
      '0.80 CNY a code (4 invitees) × 1,000 codes open × 30 lifetimes',
    ],
    [
      'a decay over the campaign',
      {
        schedule: {
          kind: 'decay',
          over: 'campaign',
          every: 10_000,
          first: minorUnits(400),
          keepPercent: 50,
          floor: minorUnits(0),
        },
      },
      1,
      400 + 200 + 100,
      '7.00 CNY in all (30,000 invitees)',
    ],
  ])('%s', (...[, reward, usesMax, minor, arithmetic]) => {
    expect(promised(reward, uses(usesMax))).toEqual([minor, arithmetic]);
  });

  it('of a campaign that never ends, whose codes follow each other, has none', () => {
    const { period } = termsLike();
    const endless = { ...uses(1), period: { ...period, ends: { kind: 'never' } as const } };
    expect(promised({}, endless)[0]).toBeNull();
    const { validity } = termsLike();
    const lasting = { ...validity, lifetime: { kind: 'long-term' } as const };
    expect(promised({}, { ...endless, validity: lasting })[0]).toBe(100_000);
  });

  it.each<[string, readonly SharedLimitTerms[], number | null, string | undefined]>([
    ['a limit that all share', [shared({})], 500, '5.00 CNY in all'],
    [
      'a limit of each day, of rewards of every asset',
      [shared({ every: 'day', unit: 'count', max: 3, asset: null })],
      3 * 300 * 61,
      '9.00 CNY in all each day (at most 3 rewards) × 61 days',
    ],
    ['the smaller of two', [shared({}), shared({ max: 400 })], 400, '4.00 CNY in all'],
    ['a limit of another asset', [shared({ asset: 'points/0' as Asset })], null, undefined],
    ['one of each store', [shared({ of: { kind: 'parameter', name: 'store' } })], null, undefined],
  ])('of several rewards is what %s lets through', (_, limits, minor, arithmetic) => {
    const each = { kind: 'each', minor: minorUnits(300) } as const;
    const rewards = [redPacket, { ...redPacket, id: 'second', schedule: each }].map((reward) => ({
      ...{ ...reward, caps: [] },
    }));
    const [found] = worstCase(termsLike({ rewards, limits }));
    const { together } = found ?? {};
    expect([
      found?.promised,
      together && textOf(sayArithmetic(together.arithmetic, 'CNY/2' as Asset), 'en'),
    ]).toEqual([minor, arithmetic]);
  });

  it('too large to be exact counts as without bound', () => {
    const { code } = termsLike();
    const huge = { ...uses(1_000_000_000), code: { ...code, liveCodesMax: 1_000_000_000 } };
    expect(promised({}, huge)[0]).toBeNull();
  });
});
