import { describe, expect, it } from 'vitest';
import type { LimitTerms, RewardTerms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { leftOf } from '../../domain/commit/rows.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, earned, hour, policyOf, reviewOf, reward, Stage } from './stage.ts';

const day = 24 * hour;

/** Two and a half percent of the purchase, between one and five yuan. */
const percent: RewardTerms['schedule'] = {
  kind: 'percent',
  milestone: 'first-purchase',
  property: null,
  basisPoints: 250,
  floor: minorUnits(100),
  ceiling: minorUnits(500),
};

describe('a percentage', () => {
  const when = { milestones: ['first-purchase'], condition: null };

  async function bought(purchase: number | undefined): Promise<readonly (number | string)[]> {
    const stage = await Stage.of({
      milestones: ['first-purchase'],
      rewards: [reward({ schedule: percent, when })],
    });
    await stage.redeem('bob');
    return earned(await stage.reach('bob', 'first-purchase', purchase));
  }

  it.each([
    [undefined, 100],
    [0, 100],
    [3_999, 100],
    [4_000, 100],
    [4_040, 101],
    [4_079, 101],
    [19_999, 499],
    [20_000, 500],
    [9_007_199_254_740_991, 500],
  ])(
    'of %s minor units is %s, rounded down and kept within its bounds',
    async (purchase, minor) => {
      expect(await bought(purchase)).toEqual([minor]);
    },
  );
});

describe('a percentage in points', () => {
  const when = { milestones: ['first-purchase'], condition: null };
  const inPoints = { kind: 'points', asset: 'points/0' as Asset } as const;

  it.each([
    // One point a yuan, and up to a point a fen.
    [10_000, 5_999, 59],
    [10_000, 99, 2],
    [10_000, 0, 2],
    [333, 100_000, 33],
    [1_000_000, 5_999, 5_999],
    [1_000_000, 9_007_199_254_740_991, 7_000],
  ])('of %s hundredths of a percent of %s fen is %s', async (basisPoints, purchase, minor) => {
    const schedule: RewardTerms['schedule'] = {
      ...{ kind: 'percent', milestone: 'first-purchase', property: null, basisPoints },
      ...{ currency: 'CNY/2' as Asset, floor: minorUnits(2), ceiling: minorUnits(7_000) },
    };
    const stage = await Stage.of({
      milestones: ['first-purchase'],
      rewards: [reward({ ...inPoints, schedule, when })],
    });
    await stage.redeem('bob');
    expect(earned(await stage.reach('bob', 'first-purchase', purchase))).toEqual([minor]);
    const [id = ''] = stage.simulation.store.rewards.keys();
    if (purchase === 0) return;
    // Several refunds come to what is left of the purchase.
    await stage.reverse(id, { refundedPurchaseMinor: Math.floor(purchase / 3) });
    const left = purchase - Math.floor(purchase / 3) - 1;
    await stage.reverse(id, { refundedPurchaseMinor: 1 });
    const [row] = stage.simulation.store.rewards.values();
    const exact = (BigInt(left) * BigInt(basisPoints)) / 1_000_000n;
    const wanted = exact < 2n ? 2n : exact > 7_000n ? 7_000n : exact;
    expect(row && BigInt(leftOf(row))).toBe(wanted);
    await stage.reverse(id, { refundedPurchaseMinor: left });
    expect([...stage.simulation.store.rewards.values()]).toMatchObject([{ state: 'reversed' }]);
    expect(stage.used('budget:points/0')).toBe(0);
  });
});

describe('a recurring reward', () => {
  const payout = {
    timing: 'instant',
    holdMs: duration(0),
    weekly: { weekday: 1, hour: 10 },
  } as const;
  const settleForMs = duration(30 * day);

  async function recurring(
    changes: Partial<RewardTerms>,
    budget = 100_000,
  ): Promise<{ stage: Stage; outcome: Outcome }> {
    const terms = termsLike();
    const stage = await Stage.of({
      validity: { ...terms.validity, settleForMs },
      budget: terms.budget.map((line) => ({ ...line, minor: minorUnits(budget) })),
      rewards: [reward({ payout, recurring: { months: 4 }, ...changes })],
    });
    return { stage, outcome: await stage.redeem('bob') };
  }

  it('is held for all months at once and paid month by month, also after its code has ended', async () => {
    const { stage, outcome } = await recurring({});
    expect(outcome).toMatchObject({ rewards: [{ granted: true, minor: 100, months: 4 }] });
    const due = [...stage.simulation.store.rewards.values()].map((row) => row.dueAt);
    // From 5 January, ten o'clock in Shanghai, on.
    const months = ['01', '02', '03', '04'].map((month) =>
      Date.parse(`2026-${month}-05T02:00:00Z`),
    );
    expect(due).toEqual(months);
    await stage.at(24 * 40);
    expect(stage.state.endedAt).not.toBeNull();
    expect(stage.rewards.map(([, , state]) => state)).toEqual(['paid', 'paid', 'held', 'held']);
    await stage.at(24 * 120);
    expect(stage.rewards.map(([, , state]) => state)).toEqual(['paid', 'paid', 'paid', 'paid']);
    expect(stage.state.status).toBe('settled');
  });

  it('is granted for all its months or for none, and counts once where times are counted', async () => {
    const cap = { scope: 'person', unit: 'amount', max: 399, sides: 'each' } as const;
    const capped = await recurring({ caps: [cap] });
    expect(earned(capped.outcome)).toEqual(['CAP_REACHED: 3.99 CNY a person']);
    expect(capped.stage.rewards).toEqual([]);
    const poor = await recurring({}, 399);
    expect(earned(poor.outcome)).toEqual(['BUDGET_EXHAUSTED']);
    const scope = { kind: 'scope', scope: 'campaign' } as const;
    const once = { of: scope, every: 'hour', unit: 'count', max: 1 } as const;
    const { stage, outcome } = await recurring({ limits: [once] });
    expect(outcome).toMatchObject({ rewards: [{ granted: true, months: 4 }] });
    expect(earned(await stage.redeem('cat'))).toEqual([
      'LIMIT_REACHED: 1 reward a campaign and hour',
    ]);
  });

  it('gives back the months that are left when its code is revoked', async () => {
    const { stage } = await recurring({});
    await stage.at(24 * 10);
    await stage.operate('revoke');
    expect(stage.rewards.map(([, , state]) => state)).toEqual([
      'paid',
      'voided',
      'voided',
      'voided',
    ]);
    expect(stage.used('budget:CNY/2')).toBe(100);
  });
});

describe('limits', () => {
  const of = { kind: 'scope', scope: 'person' } as const;
  const limit = (changes: Partial<LimitTerms>): LimitTerms => ({
    ...{ of, every: 'day', unit: 'amount', max: 200 },
    ...changes,
  });
  const validity = { ...termsLike().validity, lifetime: { kind: 'long-term' } as const };

  async function limited(...limits: readonly LimitTerms[]): Promise<Stage> {
    return Stage.of({ validity, rewards: [reward({ limits })] });
  }

  async function one(stage: Stage, invitee: string, channel?: string) {
    return earned(await stage.redeem(invitee, channel === undefined ? {} : { channel }));
  }

  const full = 'LIMIT_REACHED: 2.00 CNY a person and day';

  it("begin anew at midnight by the campaign's clock, and not before", async () => {
    const stage = await limited(limit({}));
    // Ten o'clock in Shanghai; midnight comes 14 hours later.
    expect(await one(stage, 'bob')).toEqual([100]);
    expect(await one(stage, 'cat')).toEqual([100]);
    expect(await one(stage, 'dan')).toEqual([full]);
    await stage.simulation.advanceTo((after(14) - 1) as never);
    expect(await one(stage, 'eve')).toEqual([full]);
    await stage.at(14);
    expect(await one(stage, 'fay')).toEqual([100]);
  });

  it.each([
    ['hour', 1],
    ['day', 14],
    ['week', 14 + 6 * 24],
    ['month', 14 + 26 * 24],
  ] as const)('of an %s end with it', async (every, hours) => {
    const stage = await limited(limit({ every, unit: 'count', max: 1 }));
    expect(await one(stage, 'bob')).toEqual([100]);
    await stage.at(hours - 0.5);
    expect(await one(stage, 'cat')).toEqual([`LIMIT_REACHED: 1 reward a person and ${every}`]);
    await stage.at(hours);
    expect(await one(stage, 'dan')).toEqual([100]);
  });

  it('count each channel for itself, in the whole campaign where no time is said', async () => {
    const stage = await limited(limit({ of: { kind: 'channel' }, every: null, max: 100 }));
    const reached = 'LIMIT_REACHED: 1.00 CNY a channel';
    expect(await one(stage, 'bob', 'moments')).toEqual([100]);
    expect(await one(stage, 'cat', 'moments')).toEqual([reached]);
    expect(await one(stage, 'dan', 'group')).toEqual([100]);
    await stage.at(24 * 20);
    expect(await one(stage, 'eve', 'group')).toEqual([reached]);
  });

  it('give back what is taken back', async () => {
    const stage = await limited(limit({ max: 100 }));
    await stage.redeem('bob');
    expect(await one(stage, 'cat')).toEqual(['LIMIT_REACHED: 1.00 CNY a person and day']);
    await stage.at(0.1);
    const [id] = stage.simulation.store.rewards.keys();
    await stage.reverse(id ?? '');
    expect(await one(stage, 'dan')).toEqual([100]);
  });

  it('count a review that nobody decided on the day of its deadline', async () => {
    const policy = policyOf({
      id: 'look',
      when: { fact: 'channel', operator: 'equal', value: 'moments' },
      answer: { kind: 'review', withinMs: duration(13.5 * hour), otherwise: 'approve' },
    });
    const stage = await Stage.of(
      { validity, rewards: [reward({ limits: [limit({ max: 100 })] })] },
      { policy },
    );
    reviewOf(await stage.redeem('bob', { channel: 'moments' }));
    // Its deadline is half an hour before midnight, and nobody asks until after it.
    const code = stage.simulation.store.code(stage.code);
    await stage.simulation.advanceTo(after(14.1));
    expect(code.id).toBe(stage.code);
    expect(stage.rewards).toHaveLength(1);
    expect(await one(stage, 'cat')).toEqual([100]);
    expect(await one(stage, 'dan')).toEqual(['LIMIT_REACHED: 1.00 CNY a person and day']);
  });
});
