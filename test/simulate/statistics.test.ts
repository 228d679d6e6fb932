import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../cli/output/csv.ts';
import { bar, sparkline } from '../../cli/output/bars.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import type { PointsExpiry } from '../../domain/campaign/points.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { fragmentOf } from '../../simulate/fit/fragment.ts';
import { scaleRewards } from '../../simulate/fit/scale.ts';
import { fitRewards, wantedUse } from '../../simulate/fit/search.ts';
import { Heap } from '../../simulate/heap.ts';
import { spentOf } from '../../simulate/population/figures.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { compare } from '../../simulate/statistics/compare.ts';
import { quantile, wilson } from '../../simulate/statistics/interval.ts';
import { summarise } from '../../simulate/statistics/summary.ts';
import { planOf, shippedCampaigns, shippedPopulation, shippedText } from './people.ts';

describe('intervals', () => {
  // By hand: Wilson's formula with z = 1.959964.
  it.each([
    [10, 10, 0.7225, 1],
    [0, 10, 0, 0.2775],
    [8, 10, 0.4902, 0.9433],
    [95, 100, 0.8882, 0.9785],
  ])('%d of %d hits lie in %d to %d', (hits, tries, low, high) => {
    const found = wilson(hits, tries);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('quantiles lie between neighbours', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0)).toBe(1);
    expect(quantile([7], 0.95)).toBe(7);
  });
});

it('a heap gives everything back in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      const out = numbers.map(() => heap.pop());
      expect(out).toEqual([...numbers].sort((a, b) => a - b));
      expect(heap.size).toBe(0);
    }),
  );
});

describe('liability', () => {
  it.each(shippedCampaigns)('of %s: certain, likely and worst in this order', async (name) => {
    const population = shippedPopulation('attacked');
    const plan = planOf(name, { population, people: 60, days: 14 });
    const runs = await Promise.all([0, 1, 2].map((repetition) => playRepetition(plan, repetition)));
    const { liability } = summarise(plan.terms, runs);
    expect(liability.marks.length).toBeGreaterThan(0);
    for (const { certain, likely, worst, due } of liability.marks) {
      expect(certain).toBeLessThanOrEqual(likely);
      expect(likely).toBeLessThanOrEqual(worst);
      const falling = due.reduce((sum, part) => sum + part.likely, 0);
      expect(falling).toBeCloseTo(likely, 6);
    }
    for (const { asset, worst } of liability.whole) {
      for (const run of runs) expect(spentOf(run, asset)).toBeLessThanOrEqual(worst);
    }
    for (const { liability: marks } of runs) {
      for (const { certain, laterDue, worst } of marks) {
        for (const [asset, later] of Object.entries(laterDue)) {
          const owed = (certain[asset] ?? 0) + later.reduce((sum, one) => sum + one, 0);
          expect(owed).toBeLessThanOrEqual(worst[asset] ?? 0);
        }
      }
    }
  });
});

it('at worst is never below what is likely, where a cap counts rewards of many months', async () => {
  const plan = planOf('enterprise', {
    ...{ people: 60, days: 14 },
    terms: (terms) => ({
      ...terms,
      rewards: terms.rewards.map((reward) => ({
        ...reward,
        recurring: { months: 12 },
        caps: [{ scope: 'campaign', unit: 'count', max: 20, sides: 'both' }],
      })),
    }),
  });
  const { marks } = summarise(plan.terms, [await playRepetition(plan, 0)]).liability;
  expect(Math.max(...marks.map(({ likely }) => likely))).toBeGreaterThan(0);
  for (const { likely, worst } of marks) expect(likely).toBeLessThanOrEqual(worst);
});

describe('points in hand', () => {
  const expiring = (expiry: PointsExpiry | undefined): ReturnType<typeof planOf> =>
    planOf('enterprise', {
      ...{ people: 60, days: 20 },
      terms: (terms) => ({
        ...terms,
        rewards: terms.rewards.map((reward) =>
          expiry && reward.kind === 'points' ? { ...reward, expiry } : reward,
        ),
      }),
    });
  const day = 86_400_000;

  it('are owed until they expire, each of them once', async () => {
    const run = await playRepetition(expiring({ kind: 'after', ms: duration(5 * day) }), 0);
    const marks = summarise(expiring(undefined).terms, [run]).liability.marks;
    expect(Math.max(...marks.map(({ inHand }) => inHand))).toBeGreaterThan(0);
    for (const { day: end, inHand, due } of marks) {
      expect(due.reduce((sum, { expires }) => sum + expires, 0)).toBe(inHand);
      // In five days all is over, so whoever looks finds what took effect in the last five.
      const paid = run.paid['points/0'] ?? [];
      const atMost = paid.slice(Math.max(0, end - 6), end).reduce((sum, minor) => sum + minor, 0);
      expect(inHand).toBeLessThanOrEqual(atMost);
      const after = due.filter((_, slot) => (due[slot - 1]?.upToDay ?? end) >= end + 5);
      expect(after.every(({ expires }) => expires === 0)).toBe(true);
    }
  });

  it('that never expire are owed for ever', async () => {
    const run = await playRepetition(expiring(undefined), 0);
    const last = summarise(expiring(undefined).terms, [run]).liability.marks.at(-1);
    const days = (run.paid['points/0'] ?? []).slice(0, last?.day);
    const paid = days.reduce((sum, minor) => sum + minor, 0);
    expect(last?.inHand).toBe(paid);
    expect(last?.inHand).toBeGreaterThan(0);
    expect(last?.due.at(-1)).toMatchObject({ upToDay: null, expires: paid });
  });
});

/** The first purchase with another percentage for the friend. */
function withPercent(kind: 'cash' | 'points', percent: string): string {
  const own = shippedText('campaigns/first-purchase.yaml').replace(
    'percent: { of: first-purchase, rate: "100", ceiling: "100" }',
    `percent: ${percent}`,
  );
  if (kind === 'points') return own;
  return own
    .replace('points\n      to: invitee', 'cash\n      currency: CNY\n      to: invitee')
    .replace('budget: { points: "400000" }', 'budget: { points: "300000", CNY: "90.00" }');
}

describe('a fit', () => {
  it('uses 90 to 100 % of the budget, and its fragment compiles', async () => {
    const plan = planOf('registration', { people: 60 });
    const seeds = [0, 1, 2];
    const fit = await fitRewards(plan.terms, {
      play: (terms) =>
        Promise.all(seeds.map((repetition) => playRepetition({ ...plan, terms }, repetition))),
      refusals: () => [],
    });
    expect(fit.assets).toMatchObject([{ asset: 'CNY/2', fits: true }]);
    const runs = await Promise.all(
      seeds.map((repetition) => playRepetition({ ...plan, terms: fit.terms }, repetition)),
    );
    const [budget] = summarise(fit.terms, runs).budgets;
    const use = (budget?.spent.mean ?? 0) / (budget?.minor ?? 1);
    expect(use).toBeGreaterThanOrEqual(wantedUse.from - 0.02);
    expect(use).toBeLessThanOrEqual(wantedUse.to);
    const [reward] = fit.terms.rewards.map(fragmentOf);
    const caps = reward?.['caps'] as Record<string, string>;
    const text = shippedText('campaigns/registration.yaml')
      .replace('amount: "1.00"', `amount: "${String(reward?.['amount'])}"`)
      .replace('caps: { perLineage: "5.00" }', `caps: ${JSON.stringify(caps)}`);
    const made = compileCampaign(text);
    expect(made).toMatchObject({ ok: true });
    if (made.ok) expect(made.terms.rewards[0]?.schedule).toEqual(fit.terms.rewards[0]?.schedule);
  });

  it('of points uses 90 to 100 % of the budget, percentages included', async () => {
    const plan = planOf('first-purchase', { people: 60 });
    const budget = [{ asset: 'points/0' as Asset, minor: minorUnits(5000) }];
    const fit = await fitRewards(
      { ...plan.terms, budget },
      {
        play: (terms) =>
          Promise.all([0, 1].map((repetition) => playRepetition({ ...plan, terms }, repetition))),
        refusals: () => [],
      },
    );
    expect(fit.assets).toMatchObject([{ asset: 'points/0', fits: true }]);
    const [inviter, invitee] = fit.terms.rewards.map(fragmentOf);
    const { rate, ceiling } = invitee?.['percent'] as Record<'rate' | 'ceiling', string>;
    expect(Number(rate)).not.toBe(100);
    expect(Number(rate) / 100).toBeCloseTo(Number(ceiling) / 100, 1);
    expect(Number(rate) / 100).toBeCloseTo(Number(inviter?.['amount']) / 300, 1);
  });

  it('takes limits on amounts along, except over the whole campaign, and tells all of them', () => {
    const limits = `      limits:
        - { of: person, every: day, amount: "2.00" }
        - { of: campaign, every: hour, amount: "10.00" }
        - { of: channel, times: 7 }
        - { of: campaign, amount: "500.00" }`;
    const cap = '      caps: { perLineage: "5.00" }';
    const from = shippedText('campaigns/registration.yaml').replace(cap, `${cap}\n${limits}`);
    const compiled = compileCampaign(from);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    const scaled = scaleRewards(compiled.terms, { 'CNY/2': 3 });
    const [fragment] = scaled.rewards.map(fragmentOf);
    expect(fragment).toMatchObject({
      amount: '3.00',
      limits: [
        { of: 'person', every: 'day', amount: '6.00' },
        { of: 'campaign', every: 'hour', amount: '30.00' },
        { of: 'channel', times: 7 },
        { of: 'campaign', amount: '500.00' },
      ],
    });
    const [caps, lines] = [fragment?.['caps'], fragment?.['limits']];
    const text = shippedText('campaigns/registration.yaml')
      .replace('amount: "1.00"', 'amount: "3.00"')
      .replace(cap, `      caps: ${JSON.stringify(caps)}\n      limits: ${JSON.stringify(lines)}`);
    const made = compileCampaign(text);
    expect(made).toMatchObject({ ok: true, terms: { rewards: scaled.rewards } });
  });

  it.each([
    ['points', '2.5', { rate: '250', ceiling: '250' }],
    ['points', '300', { rate: '10000', ceiling: '30000' }],
    ['cash', '2.5', { rate: '50', floor: '0.25', ceiling: '1.25' }],
    ['cash', '7', { rate: '100', floor: '0.70', ceiling: '3.50' }],
  ] as const)('multiplies a percentage in %s by %s, but to no more than all', (kind, by, told) => {
    const percent = {
      points: '{ of: first-purchase, rate: "100", ceiling: "100" }',
      cash: '{ of: first-purchase, rate: "20", floor: "0.10", ceiling: "0.50" }',
    }[kind];
    const compiled = compileCampaign(withPercent(kind, percent));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    const factor = Number(by);
    const scaled = scaleRewards(compiled.terms, { 'points/0': factor, 'CNY/2': factor });
    const fragment = scaled.rewards.map(fragmentOf)[1]?.['percent'];
    expect(fragment).toMatchObject(told);
    const made = compileCampaign(withPercent(kind, JSON.stringify(fragment)));
    expect(made).toMatchObject({ ok: true });
    if (made.ok) expect(made.terms.rewards[1]?.schedule).toEqual(scaled.rewards[1]?.schedule);
  });

  it('says so where there is nothing to fit', async () => {
    const everyday = shippedPopulation('everyday');
    const population = { ...everyday, invitees: { ...everyday.invitees, redeem: 0 } };
    const plan = planOf('registration', { people: 10, population });
    const fit = await fitRewards(plan.terms, {
      play: async (terms) => [await playRepetition({ ...plan, terms }, 0)],
      refusals: () => [],
    });
    expect(fit).toMatchObject({ tries: 1, assets: [{ fits: false }] });
  });
});

it('the same terms against themselves change nothing', async () => {
  const plan = planOf('registration', { people: 30 });
  const runs = [await playRepetition(plan, 0)];
  for (const { change } of compare(plan.terms, runs, runs)) {
    expect(change).toEqual({ mean: 0, low: 0, median: 0, high: 0 });
  }
});

describe('for the screen and for spreadsheets', () => {
  it('a text that a spreadsheet would run stays a text; numbers stay numbers', () => {
    const rows = [
      ['=1+1', -5],
      ['@SUM(A1)', 0.5],
      ['+1', null],
      ['-x', 1],
      ['a,"b"', 2],
    ];
    expect(csv(['name', 'n'], rows as (string | number | null)[][])).toBe(
      `name,n\r\n'=1+1,-5\r\n'@SUM(A1),0.5\r\n'+1,\r\n'-x,1\r\n"a,""b""",2`,
    );
  });

  it('bars and lines keep to their width', () => {
    expect(bar(0, 10, 5)).toBe('');
    expect(bar(10, 10, 5)).toBe('█████');
    expect(bar(0.001, 10, 5)).toBe('▏');
    expect(sparkline([0, 1, 2, 4], 4, 10)).toBe(' ▂▄█');
    expect(
      sparkline(
        Array.from({ length: 100 }, () => 1),
        1,
        20,
      ),
    ).toHaveLength(20);
  });
});
