/** `spec.distribution`. */
export const distributionSchema = {
  type: 'object',
  description:
    'How many levels of inviters are paid for one invitee. More than one is close to what the law forbids, and needs a person who answers for it.',
  additionalProperties: false,
  default: {},
  properties: {
    levels: {
      type: 'integer',
      minimum: 1,
      maximum: 3,
      description:
        '1: only who invited. 2: who invited that one too. 3: one further. Rewards with `level` say what they get.',
      default: 1,
    },
    acknowledgedBy: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description: 'Who has looked at the law and answers for more than one level.',
      examples: ['Li Wei, legal'],
    },
  },
} as const;
