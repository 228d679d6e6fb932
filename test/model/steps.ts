import fc from 'fast-check';
import { categories, day, hour, minute, piecesMax, unknownChannel } from './meaning.ts';

/**
 * One step of a sequence: the clock moves, then somebody does something. Which code, redemption,
 * review or reward is meant is a number, resolved when the step is played (`cast.ts`), so that a
 * sequence still makes sense when it is cut down.
 */
export interface Step {
  readonly waitMs: number;
  /** In place of `waitMs`: until one of the next instants at which something ends, or just before. */
  readonly edge?: Edge | null;
  readonly act: Act;
}

export interface Edge {
  readonly which: number;
  readonly lessMs: 0 | 1;
}

export type Act =
  | { readonly do: 'issue'; readonly holder: string; readonly channel: string | null }
  | {
      readonly do: 'open';
      readonly code: number;
      readonly visitor: string;
      readonly share: string;
      readonly isNew: boolean;
    }
  | { readonly do: 'campaign'; readonly status: 'open' | 'paused' | 'closed' }
  | { readonly do: 'again'; readonly which: number; readonly changed: boolean }
  | {
      readonly do: 'share';
      readonly code: number;
      readonly via: Via;
      readonly channel: string | null;
    }
  | Use
  | {
      readonly do: 'confirm' | 'release' | 'cancel' | 'reopen';
      readonly which: number;
      readonly aim: Aim;
    }
  | {
      readonly do: 'verify';
      readonly code: number;
      readonly subject: string;
      readonly check: string;
      readonly passed: boolean;
    }
  | {
      readonly do: 'milestone';
      readonly which: number;
      readonly aim: Aim;
      /** Null: the one that comes next. */
      readonly name: string | null;
      readonly purchase: number | null;
      readonly said?: Readonly<Record<string, string | number | boolean>> | null;
    }
  | { readonly do: 'reset'; readonly code: number; readonly appeal: boolean }
  | { readonly do: 'revise'; readonly code: number; readonly hits: number }
  | {
      readonly do: 'decide';
      readonly which: number;
      readonly aim: Aim;
      readonly decision: 'approve' | 'refuse';
    }
  | { readonly do: 'freeze'; readonly code: number; readonly forMs: number | null }
  | { readonly do: 'unfreeze'; readonly code: number }
  | { readonly do: 'revoke'; readonly code: number; readonly ban: boolean }
  | {
      readonly do: 'reverse';
      readonly which: number;
      readonly aim: Aim;
      /** In hundredths of what is left: a part of it, or more; null takes all. */
      readonly share?: number | null;
    };

export interface Use {
  readonly do: 'redeem' | 'reserve';
  readonly code: number;
  readonly invitee: string;
  readonly channel: string | null;
  readonly source: string | null;
  readonly region: string | null;
  readonly isExisting: boolean;
  /** For a late attribution by hand: how long ago, or at an end of the code's life. */
  readonly late: number | 'issue' | 'end' | null;
}

export type Via = 'share-reported' | 'share-opened' | 'share-opened-by-new';
/** At what is open, at anything there ever was, or at the same but by way of another code. */
export type Aim = 'open' | 'any' | 'elsewhere';

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
        cost: fc.constantFrom('49.99', '50', '50.00'),
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

/** Each kind of step with its share, in percent. */
const kinds: readonly (readonly [
  percent: number,
  waitMs: fc.Arbitrary<number>,
  act: fc.Arbitrary<Act>,
])[] = [
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
  [5, atOnce, fc.record({ do: fc.constant('cancel'), which, aim })],
  [4, atOnce, fc.record({ do: fc.constant('reopen'), which, aim })],
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
  [
    5,
    atOnce,
    fc.record({
      do: fc.constant('reverse'),
      which,
      aim,
      share: either(50, fc.constantFrom(1, 30, 50, 99, 100, 101)),
    }),
  ],
];

/** One step in eight happens at, or just before, the instant at which something ends. */
const edge = either(12, fc.record({ which: fc.nat({ max: 3 }), lessMs: fc.constantFrom(0, 0, 1) }));

const step = fc.oneof(
  ...kinds.map(([weight, waitMs, act]) => ({
    weight,
    arbitrary: fc.record({ waitMs, edge, act }),
  })),
);

/** Up to 50 steps; as many sequences are long as are short. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc.array(step, {
  minLength: 1,
  maxLength: 50,
  size: 'max',
});
