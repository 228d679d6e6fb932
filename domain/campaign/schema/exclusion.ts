import { nameText } from './forms.ts';

/** `spec.exclusion`. */
export const exclusionSchema = {
  type: 'object',
  description:
    'Campaigns that exclude each other: a person redeems a code of one campaign of the group only. Unless said, none.',
  additionalProperties: false,
  required: ['group'],
  properties: {
    group: {
      ...nameText,
      description: 'The same name in all campaigns that exclude each other.',
      examples: ['spring-2027'],
    },
    priority: {
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      description:
        'A campaign of a higher priority may still be redeemed by people who redeemed one of a lower; from then on the lower one grants for them nothing more, and what it has granted stays.',
      default: 0,
      examples: [10],
    },
  },
} as const;
