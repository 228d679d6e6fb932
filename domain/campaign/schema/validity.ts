import { onlyWith } from './choice.ts';
import { currencyDecimals } from '../../money.ts';
import { amountText, durationText, forms } from './forms.ts';

const currencies = Object.keys(currencyDecimals) as (keyof typeof currencyDecimals)[];

const extensionSchema = {
  type: 'object',
  description: 'Shares lengthen the life of a code.',
  additionalProperties: false,
  required: ['by', 'upTo'],
  properties: {
    on: {
      type: 'string',
      enum: ['share-reported', 'share-opened', 'share-opened-by-new'],
      description:
        'What counts as a share. `share-reported`: one that a service reports; easily farmed. `share-opened`: one that somebody opened. `share-opened-by-new`: one that somebody new opened.',
      default: 'share-opened',
    },
    by: { ...durationText, description: 'What each share adds.', examples: ['6h'] },
    upTo: {
      ...durationText,
      description: 'How long a code lives at most after it was issued, extensions included.',
      examples: ['72h'],
    },
  },
} as const;

const renewalSchema = {
  type: 'object',
  description:
    "Smart renewal: a code that is used lives longer, and each renewal is charged to the operator's account. Unless said, none.",
  additionalProperties: false,
  required: ['everyUses', 'by', 'upTo', 'price', 'currency'],
  properties: {
    everyUses: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      description: 'After how many uses each time.',
      examples: [10],
    },
    by: { ...durationText, description: 'What each renewal adds.', examples: ['7d'] },
    upTo: {
      ...durationText,
      description: 'How long a code lives at most after it was issued, renewals included.',
      examples: ['365d'],
    },
    price: {
      ...amountText,
      description: 'What each renewal costs the operator. In quotes.',
      examples: ['1.00'],
    },
    currency: {
      type: 'string',
      enum: currencies,
      description: 'Of the price.',
      examples: ['CNY'],
    },
  },
} as const;

const refreshSchema = {
  type: 'object',
  description: 'The same code gets a new value every so often.',
  additionalProperties: false,
  required: ['every'],
  properties: {
    every: { ...durationText, description: 'How often.', examples: ['24h'] },
    formerFor: {
      ...durationText,
      description: 'How long the former value still leads to the code.',
      default: '1h',
      examples: ['1h'],
    },
  },
} as const;

const resetSchema = {
  type: 'object',
  description: 'An administrator may give a code its whole lifetime anew.',
  additionalProperties: false,
  properties: {
    timesMax: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'How often, for one code.',
      default: 3,
    },
  },
} as const;

/** Words of `onExpiry` that belong to one action only. */
const actionWords = {
  regenerate: ['generationsMax', 'onlyIfTouched', 'forwardFor'],
  convert: ['redeem'],
} as const;

const onExpirySchema = {
  type: 'object',
  description:
    'What happens to a code at its end. Redemption closes, unless `convert` says otherwise.',
  additionalProperties: false,
  required: ['action'],
  default: { action: 'expire' },
  properties: {
    action: {
      type: 'string',
      enum: ['expire', 'regenerate', 'archive', 'convert'],
      description:
        'What becomes of it. `expire`: it is void. `regenerate`: it is void and its holder gets a successor. `archive`: it is kept for the record. `convert`: it becomes an ordinary member code.',
      examples: ['expire', 'regenerate'],
    },
    generationsMax: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description:
        'Of `regenerate`: how many codes a line may have in all, the first included. Unless said: 3.',
      examples: [3],
    },
    onlyIfTouched: {
      type: 'boolean',
      description:
        'Of `regenerate`: no successor for a code that nobody shared or redeemed. Unless said: true.',
      examples: [true],
    },
    forwardFor: {
      ...durationText,
      description:
        'Of `regenerate`: how long the old code answers with its successor, so that an old poster still credits the right person. Unless said: 72h.',
      examples: ['72h'],
    },
    redeem: {
      type: 'string',
      enum: ['accepted', 'refused'],
      description:
        'Of `convert`: whether the member code still takes redemptions. `accepted`: it does. `refused`: it does not. Unless said: refused.',
      examples: ['refused'],
    },
  },
} as const;

/** `spec.validity`, as types see it. */
export const validityShape = {
  type: 'object',
  description: 'How long a code lives, what lengthens it, and what comes after.',
  additionalProperties: false,
  required: ['lifetime'],
  properties: {
    lifetime: {
      type: 'string',
      pattern: forms.lifetime,
      description:
        'From issue to expiry: a duration, `until-campaign-end`, or `long-term`, which has no end of its own. At the last instant the code is expired.',
      examples: ['24h', '7d', 'until-campaign-end', 'long-term'],
    },
    extension: extensionSchema,
    renewal: renewalSchema,
    refresh: refreshSchema,
    reset: resetSchema,
    reminders: {
      type: 'array',
      maxItems: 10,
      uniqueItems: true,
      description: 'Messages to the holder before the end.',
      default: [],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['before'],
        properties: {
          before: {
            ...durationText,
            description: 'How long before the end.',
            examples: ['4h'],
          },
        },
      },
      examples: [[{ before: '4h' }]],
    },
    onExpiry: onExpirySchema,
    settleFor: {
      ...durationText,
      description:
        'How long milestones, reviews and held rewards go on after the end. Then the code is settled and accepts nothing any more; its rewards can still be taken back.',
      default: '30d',
      examples: ['30d'],
    },
  },
} as const;

/** `spec.validity`, as it is checked. */
export const validitySchema = {
  ...validityShape,
  properties: {
    ...validityShape.properties,
    onExpiry: {
      ...onExpirySchema,
      allOf: onlyWith('action', onExpirySchema.properties.action.enum, actionWords),
    },
  },
};
