import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { currencyDecimals } from '../../money.ts';
import { onlyWith, wantedWith } from './choice.ts';
import { conditionReference } from './condition.ts';
import { amountText, durationText, forms, nameText } from './forms.ts';
import { weekdays } from './weekdays.ts';
import { inviteeSchema, type WantedText } from './milestones.ts';
import { limitsChecked, limitsSchema } from './limits.ts';
import { bandsSchema, decaySchema, ladderSchema, percentSchema, randomSchema } from './schedule.ts';

const count = { type: 'integer', minimum: 1, maximum: 1_000_000_000 } as const;

const condition: JSONSchema = conditionReference(
  'A further condition, in the form of json-rules-engine, over the facts listed below.',
);

const whenSchema = {
  type: 'object',
  description: 'What earns the reward.',
  additionalProperties: false,
  required: ['invitee'],
  properties: {
    invitee: inviteeSchema,
    inOrder: {
      type: 'boolean',
      description:
        'Whether each milestone must be reached after the one before it. Reports that come sooner do not count.',
      default: false,
    },
    condition,
  },
} as const;

const payoutSchema = {
  type: 'object',
  description: 'When it is paid.',
  additionalProperties: false,
  default: {},
  properties: {
    timing: {
      type: 'string',
      enum: ['instant', 'automatic', 'weekly', 'after-campaign', 'after-stream'],
      description:
        'When. `instant`: as soon as the hold is over. `automatic`: takes effect by itself, nobody sends anything. `weekly`: with the next weekly batch. `after-campaign`: after the end of the campaign. `after-stream`: in one batch after the end of the live stream in which the code was redeemed. Unless said, as the template has it.',
      examples: ['instant'],
    },
    hold: {
      ...durationText,
      description: 'How long it is held back first, in case it must be taken back.',
      default: '0s',
      examples: ['7d'],
    },
    weekday: {
      type: 'string',
      enum: weekdays,
      description: "Day of weekly batches by the campaign's clock.",
      default: 'monday',
    },
    hour: {
      type: 'integer',
      minimum: 0,
      maximum: 23,
      description: "Hour of weekly batches by the campaign's clock.",
      default: 10,
    },
  },
} as const;

const timesSchema = {
  type: 'object',
  description: 'How often it is granted at most.',
  additionalProperties: false,
  default: {},
  properties: {
    perCode: { ...count, description: 'Times for one code.', examples: [5] },
    perLineage: { ...count, description: 'Times for a code and its successors.', examples: [5] },
    perPerson: { ...count, description: 'Times for one person.', examples: [10] },
  },
} as const;

const capsSchema = {
  type: 'object',
  description:
    'Bounds, all of which hold. A reward that does not fit under one any more is not granted.',
  additionalProperties: false,
  default: {},
  properties: {
    perCode: {
      ...amountText,
      description:
        'Amount at most for one code. For template cash in CNY it is 5.00 unless said otherwise.',
      examples: ['5.00'],
    },
    perLineage: {
      ...amountText,
      description: 'Amount at most for a code and its successors together.',
      examples: ['5.00'],
    },
    perPerson: {
      ...amountText,
      description: 'Amount at most for one person.',
      examples: ['50.00'],
    },
    perCampaign: {
      ...amountText,
      description: 'Amount at most in the whole campaign.',
      examples: ['5000.00'],
    },
    quantity: {
      ...amountText,
      description: 'Another word for `perCampaign`, for things: the total there is.',
      examples: ['500'],
    },
    redemptions: {
      ...count,
      description: 'Times at most in the whole campaign.',
      examples: [1000],
    },
    times: timesSchema,
    sides: {
      type: 'string',
      enum: ['each', 'both'],
      description:
        'Of a reward for both: whom a cap counts. `each`: inviter and invitee apart. `both`: inviter and invitee together.',
      default: 'both',
    },
  },
} as const;

/** One of `spec.rewards`, as types see it. */
export const rewardShape = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'template', 'to', 'when'],
  properties: {
    id: {
      ...nameText,
      description: 'Names the reward within the campaign.',
      examples: ['red-packet'],
    },
    template: {
      type: 'string',
      enum: ['cash', 'points', 'privilege', 'coupon', 'virtual-item'],
      description:
        'The kind of reward, which fills in what is not said. `cash`: a red packet in a `currency`, paid at once, at most 5.00 CNY a code. `points`: with the weekly batch. `privilege`: days of a `privilege`, which take effect by themselves. `coupon`: pieces of a `coupon`, which take effect by themselves. `virtual-item`: pieces of an `item`, after the campaign.',
      examples: ['cash'],
    },
    to: {
      type: 'string',
      enum: ['inviter', 'invitee', 'both'],
      description:
        'Who receives it. `inviter`: who shared the code. `invitee`: who redeemed it. `both`: inviter and invitee, the full amount each.',
      examples: ['inviter'],
    },
    level: {
      type: 'integer',
      minimum: 2,
      maximum: 3,
      description:
        'Of a reward for the inviter: how far up. 2 is who invited the inviter, 3 one further; `distribution` must pay as many levels. Unless said, who invited.',
      examples: [2],
    },
    when: whenSchema,
    amount: {
      ...amountText,
      description: 'What every invitee who qualifies earns. In quotes.',
      examples: ['1.00', '200'],
    },
    ladder: ladderSchema,
    bands: bandsSchema,
    decay: decaySchema,
    percent: percentSchema,
    random: randomSchema,
    currency: {
      type: 'string',
      enum: Object.keys(currencyDecimals) as (keyof typeof currencyDecimals)[],
      description: 'Of template cash: the currency.',
      examples: ['CNY'],
    },
    privilege: {
      type: 'string',
      pattern: forms.owned,
      description: 'Of template privilege: its name. Amounts are days.',
      examples: ['vip'],
    },
    coupon: {
      type: 'string',
      pattern: forms.owned,
      description: 'Of template coupon: its name. Amounts are pieces.',
      examples: ['coffee'],
    },
    item: {
      type: 'string',
      pattern: forms.owned,
      description: 'Of template virtual-item: its name. Amounts are pieces.',
      examples: ['lantern'],
    },
    payout: payoutSchema,
    expiresAfter: {
      ...durationText,
      description:
        'Of template points: how long they can be spent, counted from when they take effect. What is left then is gone. Unless said, and without `expiresAt`, for ever.',
      examples: ['90d'],
    },
    expiresAt: {
      type: 'string',
      pattern: forms.ends,
      description:
        "Of template points, in place of `expiresAfter`: until when they can be spent. A date includes that day, by the campaign's clock.",
      examples: ['2027-12-31'],
    },
    recurring: {
      type: 'object',
      description:
        'The same again month by month, at the time of day of the first. All months are promised, and held, when it is earned: together they must fit under caps, limits and the budget, or none is granted. For what counts times it is one.',
      additionalProperties: false,
      required: ['months'],
      properties: {
        months: {
          type: 'integer',
          minimum: 2,
          maximum: 60,
          description: 'For how many months, the first included.',
          examples: [12],
        },
      },
    },
    caps: capsSchema,
    limits: limitsSchema,
  },
} as const;

/** One of `spec.rewards` that the schema has passed. */
export type RewardText = Omit<FromSchema<typeof rewardShape>, 'when'> & {
  readonly when: {
    readonly invitee: readonly WantedText[];
    readonly inOrder: boolean;
    readonly condition?: unknown;
  };
};

/** The word that names what a template gives; points are just points. */
const assetWords = {
  cash: ['currency'],
  privilege: ['privilege'],
  coupon: ['coupon'],
  'virtual-item': ['item'],
} as const;
/** The ways to say how much; a reward has exactly one. */
const amountWords = ['amount', 'ladder', 'bands', 'decay', 'percent', 'random'] as const;

/** One of `spec.rewards`, as it is checked. */
export const rewardSchema = {
  ...rewardShape,
  oneOf: amountWords.map((word) => ({ required: [word] })),
  allOf: [
    ...wantedWith('template', rewardShape.properties.template.enum, assetWords),
    ...onlyWith('template', rewardShape.properties.template.enum, {
      cash: ['percent', 'random'],
      points: ['percent', 'expiresAfter', 'expiresAt'],
    }),
  ],
  not: { required: ['expiresAfter', 'expiresAt'] },
  properties: {
    ...rewardShape.properties,
    caps: { ...capsSchema, not: { required: ['perCampaign', 'quantity'] } },
    limits: limitsChecked,
  },
};
