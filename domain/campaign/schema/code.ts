import { forms, nameText } from './forms.ts';

const formatSchema = {
  type: 'object',
  description: 'What a code looks like.',
  additionalProperties: false,
  default: {},
  properties: {
    alphabet: {
      type: 'string',
      enum: ['digits', 'unambiguous', 'mixed'],
      description:
        'Of what the random part is made. `digits`: 0 to 9. `unambiguous`: 32 digits and capital letters without I, L, O and U, so that it can be read out and typed. `mixed`: digits, capital and small letters.',
      default: 'unambiguous',
    },
    length: {
      type: 'integer',
      minimum: 6,
      maximum: 40,
      description:
        'Number of random characters, the prefix not counted. Unless said: 12 for `digits` and `unambiguous`, 20 for `mixed`.',
      examples: [12, 20],
    },
    prefix: {
      type: 'string',
      pattern: forms.prefix,
      description:
        "A brand's abbreviation in front, up to 12 characters of the code's own alphabet. It says nothing secret and adds nothing to safety.",
      default: '',
      examples: ['ACME'],
    },
    checkCharacter: {
      type: 'boolean',
      description:
        'Whether one more character at the end tells a mistyped code from an unknown one (ISO/IEC 7064: MOD 11,10 for `digits`, MOD 37,36 for `unambiguous`; there is none for `mixed`). It adds nothing to safety.',
      default: false,
    },
  },
} as const;

/** `spec.code`. */
export const codeSchema = {
  type: 'object',
  description: 'How codes are made and who may hold how many.',
  additionalProperties: false,
  required: ['liveCodesMax'],
  properties: {
    generation: {
      type: 'string',
      enum: ['automatic', 'manual'],
      description:
        'Who makes codes: the system whenever a service asks (`automatic`), or an operator in a console or by command (`manual`).',
      default: 'automatic',
    },
    givenOut: {
      type: 'string',
      enum: ['on-request', 'by-support', 'by-allocation'],
      description:
        'Who gets codes: whoever asks for one (`on-request`), those whom technical support makes one for (`by-support`), or those whom an allocation rule chooses (`by-allocation`). Some platforms want one of the latter; your service keeps to it.',
      default: 'on-request',
    },
    format: formatSchema,
    liveCodesMax: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000_000,
      description:
        'How many codes of this campaign may be open at once. Together with the format it says how easily a code is guessed, which is checked.',
      examples: [100000],
    },
    perPerson: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description:
        'How many open codes one person may hold; asking for more gives one that they have.',
      default: 1,
    },
    channels: {
      type: 'array',
      items: nameText,
      uniqueItems: true,
      maxItems: 100,
      description: 'Where codes are passed on; each is counted apart.',
      default: [],
      examples: [['moments', 'group', 'poster']],
    },
    parameters: {
      type: 'array',
      items: { type: 'string', pattern: forms.parameter },
      uniqueItems: true,
      maxItems: 20,
      description: 'Names of further things that a code may carry.',
      default: [],
      examples: [['poster', 'store', 'salesperson']],
    },
    login: {
      type: 'boolean',
      description:
        'Whether the service lets only people who are logged in redeem, and bounds their failures; Usher counts look-ups by network. Shorter codes are then bearable: one guess in a million may hit, without a login one in a hundred million.',
      default: false,
    },
  },
} as const;
