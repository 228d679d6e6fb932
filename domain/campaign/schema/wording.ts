import { durationText, nameText } from './forms.ts';

/** `spec.wording`. */
export const wordingSchema = {
  type: 'object',
  description:
    'Texts that people will see, by a name of your own. They are looked through for words that are sensitive, or that press people to share.',
  additionalProperties: { type: 'string', minLength: 1, maxLength: 500 },
  default: {},
  examples: [{ invitation: 'Join me, and we both get points.' }],
} as const;

/** `spec.tracking`. */
export const trackingSchema = {
  type: 'object',
  description: 'What is counted beyond the usual.',
  additionalProperties: false,
  default: {},
  properties: {
    regions: {
      type: 'boolean',
      description: 'Whether your service reports the region of each redemption.',
      default: false,
    },
    profile: {
      type: 'array',
      items: nameText,
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description:
        'Attributes of inviters and invitees that your service reports, in bands and never exact, to tell which groups match. Unless said, none.',
      examples: [['age-band', 'city-tier']],
    },
    purchasesFor: {
      ...durationText,
      description:
        'How long the purchases of invitees are counted, for what a user is worth. Unless said, not at all.',
      examples: ['90d'],
    },
  },
} as const;
