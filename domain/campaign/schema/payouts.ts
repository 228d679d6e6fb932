import { durationText } from './forms.ts';

/** What `spec.payouts` is to types; its amounts have the lines of a budget. */
export const payoutsShape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    batchMax: { type: 'object', additionalProperties: { type: 'string' } },
    approvalAbove: { type: 'object', additionalProperties: { type: 'string' } },
    approveWithin: { type: 'string', default: '48h' },
    minimum: { type: 'object', additionalProperties: { type: 'string' } },
    atEnd: { type: 'string', enum: ['pay', 'keep'], default: 'pay' },
  },
} as const;

/** `spec.payouts`, of which amounts are written as `lines` says, and those of money alone as `cash` does. */
export function payoutsSchema(
  lines: Readonly<Record<string, unknown>>,
  cash: Readonly<Record<string, unknown>>,
): object {
  return {
    type: 'object',
    description:
      'What payouts are held to: batches, those of `weekly`, `after-campaign` and `after-stream` rewards, and what is sent to one person at once. It holds at once, also for codes that are out. Unless said, a batch pays all that is due, nobody is asked, and each reward is sent by itself.',
    additionalProperties: false,
    properties: {
      batchMax: {
        ...lines,
        description:
          'What one batch pays at most, by asset. The rest waits for the next batch: who was due first is paid first, and no reward in part.',
        examples: [{ CNY: '10000.00' }],
      },
      approvalAbove: {
        ...lines,
        description:
          'A batch of more than this, of any asset, waits until a second person approves it: not who published the version in force, nor who started the batch.',
        examples: [{ CNY: '1000.00' }],
      },
      approveWithin: {
        ...durationText,
        description:
          'How long a batch waits for that, by the real clock. When nobody has decided by then, nothing is paid, and its rewards are for the next batch.',
        default: '48h',
        examples: ['48h'],
      },
      minimum: {
        ...cash,
        description:
          'What the cash rewards of a person must reach together before anything of them is sent. Then they go out as one payout. Rewards that are due already and have not reached it wait, and say so.',
        examples: [{ CNY: '10.00' }],
      },
      atEnd: {
        type: 'string',
        enum: ['pay', 'keep'],
        description:
          'What becomes of less than the minimum once the campaign is over to its last code: `pay`: it is sent all the same. `keep`: it stays until operations let it go.',
        default: 'pay',
      },
    },
  };
}
