import { expect, it } from 'vitest';

import { compareTerms } from '../../compare/compare-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { dueDays, markDays } from '../../simulate/population/due-days.ts';
import { spentOf } from '../../simulate/population/figures.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { summarise } from '../../simulate/statistics/summary.ts';
import { planOf } from './people.ts';

/** Five codes of five uses each at a time, three after each other in thirty days. */
function fewCodes(amount: number): (terms: Terms) => Terms {
  return (terms) => ({
    ...terms,
    code: { ...terms.code, liveCodesMax: 5 },
    validity: {
      ...terms.validity,
      lifetime: { kind: 'for', ms: duration(10 * 86_400_000) },
      extension: null,
      onExpiry: { action: 'expire' },
    },
    redemption: { ...terms.redemption, usesMax: 5 },
    rewards: terms.rewards.map((reward) => ({
      ...reward,
      schedule: { kind: 'each', minor: minorUnits(amount) },
      caps: [],
    })),
  });
}

const plan = planOf('registration', { people: 200, policy: 'none', terms: fewCodes(100) });

it('in all is at worst what the comparison of versions calls the worst case', async () => {
  const run = await playRepetition(plan, 0);
  const { whole, marks } = summarise(plan.terms, [run]).liability;
  expect(whole).toMatchObject([{ asset: 'CNY/2', worst: 7500 }]);
  const [cost] = compareTerms(plan.terms, plan.terms).costs;
  expect(whole[0]?.worst).toBe(cost?.after?.minor);
  const spent = spentOf(run, 'CNY/2');
  expect(spent).toBeGreaterThan(0);
  expect(spent).toBeLessThanOrEqual(7500);
  for (const { worst } of marks) expect(worst).toBeLessThanOrEqual(7500);
});

it('in all is at worst that of the dearest variant', () => {
  const digest = 'b' as Digest;
  const listed = [{ id: 'twice', weight: 1, segment: null, digest }];
  const own = { ...plan.terms, variants: listed };
  const twice = { ...fewCodes(200)(plan.terms), variant: 'twice' };
  expect(summarise(own, [], [twice]).liability.whole).toMatchObject([{ worst: 15_000 }]);
});

it('codes that are out owe at worst no more than the whole campaign', async () => {
  const limits = [
    {
      ...{ of: { kind: 'scope' as const, scope: 'campaign' as const }, every: 'month' as const },
      ...{ unit: 'count' as const, max: 3, asset: null },
    },
  ];
  const limited = { ...plan, terms: { ...plan.terms, limits } };
  const run = await playRepetition(limited, 0);
  const { whole, marks } = summarise(limited.terms, [run]).liability;
  const [all] = whole;
  expect(all?.worst).toBeLessThan(2000);
  expect(Math.max(...marks.map(({ worst }) => worst))).toBeGreaterThan(0);
  for (const { likely, worst } of marks) {
    expect(likely).toBeLessThanOrEqual(worst);
    expect(worst).toBeLessThanOrEqual(all?.worst ?? 0);
  }
});

it('what falls due after the last day is told by week, month and year, until the last possible', () => {
  const days = dueDays(markDays(30), 30 + 800);
  expect(days.filter((day) => day <= 30)).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
  const after = days.filter((day) => day > 30).map((day) => day - 30);
  expect(after.slice(0, 6)).toEqual([7, 14, 21, 28, 60, 90]);
  expect(after.slice(-4)).toEqual([360, 365, 730, 800]);
  expect(dueDays(markDays(30), 44).slice(-3)).toEqual([30, 37, 44]);
});

it('rewards that are held for long, and points with an end, are owed until their day', async () => {
  const holdMs = duration(50 * 86_400_000);
  const expiry = { kind: 'after' as const, ms: duration(400 * 86_400_000) };
  const held = planOf('first-purchase', {
    people: 60,
    days: 5,
    policy: 'none',
    terms: (terms) => ({
      ...terms,
      rewards: terms.rewards.map((reward) => ({
        ...reward,
        expiry,
        payout: { ...reward.payout, holdMs },
      })),
    }),
  });
  const { marks } = summarise(held.terms, [await playRepetition(held, 0)]).liability;
  const last = marks.at(-1);
  const due = last?.due ?? [];
  expect(last?.likely).toBeGreaterThan(0);
  expect(due.reduce((sum, { likely }) => sum + likely, 0)).toBeCloseTo(last?.likely ?? 0);
  const dated = due.flatMap(({ upToDay, likely }) => (likely > 0 ? [upToDay] : []));
  expect(dated).not.toContain(null);
  expect(Math.min(...dated.map(Number))).toBeGreaterThan(5 + 28);
  expect(due.at(-1)).toMatchObject({ upToDay: null, likely: 0, expires: 0 });
});
