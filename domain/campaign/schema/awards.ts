import { durationText } from './forms.ts';

/** What `spec.awards` is to types; its amounts have the lines of a budget. */
export const awardsShape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    approvalAbove: { type: 'object', additionalProperties: { type: 'string' } },
    approveWithin: { type: 'string', default: '48h' },
  },
} as const;

/** `spec.awards`, of which amounts are written as `lines` says. */
export function awardsSchema(lines: Readonly<Record<string, unknown>>): object {
  return {
    type: 'object',
    description:
      'What awards are held to, which operations give people by hand out of the budget. It holds at once. Unless said, every award waits until a second person approves it.',
    additionalProperties: false,
    properties: {
      approvalAbove: {
        ...lines,
        description:
          'What a person may be given in awards in one day of the campaign, and what one actor may give, to however many people, by currency, without a second person. An award beyond it waits until somebody else than its giver approves it; in a currency that is not listed, every award does.',
        examples: [{ CNY: '20.00' }],
      },
      approveWithin: {
        ...durationText,
        description:
          "How long an award waits for that, by the campaign's clock. When nobody has decided by then, it is refused, and the budget has its amount again.",
        default: '48h',
        examples: ['48h'],
      },
    },
  };
}
