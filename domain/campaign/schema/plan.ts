import { amountText, forms } from './forms.ts';

/** What `spec.plan` is to types; its amounts have the lines of a budget. */
export const planShape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    codes: { type: 'integer' },
    invitees: { type: 'object', additionalProperties: { type: 'integer' } },
    conversion: { type: 'object', additionalProperties: { type: 'string' } },
    spend: { type: 'object', additionalProperties: { type: 'string' } },
    costPerInvitee: { type: 'object', additionalProperties: { type: 'string' } },
  },
} as const;

const countMax = 1_000_000_000;

/** `spec.plan`, of which amounts are written as `lines` says. */
export function planSchema(lines: Readonly<Record<string, unknown>>): object {
  return {
    type: 'object',
    description:
      'What the campaign is planned to come to over its whole life. Nothing is decided by it: the linter looks whether it can be, and `usher simulate` shows it beside what is likely. Unless said, nothing is planned.',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      codes: {
        type: 'integer',
        minimum: 1,
        maximum: countMax,
        description:
          'How many codes are issued; one that follows in the place of another is not counted again.',
        examples: [2000],
      },
      invitees: {
        type: 'object',
        description:
          'How many invitees reach each milestone, by its name; `redeemed` is how many redeem.',
        additionalProperties: false,
        patternProperties: {
          [forms.name]: {
            type: 'integer',
            minimum: 1,
            maximum: countMax,
            title: 'MILESTONE',
            description: 'A number of invitees.',
          },
        },
        examples: [{ redeemed: 5000, registered: 4000 }],
      },
      conversion: {
        type: 'object',
        description:
          'How many of those who redeem reach each milestone, in percent, with at most two decimals. In quotes.',
        additionalProperties: false,
        patternProperties: {
          [forms.name]: {
            ...amountText,
            title: 'MILESTONE',
            description: 'Percent of those who redeem.',
          },
        },
        examples: [{ registered: '80' }],
      },
      spend: {
        ...lines,
        description: 'What all rewards come to together, as `budget` is written.',
        examples: [{ CNY: '4000.00' }],
      },
      costPerInvitee: {
        ...lines,
        description:
          'What rewards of both sides come to for each invitee who redeems, as `budget` is written.',
        examples: [{ CNY: '0.80' }],
      },
    },
    examples: [{ codes: 2000, invitees: { redeemed: 5000 }, spend: { CNY: '4000.00' } }],
  };
}
