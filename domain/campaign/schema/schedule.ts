import { amountText, forms, nameText } from './forms.ts';

const over = {
  type: 'string',
  enum: ['code', 'lineage', 'person', 'campaign'],
  description:
    'Over what invitees are counted. `code`: one code. `lineage`: one code and its successors. `person`: all codes of the inviter, whichever side is rewarded; with `level`, what counts for the inviter of that level. `campaign`: the whole campaign.',
  default: 'person',
} as const;

/** Steps of a ladder, or bands; `what` says which, and `bought` is the word for what was paid. */
function steps<const What extends string, const Bought extends Readonly<Record<string, object>>>(
  what: What,
  bought: Bought,
) {
  return {
    type: 'array',
    minItems: 1,
    maxItems: 50,
    description: what,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['amount'],
      oneOf: ['invitees', ...Object.keys(bought)].map((word) => ({ required: [word] })),
      properties: {
        invitees: {
          type: 'integer',
          minimum: 1,
          maximum: 1_000_000,
          description: 'Number of invitees who qualified.',
          examples: [3],
        },
        ...bought,
        amount: { ...amountText, description: 'What is earned.', examples: ['30'] },
      },
    },
  } as const;
}

const ofPurchases = {
  ...nameText,
  description:
    'Where amounts of purchases are stated in place of numbers of invitees: the milestone, one of those that the reward waits for. Its property of type money is meant, or where it has none, the reported purchase.',
  examples: ['order-paid'],
} as const;

/** `ladder`: once at each step. */
export const ladderSchema = {
  type: 'object',
  description:
    'In place of `amount`: earned once, when a number of invitees is reached, or a sum of what they have paid.',
  additionalProperties: false,
  required: ['steps'],
  properties: {
    over,
    of: ofPurchases,
    steps: steps('In ascending order, all by invitees or all by purchases.', {
      purchases: {
        ...amountText,
        description:
          'In place of `invitees`: what all invitees who qualified have paid together. Every report of `of` adds to it that fits what the reward waits for, later ones of the same invitee too. In quotes.',
        examples: ['1000.00'],
      },
    }),
  },
  examples: [
    { over: 'person', steps: [{ invitees: 3, amount: '30' }] },
    { over: 'person', of: 'order-paid', steps: [{ purchases: '1000.00', amount: '30' }] },
  ],
} as const;

/** `bands`: the amount depends on how many came before, or on what was paid. */
export const bandsSchema = {
  type: 'object',
  description:
    'In place of `amount`: every invitee earns the amount of the band that they fall in, by their number or by what they have paid; a band ends before the next begins.',
  additionalProperties: false,
  required: ['bands'],
  properties: {
    over,
    of: ofPurchases,
    bands: steps('In ascending order, all by invitees or all by purchases.', {
      purchase: {
        ...amountText,
        description:
          'In place of `invitees`: from a purchase of so much on, the one that `of` reported last when the reward is earned. Then `over` says nothing. In quotes.',
        examples: ['100.00'],
      },
    }),
  },
  examples: [
    {
      over: 'person',
      bands: [
        { invitees: 1, amount: '1.00' },
        { invitees: 10, amount: '2.00' },
      ],
    },
    {
      of: 'order-paid',
      bands: [
        { purchase: '100.00', amount: '5.00' },
        { purchase: '200.00', amount: '12.00' },
      ],
    },
  ],
} as const;

/** `percent`: a part of what the invitee has paid. */
export const percentSchema = {
  type: 'object',
  description:
    'In place of `amount`, of template cash or points: a part of the amount that the last report of a milestone carries; in points, of its whole units of currency. What does not divide is rounded down.',
  additionalProperties: false,
  required: ['of', 'rate', 'ceiling'],
  properties: {
    of: {
      ...nameText,
      description:
        'The milestone, one of those that the reward waits for. Its property of type money is meant, or where it has none, the reported purchase.',
      examples: ['order-paid'],
    },
    rate: {
      type: 'string',
      pattern: forms.amount,
      description:
        'How much of it, in percent, with at most two decimals: at most 100. Of points, 100 is one point for each whole unit of currency, a yuan for one, and up to one for its smallest unit may be given, a fen. In quotes.',
      examples: ['5', '2.5', '100'],
    },
    floor: {
      ...amountText,
      description: 'At least this is earned, also where no amount was reported.',
      default: '0',
      examples: ['1.00'],
    },
    ceiling: { ...amountText, description: 'At most this is earned.', examples: ['50.00'] },
  },
  examples: [{ of: 'order-paid', rate: '5', floor: '1.00', ceiling: '50.00' }],
} as const;

/** `random`: packets of unlike amounts. */
export const randomSchema = {
  type: 'object',
  description:
    'In place of `amount`, of template cash: a total split at random into packets. Whoever qualifies draws the next one, each side one of its own, until none is left. The sum is exact. The split is made by a secret seed, to which publishing commits; after the campaign `usher draw reveal` shows the seed, and anybody can check every amount.',
  additionalProperties: false,
  required: ['packets', 'total', 'least', 'most'],
  properties: {
    packets: {
      type: 'integer',
      minimum: 2,
      maximum: 100_000,
      description: 'How many packets there are.',
      examples: [100],
    },
    total: { ...amountText, description: 'What all of them come to.', examples: ['200.00'] },
    least: { ...amountText, description: 'What each has at least.', examples: ['0.30'] },
    most: { ...amountText, description: 'What each has at most.', examples: ['20.00'] },
  },
  examples: [{ packets: 100, total: '200.00', least: '0.30', most: '20.00' }],
} as const;

/** `decay`: steps that become smaller. */
export const decaySchema = {
  type: 'object',
  description:
    'In place of `amount`: earned at every so many invitees, and smaller each time. What does not divide is rounded down.',
  additionalProperties: false,
  required: ['first'],
  properties: {
    over,
    every: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      description: 'After how many invitees each.',
      default: 1,
      examples: [3],
    },
    first: { ...amountText, description: 'What is earned the first time.', examples: ['30'] },
    keepPercent: {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      description: 'How much of it is left each next time, in percent.',
      default: 50,
    },
    floor: { ...amountText, description: 'It never falls below this.', default: '0' },
  },
  examples: [{ over: 'person', every: 3, first: '30', keepPercent: 50, floor: '1' }],
} as const;
