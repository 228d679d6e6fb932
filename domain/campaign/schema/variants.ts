import { nameText } from './forms.ts';

/** What a variant may say otherwise; the whole of it is checked with the campaign around it. */
const overrideSchema = {
  type: 'object',
  description:
    'What is otherwise for codes of this variant. Mappings are merged key by key and rewards by `id`, everything else is replaced, and `null` takes away.',
  additionalProperties: false,
  default: {},
  properties: {
    validity: {
      type: ['object', 'null'],
      description: 'As `validity` of the campaign.',
      examples: [{ lifetime: '48h' }],
    },
    redemption: {
      type: ['object', 'null'],
      description: 'As `redemption` of the campaign.',
      examples: [{ usesMax: 1 }],
    },
    rewards: {
      type: ['array', 'null'],
      description: 'As `rewards` of the campaign. An empty list leaves no reward.',
      examples: [[{ id: 'red-packet', amount: '2.00' }]],
    },
    wording: {
      type: ['object', 'null'],
      description: 'As `wording` of the campaign.',
      examples: [{ invitation: 'Join me' }],
    },
    risk: {
      type: ['object', 'null'],
      description: 'As `risk` of the campaign.',
      examples: [{ policy: 'reviewed' }],
    },
  },
} as const;

/** `spec.variants`. */
export const variantsSchema = {
  type: 'array',
  description:
    'Terms that differ from person to person, so that they can be compared. Each person gets one of them, always the same, in proportion to the weights.',
  maxItems: 20,
  default: [],
  examples: [
    [
      { id: 'as-before', weight: 90 },
      { id: 'hold-out', weight: 10, spec: { rewards: [] } },
    ],
  ],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'weight'],
    properties: {
      id: {
        ...nameText,
        description: 'Names the variant within the campaign. Who gets it hangs on the name.',
        examples: ['b'],
      },
      weight: {
        type: 'integer',
        minimum: 1,
        maximum: 1_000_000,
        description: 'How many people get it, in proportion to the other weights.',
        examples: [50],
      },
      segment: {
        ...nameText,
        description:
          'Only for people of this segment, who get no other variants then. Whoever issues a code says in which segment its holder is.',
        examples: ['gold'],
      },
      spec: overrideSchema,
    },
  },
} as const;

/** Parts of `spec` that a variant may change. */
export const variedParts: readonly string[] = Object.keys(overrideSchema.properties);
