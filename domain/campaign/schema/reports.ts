/** `spec.reports`. */
export const reportsSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 10,
  description: 'Figures that are sent by themselves. Unless said, none.',
  examples: [[{ every: 'week', to: ['growth@example.com'] }]],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['every', 'to'],
    properties: {
      every: {
        type: 'string',
        enum: ['day', 'week', 'month', 'quarter'],
        description:
          "How often, by the campaign's clock. `day`: each morning. `week`: on Mondays. `month`: on the first. `quarter`: on the first of January, April, July and October, compared with other campaigns of the purpose.",
        examples: ['week'],
      },
      to: {
        type: 'array',
        items: { type: 'string', minLength: 3, maxLength: 200 },
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        description: 'To whom: addresses that your notifier knows.',
        examples: [['growth@example.com']],
      },
    },
  },
} as const;
