import fc from 'fast-check';
import {
  categories,
  day,
  hour,
  minute,
  type Cap,
  type Meaning,
  type OfPurchases,
  type Promised,
  type Want,
} from './meaning.ts';

/** Minutes, hours or days; short enough that a sequence lives through several. */
function lasting(fromMs: number, toMs: number): fc.Arbitrary<number> {
  const steps = Math.floor((toMs - fromMs) / (15 * minute));
  return fc.integer({ min: 0, max: steps }).map((step) => fromMs + step * 15 * minute);
}

/** A share `percent` of the campaigns have it. */
function maybe<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof(
    { weight: percent, arbitrary },
    { weight: 100 - percent, arbitrary: fc.constant(null) },
  );
}

const over = fc.constantFrom('code', 'lineage', 'person', 'campaign');

/** Base amounts, in minor units; caps are made in steps of about as much, so that they bind. */
const base = fc.constantFrom(50, 99, 100, 130);

/** By purchases of which a few come to a step. */
const byPurchases: fc.Arbitrary<OfPurchases> = fc
  .tuple(
    fc.constantFrom('purchase', 'purchase', 'registered'),
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(base, base, base).map(([first, then, last]) => ({
          sums: [[5000, first] as const, [10_000, then] as const, [18_000, last] as const],
        })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(base, base).map(([first, then]) => ({
          worth: [[5000, first] as const, [8150, then] as const],
        })),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          percent: fc.constantFrom(1, 3),
          floor: fc.constantFrom(0, 7, 60),
          ceiling: fc.constantFrom(100, 200),
        }),
      },
    ),
  )
  .map(([of, amount]) => ({ of, ...amount }));

const amount: fc.Arbitrary<Promised['amount']> = fc.oneof(
  { weight: 5, arbitrary: base.map((each) => ({ each })) },
  {
    weight: 1,
    arbitrary: fc.tuple(base, base).map(([first, then]) => ({
      bands: [[1, first] as const, [3, then] as const],
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(base, base).map(([first, then]) => ({
      ladder: [[2, first] as const, [3, then] as const],
    })),
  },
  { weight: 3, arbitrary: byPurchases },
  {
    weight: 1,
    arbitrary: fc.record({
      every: fc.constantFrom(1, 2),
      first: base,
      keepPercent: fc.constantFrom(0, 33, 50, 100),
      floor: fc.constantFrom(0, 7, 40),
    }),
  },
);

const limit = fc.oneof(
  fc.record({
    unit: fc.constant('amount'),
    max: fc.constantFrom(100, 100, 150, 200, 300),
  }),
  fc.record({ unit: fc.constant('count'), max: fc.integer({ min: 1, max: 3 }) }),
);

const cap: fc.Arbitrary<Cap> = fc
  .tuple(over, fc.constantFrom('each', 'both'), limit)
  .map(([of, sides, { unit, max }]) => ({ over: of, sides, unit, max }));

const want: fc.Arbitrary<Want> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('registered', 'verified', 'purchase') },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constantFrom('registered', 'purchase', 'purchase'),
      times: fc.constantFrom(1, 2, 2, 3),
      atLeast: maybe(40, fc.constant(5000)),
      withinMs: maybe(40, lasting(hour, 2 * day)),
    }),
  },
);

/** What is wanted of reports, after redeeming or without it. */
const wants: fc.Arbitrary<readonly Want[]> = fc
  .tuple(fc.boolean(), fc.array(want, { minLength: 1, maxLength: 3 }))
  .map(([isFirst, rest]) => (isFirst ? ['redeemed', ...rest] : rest));

const promised = (name: string, of = amount): fc.Arbitrary<Promised> =>
  fc
    .record({
      name: fc.constant(name),
      kind: fc.constantFrom('cash', 'cash', 'cash', 'points', 'points', 'coupon'),
      to: fc.constantFrom(['inviter'], ['inviter', 'invitee'], ['invitee']),
      milestones: fc.oneof(
        {
          weight: 5,
          arbitrary: fc.constantFrom<readonly Want[]>(
            ['redeemed'],
            ['redeemed'],
            ['registered'],
            ['registered', 'verified'],
            ['purchase', 'registered'],
          ),
        },
        { weight: 2, arbitrary: wants },
      ),
      inOrder: fc.boolean(),
      only: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant({ channel: 'group' }) },
        { weight: 1, arbitrary: fc.constant({ purchaseAtLeast: 5000 }) },
        { weight: 1, arbitrary: fc.constant({ generation: 1 }) },
        {
          weight: 1,
          arbitrary: fc.record({ category: fc.constantFrom(...categories), isNot: fc.boolean() }),
        },
        { weight: 1, arbitrary: fc.constant({ piecesAtLeast: 3 }) },
      ),
      amount: of,
      over,
      timing: fc.constantFrom('instant', 'instant', 'automatic', 'weekly', 'after-campaign'),
      holdMs: fc.oneof(fc.constant(0), lasting(hour, 5 * day)),
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.constantFrom(0, 10, 23),
      caps: fc.uniqueArray(cap, {
        maxLength: 3,
        selector: ({ over: of, unit, sides }) => `${of} ${unit} ${sides}`,
      }),
    })
    .map(waitingForIts);

/** What is earned by purchases waits for one; percentages are of money and points only, those of points greater. */
function waitingForIts(promised: Promised): Promised {
  const { amount, milestones, kind } = promised;
  if (!('of' in amount)) return promised;
  const names = milestones.map((want) => (typeof want === 'string' ? want : want.name));
  const waits = names.includes(amount.of) ? milestones : [...milestones, amount.of];
  if (!('percent' in amount) || kind === 'cash') return { ...promised, milestones: waits };
  const percent = amount.percent * 60;
  return { ...promised, kind: 'points', milestones: waits, amount: { ...amount, percent } };
}

const rewards = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(promised('first')) },
  { weight: 3, arbitrary: fc.tuple(promised('first'), promised('second')) },
);

/**
 * Campaigns of all shapes: every word of the terms that bears on an outcome, with numbers so small
 * that a few people reach them. 45 % regenerate, 15 % each archive or convert, 25 % expire; 40 % bound
 * uses; half of the risk rules are there; half of the holds last.
 */
export const campaigns: fc.Arbitrary<Meaning> = fc
  .record({
    startsAfterMs: fc.oneof(
      { weight: 9, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: lasting(hour, 6 * hour) },
    ),
    endsAfterMs: maybe(85, lasting(2 * day, 20 * day)),
    zone: fc.constantFrom(
      { name: 'Asia/Shanghai', offsetMs: 8 * hour } as const,
      { name: 'America/Phoenix', offsetMs: -7 * hour } as const,
      { name: 'UTC', offsetMs: 0 } as const,
    ),
    perPerson: fc.constantFrom(1, 1, 2),
    lifetimeMs: maybe(90, lasting(6 * hour, 3 * day)),
    extension: maybe(
      60,
      fc.record({
        on: fc.constantFrom('share-reported', 'share-opened', 'share-opened-by-new'),
        byMs: lasting(hour, 12 * hour),
        upToMs: lasting(12 * hour, 4 * day),
      }),
    ),
    resetsMax: maybe(60, fc.constantFrom(1, 2)),
    end: fc.oneof(
      { weight: 25, arbitrary: fc.constant({ action: 'expire' } as const) },
      { weight: 15, arbitrary: fc.constant({ action: 'archive' } as const) },
      {
        weight: 15,
        arbitrary: fc.record({
          action: fc.constant('convert' as const),
          redeem: fc.constantFrom('accepted', 'refused'),
        }),
      },
      {
        weight: 45,
        arbitrary: fc.record({
          action: fc.constant('regenerate' as const),
          generationsMax: fc.integer({ min: 1, max: 4 }),
          onlyIfTouched: fc.boolean(),
          forwardForMs: lasting(hour, 3 * day),
        }),
      },
    ),
    settleForMs: lasting(6 * hour, 10 * day),
    opening: maybe(
      15,
      fc.record({
        weekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [1, 2, 3], [2, 4, 6, 7]),
        fromMinute: fc.constantFrom(0, 9 * 60, 20 * 60 + 30),
        toMinute: fc.constantFrom(2 * 60, 18 * 60 + 15, 24 * 60),
      }),
    ),
    usesMax: maybe(40, fc.integer({ min: 1, max: 4 })),
    reserveForMs: lasting(15 * minute, 6 * hour),
    onRevoke: fc.constantFrom('void', 'keep'),
    keepsUse: fc.constantFrom(false, false, true),
    touch: fc.constantFrom('first', 'first', 'last'),
    windowMs: lasting(hour, 5 * day),
    existing: fc.constantFrom('excluded', 'included'),
    rewards,
    budget: fc.record({
      'CNY/2': fc.integer({ min: 1, max: 12 }).map((times) => times * 100),
      'points/0': fc.integer({ min: 1, max: 12 }).map((times) => times * 100),
      'coupon:coffee/0': fc.integer({ min: 1, max: 12 }).map((times) => times * 100),
    }),
    risk: fc.record({
      invitationsMax: maybe(50, fc.integer({ min: 1, max: 3 })),
      requests: maybe(
        50,
        fc.record({
          max: fc.integer({ min: 2, max: 4 }),
          forMs: lasting(30 * minute, 2 * hour),
          upToMs: lasting(2 * hour, 5 * hour),
        }),
      ),
      review: maybe(
        60,
        fc.record({
          channel: fc.constant('poster'),
          withinMs: lasting(15 * minute, 3 * day),
          otherwise: fc.constantFrom('approve', 'refuse'),
        }),
      ),
      refusedRegion: maybe(50, fc.constant('XX')),
    }),
  })
  .map(withEnd);

/** What is paid after the campaign needs one that ends. */
function withEnd(meaning: Meaning): Meaning {
  const waits = meaning.rewards.some(({ timing }) => timing === 'after-campaign');
  return waits && meaning.endsAfterMs === null ? { ...meaning, endsAfterMs: 9 * day } : meaning;
}

const sold = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(promised('first', byPurchases)) },
  {
    weight: 1,
    arbitrary: fc.tuple(promised('first', byPurchases), promised('second', byPurchases)),
  },
  { weight: 1, arbitrary: fc.tuple(promised('first', byPurchases), promised('second')) },
);

/** Of the same, those that pay for purchases and have little in the way of buying. */
export const shops: fc.Arbitrary<Meaning> = fc
  .tuple(campaigns, sold, fc.constantFrom(1, 10))
  .map(([meaning, rewards, times]) =>
    withEnd({
      ...meaning,
      ...{ startsAfterMs: 0, opening: null, usesMax: null, touch: 'last', existing: 'included' },
      ...{ lifetimeMs: 20 * day, settleForMs: 40 * day, perPerson: 2, rewards },
      budget: Object.fromEntries(
        Object.entries(meaning.budget).map(([asset, minor]) => [asset, minor * times]),
      ),
      risk: { ...meaning.risk, requests: null, invitationsMax: null },
    }),
  );
