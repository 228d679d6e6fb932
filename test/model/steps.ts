import fc from 'fast-check';
import type { Act, Aim, Step, Use, Via } from './acts.ts';
import { categories, day, hour, minute, piecesMax, unknownChannel } from './meaning.ts';

const holders = ['ann', 'bob'] as const;
export const people = [...holders, 'cat', 'dan', 'eve', 'fay', 'gus', 'hal'] as const;

const code = fc.nat({ max: 7 });
const which = fc.nat({ max: 31 });
const person = fc.constantFrom(...people);
const holder = fc.constantFrom(...holders);
const aim: fc.Arbitrary<Aim> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('open' as const) },
  { weight: 1, arbitrary: fc.constant('any' as const) },
  { weight: 1, arbitrary: fc.constant('elsewhere' as const) },
);
const via = fc.constantFrom<Via[]>('share-reported', 'share-opened', 'share-opened-by-new');
const rarely = (percent: number): fc.Arbitrary<boolean> =>
  fc.nat({ max: 99 }).map((dice) => dice >= 100 - percent);

function either<T>(percent: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(null) },
    { weight: percent, arbitrary: value },
  );
}

function used(kind: Use['do']): fc.Arbitrary<Use> {
  return fc.record({
    do: fc.constant(kind),
    code,
    invitee: person,
    channel: either(
      40,
      fc.constantFrom('poster', 'group', 'poster', 'group', 'poster', 'group', unknownChannel),
    ),
    source: either(50, fc.constantFrom('s1', 's2')),
    region: either(20, fc.constantFrom('XX', 'CN')),
    isExisting: rarely(10),
    late: either(
      8,
      fc.oneof(fc.integer({ min: 0, max: 3 * day }), fc.constantFrom('issue', 'end')),
    ),
  });
}

/** 70 % within minutes, 26 % within hours, 4 % within days. */
const waits = fc.oneof(
  { weight: 70, arbitrary: fc.integer({ min: 1, max: 20 * minute }) },
  { weight: 26, arbitrary: fc.integer({ min: 20 * minute, max: 8 * hour }) },
  { weight: 4, arbitrary: fc.integer({ min: 8 * hour, max: 4 * day }) },
);
/**
 * For what may well happen at the very instant of the step before: three of four times it does. Two
 * redemptions never do, since nothing says which of two reviews of one instant is decided first.
 */
const atOnce = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: waits });

/** What is told of a milestone: mostly what may be, rarely what may not. */
const said = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        category: fc.constantFrom(...categories),
        pieces: fc.constantFrom(1, 3, piecesMax),
        cost: fc.constantFrom('49.99', '50', '50.00', '130.07'),
      },
      { requiredKeys: [] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[{ category: 'tool' }, { pieces: 0 }, { pieces: '3' }, { cost: 5000 }, { cost: '-1' }],
      ...[{ category: true }, { colour: 'red' }, { pieces: piecesMax + 1, colour: 'red' }],
    ),
  },
);

function corrected(by: 'cancel' | 'reopen'): fc.Arbitrary<Act> {
  return fc.record({ do: fc.constant(by), which, aim });
}

/** Somebody has paid: mostly for a purchase, or else with what reports no property. */
const bought: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('milestone'),
      which,
      aim,
      name: fc.constant('purchase'),
      purchase: fc.constantFrom(null, 5000),
      said: fc.constantFrom('33.33', '50', '81.50').map((cost) => ({ cost })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('milestone'),
      which,
      aim,
      name: fc.constant('registered'),
      purchase: fc.constantFrom(3333, 5000, 8150),
    }),
  },
);

const refunded: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('refund'),
  which,
  aim,
  of: fc.constantFrom('purchase', 'purchase', 'purchase', 'purchase', 'registered'),
  fen: fc.constantFrom(1, 1000, 3333, 5000, 8150),
});

/** A reward is taken back; so often since a part of its purchase was refunded. */
function reversed(percent: number): fc.Arbitrary<Act> {
  return fc.record({
    do: fc.constant('reverse'),
    which,
    aim,
    share: either(50, fc.constantFrom(1, 30, 50, 99, 100, 101)),
    refunded: either(percent, fc.constantFrom(1, 1000, 3333, 5000, 8150)),
  });
}

/** A kind of step with its share. */
type Kind = readonly [weight: number, waitMs: fc.Arbitrary<number>, act: fc.Arbitrary<Act>];

const kinds: readonly Kind[] = [
  [
    7,
    waits,
    fc.record({
      do: fc.constant('issue'),
      holder,
      channel: either(20, fc.constantFrom('poster', 'group')),
    }),
  ],
  [
    5,
    waits,
    fc.record({
      do: fc.constant('open'),
      code,
      visitor: person,
      share: fc.constantFrom('x', 'y', 'z'),
      isNew: fc.boolean(),
    }),
  ],
  [
    1,
    atOnce,
    fc.record({ do: fc.constant('campaign'), status: fc.constantFrom('paused', 'closed') }),
  ],
  [5, atOnce, fc.record({ do: fc.constant('campaign'), status: fc.constant('open') })],
  [4, atOnce, fc.record({ do: fc.constant('again'), which, changed: rarely(30) })],
  [
    8,
    waits,
    fc.record({
      do: fc.constant('share'),
      code,
      via,
      channel: either(10, fc.constantFrom('group', unknownChannel)),
    }),
  ],
  [26, waits, used('redeem')],
  [4, waits, used('reserve')],
  [3, waits, fc.record({ do: fc.constant('confirm'), which, aim })],
  [1, waits, fc.record({ do: fc.constant('release'), which, aim })],
  [5, atOnce, corrected('cancel')],
  [4, atOnce, corrected('reopen')],
  [
    2,
    waits,
    fc.record({
      do: fc.constant('verify'),
      code,
      subject: holder,
      check: fc.constantFrom('face', 'face', 'face', 'voice'),
      passed: fc.boolean(),
    }),
  ],
  [
    16,
    waits,
    fc.record({
      do: fc.constant('milestone'),
      which,
      aim,
      name: either(80, fc.constantFrom('registered', 'verified', 'purchase', 'baptised')),
      purchase: either(30, fc.constantFrom(4999, 5000)),
      said: either(35, said),
    }),
  ],
  [6, atOnce, bought],
  [4, atOnce, refunded],
  [3, waits, fc.record({ do: fc.constant('reset'), code, appeal: fc.boolean() })],
  [2, waits, fc.record({ do: fc.constant('revise'), code, hits: fc.constantFrom(0, 0, 1) })],
  [
    3,
    waits,
    fc.record({
      do: fc.constant('decide'),
      which,
      aim,
      decision: fc.constantFrom('approve', 'refuse'),
    }),
  ],
  [
    2,
    waits,
    fc.record({
      do: fc.constant('freeze'),
      code,
      forMs: either(70, fc.integer({ min: -hour, max: 8 * hour })),
    }),
  ],
  [1, waits, fc.record({ do: fc.constant('unfreeze'), code })],
  [2, waits, fc.record({ do: fc.constant('revoke'), code, ban: rarely(40) })],
  [5, atOnce, reversed(20)],
];

/** One step in eight happens at, or just before, the instant at which something ends. */
const edge = either(12, fc.record({ which: fc.nat({ max: 3 }), lessMs: fc.constantFrom(0, 0, 1) }));

function stepOf(some: readonly Kind[]): fc.Arbitrary<Step> {
  return fc.oneof(
    ...some.map(([weight, waitMs, act]) => ({
      weight,
      arbitrary: fc.record({ waitMs, edge, act }),
    })),
  );
}

/** Up to 50 steps; as many sequences are long as are short. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc.array(stepOf(kinds), {
  minLength: 1,
  maxLength: 50,
  size: 'max',
});

const redeeming = fc.record({ waitMs: waits, act: used('redeem') });
const buying = stepOf([
  ...kinds,
  [150, atOnce, bought],
  [90, atOnce, refunded],
  [20, atOnce, corrected('cancel')],
  [25, atOnce, corrected('reopen')],
  [30, atOnce, reversed(80)],
]);

/** A few people come, and then most of what happens is that they buy and are refunded. */
export const shopping: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(redeeming, { minLength: 1, maxLength: 4, size: 'max' }),
    fc.array(buying, { minLength: 1, maxLength: 40, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);
