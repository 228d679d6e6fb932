import { amountText } from './forms.ts';

/** `spec.points`. */
export const pointsSchema = {
  type: 'object',
  description:
    'The redemption cap: how many of its points a person may spend. It holds at once, also for points that people have. Unless said, all that they have.',
  additionalProperties: false,
  properties: {
    perSpend: {
      type: 'object',
      description: 'In one purchase. Both hold.',
      additionalProperties: false,
      properties: {
        atMost: { ...amountText, description: 'So many points. In quotes.', examples: ['500'] },
        percent: {
          type: 'integer',
          minimum: 1,
          maximum: 100,
          description:
            'This part of the price, rounded down. Whoever reserves points then has to say the price, in points.',
          examples: [50],
        },
      },
    },
    perDay: {
      ...amountText,
      description: "In a day of the campaign's clock. In quotes.",
      examples: ['1000'],
    },
    perMonth: {
      ...amountText,
      description: "In a month of the campaign's clock. In quotes.",
      examples: ['5000'],
    },
    inAll: { ...amountText, description: 'In all. In quotes.', examples: ['20000'] },
  },
} as const;
