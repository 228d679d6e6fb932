import { forms, nameText } from '../../domain/campaign/schema/forms.ts';
import { rejections, type RejectionCode } from '../../domain/code/rejection.ts';
import { pointsCaps } from '../../domain/points/caps.ts';

const rejectionCodes = Object.keys(rejections) as RejectionCode[];

/** What may be expected of an act's outcome. */
export const expectedShapes = {
  expect: {
    type: 'string',
    enum: ['ok', ...rejectionCodes],
    description:
      'The outcome: `ok`, or the code of a refusal; docs/errors.md lists them. Unless said, `ok`.',
    examples: ['ALREADY_REDEEMED'],
  },
  cap: {
    type: 'string',
    enum: pointsCaps,
    description: 'Of `POINTS_CAP_REACHED`: which cap of `spec.points` it is.',
    examples: ['perDay'],
  },
  rules: {
    type: 'array',
    items: nameText,
    uniqueItems: true,
    description: 'The rules of the risk policy that fire. Exact.',
    examples: [['invitations-per-day']],
  },
  earns: {
    type: 'object',
    description:
      'What the step earns: an amount, or why there is none, by reward; `REWARD/SIDE` where a reward goes to both; a list where one report reaches several steps of a ladder. Exact.',
    additionalProperties: false,
    patternProperties: {
      '^[a-z][a-z0-9-]{0,39}(?:/inviter|/invitee)?$': {
        type: ['string', 'array'],
        pattern: forms.earning,
        items: { type: 'string', pattern: forms.earning },
        title: 'REWARD',
        description: 'An amount, or a reason; several in a list.',
      },
    },
    examples: [
      { 'red-packet': '1.00 CNY' },
      { 'red-packet': 'CAP_REACHED' },
      { turnover: ['200.00 CNY', '1500.00 CNY'] },
    ],
  },
  answeredBy: {
    type: 'string',
    pattern: '^[a-z][a-z0-9-]{0,39}/[0-9]{1,4}$',
    description: 'Name and generation of the code that answers in place of the one that was asked.',
    examples: ['ann/2'],
  },
  expires: {
    type: 'string',
    pattern: forms.end,
    description: 'When the code that answers, or was issued, expires; counted from `now`.',
    examples: ['+30h', 'never'],
  },
} as const;
