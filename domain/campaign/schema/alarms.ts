import { usualAlarms } from '../alarms.ts';

/** `spec.alarms`. */
export const alarmsSchema = {
  type: 'object',
  description:
    'When operations are told of a budget that runs out, in the log of the worker and by `usher status`. Unless said, at 80 and 95 percent, and when it will not last.',
  additionalProperties: false,
  properties: {
    shares: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 100 },
      maxItems: 10,
      uniqueItems: true,
      description: 'Percent of a budget, each told once when it is reached.',
      default: [...usualAlarms.shares],
      examples: [[50, 80, 95]],
    },
    early: {
      type: 'boolean',
      description:
        'Whether it is told that at the pace of the last day a budget is used up before the campaign ends; where it never ends, within seven days.',
      default: usualAlarms.early,
    },
  },
  examples: [{ shares: [50, 80, 95], early: true }],
} as const;
