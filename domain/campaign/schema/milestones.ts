import { currencyDecimals } from '../../money.ts';
import { onlyWith, wantedWith } from './choice.ts';
import { amountText, durationText, forms, nameText } from './forms.ts';

const propertyKinds = ['money', 'text', 'number', 'flag'] as const;

/** A property of a milestone, as types see it. */
const propertyShape = {
  type: 'object',
  title: 'NAME',
  description: 'One property.',
  additionalProperties: false,
  required: ['type'],
  properties: {
    type: {
      type: 'string',
      enum: propertyKinds,
      description:
        'What it is. `money`: an amount of a `currency`, reported as a text. `text`: a text, any or one of a list. `number`: a number. `flag`: true or false.',
      examples: ['money'],
    },
    currency: {
      type: 'string',
      enum: Object.keys(currencyDecimals) as (keyof typeof currencyDecimals)[],
      description: 'Of type money: the currency.',
      examples: ['CNY'],
    },
    oneOf: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 100 },
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
      description: 'Of type text: what it may be. Unless said, any text of up to 100 characters.',
      examples: [['book', 'toy']],
    },
    min: {
      type: 'number',
      minimum: -1_000_000_000_000,
      maximum: 1_000_000_000_000,
      description: 'Of type number: the least it may be. Unless said, without bound.',
      examples: [1],
    },
    max: {
      type: 'number',
      minimum: -1_000_000_000_000,
      maximum: 1_000_000_000_000,
      description: 'Of type number: the most it may be. Unless said, without bound.',
      examples: [100],
    },
  },
} as const;

/** A property as it is checked. */
const propertySchema = {
  ...propertyShape,
  allOf: [
    ...wantedWith('type', propertyKinds, { money: ['currency'] }),
    ...onlyWith('type', propertyKinds, { text: ['oneOf'], number: ['min', 'max'] }),
  ],
};

/** `spec.milestones`. An item is a name, or a mapping. */
export const milestonesSchema = {
  type: 'array',
  items: {
    type: ['string', 'object'],
    pattern: forms.name,
    additionalProperties: false,
    required: ['id'],
    description:
      'A milestone: its name, or a mapping of its name and what reports of it may carry.',
    properties: {
      id: { ...nameText, description: 'Names the milestone.', examples: ['order-paid'] },
      description: {
        type: 'string',
        maxLength: 500,
        description: 'More words for people. Not part of the terms.',
        examples: ['An order was paid for.'],
      },
      check: {
        ...nameText,
        description:
          'The check that reaches it: once an invitee has passed it, the milestone is reported with that. Unless said, your service reports the milestone.',
        examples: ['real-name'],
      },
      properties: {
        type: 'object',
        description:
          'What reports of it may carry, by name. None has to be reported each time. Nothing personal belongs here: no names, numbers or addresses of people.',
        additionalProperties: false,
        maxProperties: 20,
        patternProperties: { [forms.name]: propertySchema },
        examples: [
          {
            amount: { type: 'money', currency: 'CNY' },
            category: { type: 'text', oneOf: ['book', 'toy'] },
          },
        ],
      },
    },
  },
  uniqueItems: true,
  maxItems: 50,
  description:
    'What an invitee may reach and a service reports. `redeemed` is always there and not listed.',
  default: [],
  examples: [
    ['registered', 'real-name-verified', 'first-purchase'],
    [{ id: 'order-paid', properties: { amount: { type: 'money', currency: 'CNY' } } }],
  ],
} as const;

/** A property that the schema has passed. */
export interface PropertyText {
  readonly type: (typeof propertyKinds)[number];
  readonly currency?: keyof typeof currencyDecimals;
  readonly oneOf?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** One of `spec.milestones` that the schema has passed. */
export type MilestoneText =
  | string
  | {
      readonly id: string;
      readonly check?: string;
      readonly properties?: Readonly<Record<string, PropertyText>>;
    };

/** `when.invitee` of a reward. An item is a name, or a mapping. */
export const inviteeSchema = {
  type: 'array',
  items: {
    type: ['string', 'object'],
    pattern: forms.name,
    additionalProperties: false,
    required: ['milestone'],
    description:
      'A milestone that must be reached: its name, or a mapping of its name and which reports of it count.',
    properties: {
      milestone: {
        ...nameText,
        description: 'The milestone.',
        examples: ['order-paid'],
      },
      times: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        description: 'How many reports of it must count.',
        default: 1,
        examples: [3],
      },
      atLeast: {
        ...amountText,
        description:
          'Only reports of at least this amount count: of its property of type money, or where it has none, of the reported purchase.',
        examples: ['100.00'],
      },
      within: {
        ...durationText,
        description:
          'Only reports in this time after the redemption count. At that instant it is over.',
        examples: ['30d'],
      },
    },
  },
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  description:
    "Milestones that one invitee must have reached, all of them, in any order unless `inOrder` says otherwise: `redeemed`, or any of the campaign's own.",
  examples: [
    ['redeemed'],
    ['registered', 'real-name-verified'],
    ['registered', { milestone: 'order-paid', times: 3, atLeast: '100.00', within: '30d' }],
  ],
} as const;

/** One item of `when.invitee` that the schema has passed. */
export type WantedText =
  | string
  | {
      readonly milestone: string;
      readonly times: number;
      readonly atLeast?: string;
      readonly within?: string;
    };
