import { durationText, forms } from './forms.ts';
import { weekdays } from './weekdays.ts';

const openingHoursSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    days: {
      type: 'array',
      items: { type: 'string', enum: weekdays },
      minItems: 1,
      uniqueItems: true,
      description: 'On which days of the week. Unless said, on all of them.',
      examples: [['saturday', 'sunday']],
    },
    from: {
      type: 'string',
      pattern: forms.clock,
      description: 'From when on, in quotes.',
      examples: ['09:00'],
    },
    to: {
      type: 'string',
      pattern: forms.clock,
      description:
        'Until when, in quotes; at that minute it is closed. What is not later than `from` lies on the next day.',
      examples: ['21:00', '24:00'],
    },
  },
} as const;

/** `spec.redemption`. */
export const redemptionSchema = {
  type: 'object',
  description: 'How often a code may be used, and when.',
  additionalProperties: false,
  default: {},
  properties: {
    usesMax: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000_000,
      description: 'Accepted uses of one code. Unless said, without limit.',
      examples: [1, 50],
    },
    reserveFor: {
      ...durationText,
      description: 'How long a reservation is kept before it is given back.',
      default: '15m',
      examples: ['15m'],
    },
    onRevoke: {
      type: 'string',
      enum: ['void', 'keep'],
      description:
        'What happens to held rewards when a code is revoked. `void`: they are given back to the budget. `keep`: they are paid when they are due.',
      default: 'void',
    },
    onCancel: {
      type: 'string',
      enum: ['give-back-use', 'keep-use'],
      description:
        "What happens to the use when operations cancel a redemption; its rewards are taken back either way. `give-back-use`: the code can be used once more, and the person can redeem again. `keep-use`: the use and the person's one redemption stay taken.",
      default: 'give-back-use',
    },
    openingHours: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: openingHoursSchema,
      description:
        "When codes may be redeemed, by the campaign's clock; outside of it they are refused with the next opening. Unless said, always.",
      examples: [[{ days: ['saturday', 'sunday'], from: '09:00', to: '21:00' }]],
    },
  },
} as const;
