import { durationText, forms } from './forms.ts';

/** `spec.period`. */
export const periodSchema = {
  type: 'object',
  description: 'When the campaign runs. Without `lasts` or `ends` it never ends.',
  additionalProperties: false,
  required: ['timeZone'],
  not: { required: ['lasts', 'ends'] },
  properties: {
    starts: {
      type: 'string',
      pattern: forms.starts,
      description:
        'When codes may first be redeemed: `on-publish`, an instant with its offset, or a date, which begins at midnight in `timeZone`.',
      default: 'on-publish',
      examples: ['on-publish', '2027-02-01', '2027-02-01T10:00:00+08:00'],
    },
    lasts: {
      ...durationText,
      description: 'How long the campaign runs from its start.',
      examples: ['30d', '2w'],
    },
    ends: {
      type: 'string',
      pattern: forms.ends,
      description:
        'The end, in place of `lasts`: an instant with its offset, which is itself already outside; or a date, which is included whole, as it is counted in `timeZone`.',
      examples: ['2027-12-31', '2028-01-01T00:00:00+08:00'],
    },
    timeZone: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      description:
        "The campaign's clock, an IANA name: days of limits, weeks of payouts and plain dates begin by it.",
      examples: [
        ...['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Singapore', 'Asia/Tokyo', 'Asia/Kolkata'],
        ...['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles'],
        ...['America/Sao_Paulo', 'Australia/Sydney', 'UTC'],
      ],
    },
  },
} as const;
