import type { Step, Use } from './acts.ts';
import { day, hour, minute, type Meaning, type Promised } from './meaning.ts';

/** A sequence on which model and system once disagreed, cut down. */
export interface Regression {
  /** What the system did wrong. */
  readonly found: string;
  /** Of the run that found it. */
  readonly seed: number;
  readonly campaign: Meaning;
  readonly steps: readonly Step[];
}

const promised: Promised = {
  name: 'first',
  kind: 'cash',
  to: ['inviter'],
  milestones: ['redeemed'],
  only: null,
  amount: { each: 100 },
  over: 'code',
  timing: 'instant',
  holdMs: 0,
  weekday: 1,
  hour: 0,
  caps: [],
};

const plain: Meaning = {
  startsAfterMs: 0,
  endsAfterMs: 9 * day,
  zone: { name: 'Asia/Shanghai', offsetMs: 8 * hour },
  perPerson: 1,
  lifetimeMs: 6 * hour,
  extension: null,
  resetsMax: 1,
  end: { action: 'expire' },
  settleForMs: 6 * hour,
  opening: null,
  usesMax: null,
  reserveForMs: 15 * minute,
  onRevoke: 'void',
  touch: 'first',
  windowMs: hour,
  existing: 'excluded',
  rewards: [promised],
  budget: { 'CNY/2': 1000, 'points/0': 100 },
  risk: { invitationsMax: null, requests: null, review: null, refusedRegion: null },
};

const posters = { channel: 'poster', withinMs: 2 * day, otherwise: 'approve' } as const;

function redeem(details: Partial<Use> = {}): Use {
  return {
    do: 'redeem',
    code: 0,
    invitee: 'cat',
    channel: null,
    source: null,
    region: null,
    isExisting: false,
    late: null,
    ...details,
  };
}

const bought = {
  do: 'milestone',
  which: 0,
  aim: 'open',
  name: 'purchase',
  purchase: null,
} as const;

/** Grows with every disagreement that was a bug of the system. */
export const regressions: readonly Regression[] = [
  {
    found: 'a reset made a code active whose wording was unfit',
    seed: 11,
    campaign: plain,
    steps: [
      { waitMs: 1, act: { do: 'revise', code: 0, hits: 1 } },
      { waitMs: 6 * hour, act: { do: 'reset', code: 0, appeal: false } },
    ],
  },
  {
    found: 'an appeal brought a replaced code back beside its successor, to make a second one',
    seed: 11,
    campaign: {
      ...plain,
      end: { action: 'regenerate', generationsMax: 3, onlyIfTouched: false, forwardForMs: hour },
    },
    steps: [
      { waitMs: 6 * hour, act: { do: 'revoke', code: 0, ban: false } },
      { waitMs: 1, act: { do: 'reset', code: 0, appeal: true } },
    ],
  },
  {
    found: 'no revocation could be appealed in a campaign without resets',
    seed: 11,
    campaign: { ...plain, resetsMax: null },
    steps: [
      { waitMs: 1, act: { do: 'revoke', code: 1, ban: true } },
      { waitMs: 1, act: { do: 'reset', code: 0, appeal: true } },
    ],
  },
  {
    found: 'a code issued for a channel was judged as if it had none',
    seed: 11,
    campaign: { ...plain, risk: { ...plain.risk, review: posters } },
    steps: [
      { waitMs: 1, act: { do: 'issue', holder: 'bob', channel: 'poster' } },
      { waitMs: 1, act: redeem() },
    ],
  },
  {
    found: 'a code settled before its last review, and what that granted was never paid',
    seed: 5,
    campaign: {
      ...plain,
      rewards: [{ ...promised, holdMs: hour }],
      risk: { ...plain.risk, review: posters },
    },
    steps: [
      { waitMs: 1, act: redeem({ channel: 'poster' }) },
      { waitMs: 3 * day, act: { do: 'campaign', status: 'paused' } },
    ],
  },
  {
    found: "a reopened redemption lost the step that was its invitee's, as the ladder had gone on",
    seed: 0,
    campaign: {
      ...plain,
      rewards: [
        {
          ...promised,
          ...{
            to: ['inviter', 'invitee'],
            amount: {
              ladder: [
                [2, 50],
                [3, 100],
              ],
            },
            holdMs: hour,
          },
        },
      ],
    },
    steps: [
      { waitMs: 1, act: redeem({ invitee: 'cat' }) },
      { waitMs: 1, act: redeem({ invitee: 'dan' }) },
      { waitMs: 1, act: redeem({ invitee: 'eve' }) },
      { waitMs: 1, act: { do: 'cancel', which: 1, aim: 'open' } },
      { waitMs: 1, act: { do: 'reopen', which: 1, aim: 'open' } },
    ],
  },
  {
    found: 'a refund of a purchase too small for a band came off the one that the band is of',
    seed: 1,
    campaign: {
      ...plain,
      rewards: [
        {
          ...promised,
          milestones: ['verified', { name: 'purchase', times: 1, atLeast: 5000, withinMs: null }],
          amount: {
            of: 'purchase',
            worth: [
              [4000, 50],
              [8000, 100],
            ],
          },
        },
      ],
    },
    steps: [
      { waitMs: 1, act: redeem() },
      { waitMs: 1, act: { ...bought, said: { cost: '33.33' } } },
      { waitMs: 1, act: { ...bought, said: { cost: '81.50' } } },
      { waitMs: 1, act: { do: 'refund', which: 0, aim: 'open', of: 'purchase', fen: 3333 } },
      { waitMs: 1, act: { ...bought, name: 'verified' } },
    ],
  },
];
