import { scenarioKinds } from '../scenario.ts';
import { onlyWith, wantedWith } from './choice.ts';
import { durationText, forms } from './forms.ts';

const count = { type: 'integer', minimum: 1 } as const;

const passwordSchema = {
  type: 'object',
  description: 'Of `exclusive-coupon`: the one-time password that goes with the code.',
  additionalProperties: false,
  properties: {
    digits: { ...count, minimum: 6, maximum: 10, description: 'How long it is.', default: 6 },
    validFor: {
      ...durationText,
      description: 'How long it may be used once it was sent.',
      default: '5m',
      examples: ['5m'],
    },
    attemptsMax: {
      ...count,
      maximum: 20,
      description: 'Wrong ones after which a new one must be sent.',
      default: 5,
    },
    resendAfter: {
      ...durationText,
      description: 'How long after one the next may be sent. Unless said, 60s.',
      examples: ['60s'],
    },
    sendsMax: {
      ...count,
      maximum: 20,
      description:
        'How many are sent to one phone for one code while one of them is still valid, which is a session. Unless said, 3.',
      examples: [3],
    },
    sessionsPerDay: {
      ...count,
      maximum: 100,
      description:
        'How many sessions one phone may have in a day, in all campaigns together. Unless said, 5.',
      examples: [5],
    },
  },
} as const;

const regionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['region'],
  properties: {
    region: {
      type: 'string',
      pattern: forms.region,
      description: 'ISO 3166 code of the country or region.',
      examples: ['DE', 'CN-31'],
    },
    redeem: {
      type: 'string',
      enum: ['accepted', 'refused'],
      description:
        'Whether codes may be redeemed from there. `accepted`: they may. `refused`: they may not.',
      default: 'accepted',
    },
    consent: {
      type: 'boolean',
      description: 'Whether the invitee must agree to the use of the location first.',
      default: true,
    },
    keepLocationFor: {
      ...durationText,
      description: 'How long the location is kept, as the law there has it.',
      default: '30d',
      examples: ['30d'],
    },
    consentText: {
      type: 'string',
      pattern: forms.name,
      description:
        'The version of the text that the invitee must have agreed to. Unless said, any.',
      examples: ['location-2027-01'],
    },
    verification: {
      type: 'string',
      pattern: forms.name,
      description:
        'Which check the invitee must have passed, as your service reports it. Unless said, none.',
      examples: ['passport'],
    },
    cellResolution: {
      type: 'integer',
      minimum: 0,
      maximum: 5,
      description:
        'How coarse the location is that is kept: an H3 resolution, 0 (a cell of 4 million square kilometres) to 5 (250). Unless said, 4 (1,770).',
      examples: [3],
    },
  },
} as const;

/** `spec.scenario`, as types see it. */
export const scenarioShape = {
  type: 'object',
  description:
    'What codes are used for, where that takes more than redeeming. Unless said, nothing more.',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: {
      type: 'string',
      enum: scenarioKinds,
      description:
        "The scenario. `registration`: new users, who may give the inviter's phone number. `group-join`: joining a group by scanning or pasting. `exclusive-coupon`: code and one-time password together. `cross-border`: rules by region, with consent. `distribution-chain`: relations traced over several levels. `device-login`: a code that changes with the time. `livestream`: codes of one streamer.",
      examples: ['registration'],
    },
    inviterPhone: {
      type: 'string',
      enum: ['required', 'optional', 'unused'],
      description:
        "Of `registration`: whether invitees give the inviter's phone number. `required`: they must, and it must be right. `optional`: where it is given, it must be right. `unused`: nobody asks for it.",
      examples: ['required'],
    },
    phoneRegion: {
      type: 'string',
      pattern: '^[A-Z]{2}$',
      description:
        'Of `registration`: where numbers without a country code are dialled, an ISO 3166 code. Unless said, numbers must have their country code.',
      examples: ['CN'],
    },
    scan: {
      type: 'boolean',
      description: 'Of `group-join`: whether codes are read from QR images. Unless said, yes.',
      examples: [true],
    },
    paste: {
      type: 'boolean',
      description: 'Of `group-join`: whether codes are found in pasted texts. Unless said, yes.',
      examples: [true],
    },
    link: {
      type: 'string',
      pattern: forms.link,
      description:
        'Of `group-join`: where QR codes lead to; the code, its channel and its parameters are put behind it. Unless said, QR codes need a link of their own.',
      examples: ['https://example.com/join'],
    },
    password: passwordSchema,
    otherwise: {
      type: 'string',
      enum: ['accepted', 'refused'],
      description:
        'Of `cross-border`: what holds in regions that are not listed. `accepted`: codes may be redeemed from there. `refused`: they may not. Unless said, `refused`.',
      examples: ['refused'],
    },
    regions: {
      type: 'array',
      items: regionSchema,
      minItems: 1,
      maxItems: 250,
      description: 'Of `cross-border`: the rules of each region.',
      examples: [[{ region: 'DE', keepLocationFor: '7d' }]],
    },
    traceLevels: {
      ...count,
      maximum: 3,
      description:
        'Of `distribution-chain`: how many levels of inviters are traced. Unless said, 3. How many are paid is said by `distribution`.',
      examples: [3],
    },
    digits: {
      ...count,
      minimum: 6,
      maximum: 8,
      description: 'Of `device-login`: how long the code is. Unless said, 6.',
      examples: [6],
    },
    every: {
      ...durationText,
      description:
        'Of `device-login`: how often the code changes, in whole seconds. Unless said, 5m; authenticators that know nothing else need 30s.',
      examples: ['5m'],
    },
    drift: {
      type: 'integer',
      minimum: 0,
      maximum: 2,
      description:
        'Of `device-login`: how many codes before and after the present one are taken, for clocks that differ. Unless said, 1.',
      examples: [1],
    },
    attemptsAnHour: {
      ...count,
      maximum: 1000,
      description:
        'Of `device-login`: wrong codes of one person, device or address in an hour, after which no more of theirs are looked at. Unless said, 10.',
      examples: [10],
    },
    streamer: {
      type: 'string',
      pattern: forms.parameter,
      description: 'Of `livestream`: the parameter of the code that names its streamer.',
      examples: ['streamer'],
    },
    onlyWhileLive: {
      type: 'boolean',
      description:
        'Of `livestream`: whether codes are redeemed only during the stream. Unless said, yes.',
      examples: [true],
    },
    redemptionsAMinute: {
      ...count,
      maximum: 1_000_000,
      description:
        'Of `livestream`: redemptions of one code that a minute of the clock takes at most. Unless said, 5000.',
      examples: [5000],
    },
  },
} as const;

const wanted = { 'cross-border': ['regions'], livestream: ['streamer'] } as const;
const optional = {
  registration: ['inviterPhone', 'phoneRegion'],
  'group-join': ['scan', 'paste', 'link'],
  'exclusive-coupon': ['password'],
  'cross-border': ['otherwise'],
  'distribution-chain': ['traceLevels'],
  'device-login': ['digits', 'every', 'drift', 'attemptsAnHour'],
  livestream: ['onlyWhileLive', 'redemptionsAMinute'],
} as const;

/** `spec.scenario`, as it is checked. */
export const scenarioSchema = {
  ...scenarioShape,
  allOf: [
    ...wantedWith('kind', scenarioKinds, wanted),
    ...onlyWith('kind', scenarioKinds, optional),
  ],
};
