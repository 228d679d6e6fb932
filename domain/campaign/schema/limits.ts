import { wantedWith } from './choice.ts';
import { amountText, durationText, forms } from './forms.ts';

const limitShape = {
  type: 'object',
  additionalProperties: false,
  required: ['of'],
  description: 'One limit: an `amount`, or a number of `times`.',
  properties: {
    of: {
      type: 'string',
      pattern: forms.parameter,
      description:
        "What it counts for itself: each `code`, `lineage`, `person` (whom the reward is for) or `channel`, the whole `campaign`, or each value of one of the codes' `parameters`, by its name; codes without it share one.",
      examples: ['person', 'code', 'lineage', 'channel', 'campaign', 'store'],
    },
    every: {
      type: 'string',
      enum: ['hour', 'day', 'week', 'month'],
      description:
        "In which stretch of time, by the campaign's clock. `hour`: from each full hour. `day`: from midnight. `week`: from Monday. `month`: from the first. Unless said, in the whole campaign.",
      examples: ['day'],
    },
    amount: { ...amountText, description: 'How much at most. In quotes.', examples: ['10.00'] },
    times: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000_000,
      description: 'How often at most.',
      examples: [100],
    },
    beyond: {
      type: 'string',
      enum: ['refuse', 'review'],
      description:
        'What becomes of a reward beyond it. `refuse`: it is not granted. `review`: the whole use waits for a person; approved, it has the reward, which this limit then does not count, and refused, it counts without. Only where redeeming itself earns the reward. Unless said, it is not granted.',
      examples: ['review'],
    },
    within: {
      ...durationText,
      description: 'Of `beyond: review`: how long a person has to decide.',
      examples: ['48h'],
    },
    otherwise: {
      type: 'string',
      enum: ['approve', 'refuse'],
      description:
        'Of `beyond: review`: what happens when nobody decides in time. `approve`: the reward is granted. `refuse`: it is not, and the use counts.',
      examples: ['refuse'],
    },
    secondPerson: {
      type: 'boolean',
      description:
        'Of `beyond: review`: whether two people have to agree, as on a review that a risk rule opens. Unless said, one person decides.',
      examples: [true],
    },
  },
} as const;

const beyondWords = { review: ['within', 'otherwise'] } as const;

const beyondRules = wantedWith('beyond', limitShape.properties.beyond.enum, beyondWords, {
  review: ['secondPerson'],
});

/** `limits` of a reward, as types see it. */
export const limitsSchema = {
  type: 'array',
  maxItems: 20,
  uniqueItems: true,
  description:
    'Bounds of a stretch of time, or of one channel, store or the like. Inviter and invitee count together. What does not fit is not granted, and not made up for later, unless a limit says `beyond: review`.',
  default: [],
  items: limitShape,
  examples: [
    [
      { of: 'person', every: 'day', amount: '10.00' },
      { of: 'campaign', every: 'hour', times: 100 },
    ],
  ],
} as const;

const { of, every, amount, times } = limitShape.properties;

/** `spec.limits`, as it is checked. */
export const sharedLimitsChecked = {
  type: 'array',
  maxItems: 20,
  uniqueItems: true,
  description:
    'Bounds over all rewards together, beside those that each reward has of its own. Inviter and invitee count together, awards do not. What does not fit is not granted, and not made up for later.',
  default: [],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['of'],
    description: 'One limit: an `amount` of an `asset`, or a number of `times`.',
    properties: {
      of,
      every,
      asset: {
        type: 'string',
        pattern: forms.asset,
        description:
          'Of what it counts rewards, as `budget` names it. It has to be said with an `amount`; `times` without it count rewards of everything.',
        examples: ['CNY', 'points', 'coupon:coffee'],
      },
      amount,
      times,
    },
    oneOf: [{ required: ['amount'] }, { required: ['times'] }],
  },
  examples: [
    [
      { of: 'person', every: 'day', asset: 'CNY', amount: '10.00' },
      { of: 'campaign', every: 'hour', times: 1000 },
    ],
  ],
};

/** `limits` of a reward, as it is checked. */
export const limitsChecked = {
  ...limitsSchema,
  items: {
    ...limitShape,
    oneOf: [{ required: ['amount'] }, { required: ['times'] }],
    dependencies: { within: ['beyond'], otherwise: ['beyond'], secondPerson: ['beyond'] },
    allOf: beyondRules,
  },
};

/** One limit that the schema has passed. */
export interface LimitText {
  readonly of: string;
  readonly every?: 'hour' | 'day' | 'week' | 'month';
  readonly amount?: string;
  readonly times?: number;
  readonly beyond?: 'refuse' | 'review';
  readonly within?: string;
  readonly otherwise?: 'approve' | 'refuse';
  readonly secondPerson?: boolean;
}

/** One limit that rewards share, alike. */
export interface SharedLimitText extends LimitText {
  readonly asset?: string;
}
