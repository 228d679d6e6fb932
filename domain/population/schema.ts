import type { FromSchema } from 'json-schema-to-ts';
import { apiVersion, metadataSchema, type MetadataText } from '../campaign/schema.ts';
import { amountText, durationText, forms } from '../campaign/schema/forms.ts';
import { attackersSchema } from './attackers-schema.ts';
import { shareNumber } from './numbers.ts';

/** A mean number of something that people do. */
const meanNumber = { type: 'number', minimum: 0, maximum: 1000 } as const;

const invitersSchema = {
  type: 'object',
  description: 'What people do who hold a code.',
  additionalProperties: false,
  default: {},
  properties: {
    shares: {
      ...meanNumber,
      description: 'How often each passes the code on, on average.',
      default: 3,
    },
    within: {
      ...durationText,
      description: 'How long they keep at it after they have asked for the code.',
      default: '3d',
    },
    reach: {
      ...meanNumber,
      description: 'How many people open one share, on average.',
      default: 4,
    },
    verified: {
      ...shareNumber,
      description:
        'How many pass a verification when a risk rule asks for one; of invitees, when their region does.',
      default: 0.9,
    },
  },
} as const;

const inviteesSchema = {
  type: 'object',
  description: 'What people do who open a share.',
  additionalProperties: false,
  default: {},
  properties: {
    opensWithin: {
      ...durationText,
      description: 'How long after the share it is opened, on average.',
      default: '6h',
    },
    redeem: { ...shareNumber, description: 'How many of them redeem the code.', default: 0.25 },
    existing: {
      ...shareNumber,
      description: 'How many were customers before.',
      default: 0.05,
    },
    again: {
      ...shareNumber,
      description: 'How many of those who redeemed try it a second time.',
      default: 0.03,
    },
    inviteToo: {
      ...shareNumber,
      description: 'How many of those who redeemed ask for a code of their own.',
      default: 0.1,
    },
    reach: {
      ...shareNumber,
      description: 'How many reach the next milestone, where `milestones` says nothing else.',
      default: 0.7,
    },
    milestones: {
      type: 'object',
      description: 'How many reach a milestone, of those who reached the one before it.',
      additionalProperties: false,
      default: {},
      patternProperties: {
        [forms.name]: { ...shareNumber, title: 'MILESTONE', description: 'Of one milestone.' },
      },
      examples: [{ registered: 0.8, 'real-name-verified': 0.6 }],
    },
    reachWithin: {
      ...durationText,
      description: 'How long it takes from one milestone to the next, on average.',
      default: '1d',
    },
    purchase: {
      ...amountText,
      description: 'What a purchase is worth, on average, in the currency of the campaign.',
      default: '80.00',
    },
  },
} as const;

const specSchema = {
  type: 'object',
  description: 'Who they are and what they do.',
  additionalProperties: false,
  default: {},
  patternProperties: { '^x-': { description: 'A note of your own; Usher does not read it.' } },
  properties: {
    people: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000_000,
      description: 'How many ask for a code by themselves while the campaign runs.',
      default: 1000,
    },
    arrivals: {
      type: 'string',
      enum: ['even', 'launch', 'growing'],
      description:
        '`even`: as many every day. `launch`: most at the beginning, half as many each week later. `growing`: ever more.',
      default: 'launch',
    },
    hours: {
      type: 'string',
      enum: ['even', 'waking', 'office', 'evening'],
      description: "When people are busy with it, by the campaign's clock.",
      default: 'waking',
    },
    channels: {
      type: 'object',
      description:
        'How much each channel is used, as weights. Unless said, those of the campaign alike.',
      additionalProperties: false,
      default: {},
      patternProperties: {
        [forms.name]: {
          ...meanNumber,
          title: 'CHANNEL',
          description: 'The weight of one channel.',
        },
      },
      examples: [{ moments: 5, group: 3, poster: 1 }],
    },
    regions: {
      type: 'object',
      description:
        'From which regions people redeem, as weights by ISO 3166 code. Unless said, those whose rules the scenario lists and that may redeem, alike; where it lists none, nobody says a region.',
      additionalProperties: false,
      default: {},
      patternProperties: {
        [forms.region]: {
          ...meanNumber,
          title: 'REGION',
          description: 'The weight of one region.',
        },
      },
      examples: [{ DE: 6, CN: 3, 'US-IL': 1 }],
    },
    parameters: {
      type: 'object',
      description:
        'How many values each parameter of the codes has: in how many shops they are given out, say. Unless said, no code carries it.',
      additionalProperties: false,
      default: {},
      patternProperties: {
        [forms.parameter]: {
          type: 'integer',
          minimum: 1,
          maximum: 100_000,
          title: 'PARAMETER',
          description: 'The number of values of one parameter.',
        },
      },
      examples: [{ shop: 12 }],
    },
    segments: {
      type: 'object',
      description:
        'How many of all people are in a segment, by which variants are assigned. Whoever is left is in none.',
      additionalProperties: false,
      default: {},
      patternProperties: {
        [forms.name]: {
          ...shareNumber,
          title: 'SEGMENT',
          description: 'The share of one segment; all together at most 1.',
        },
      },
      examples: [{ gold: 0.1, silver: 0.3 }],
    },
    inviters: invitersSchema,
    invitees: inviteesSchema,
    attackers: attackersSchema,
  },
} as const;

/** The schema of a population file, JSON Schema draft-07. */
export const populationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Usher population',
  description: 'Made-up people for `usher simulate`.',
  type: 'object',
  additionalProperties: false,
  patternProperties: { '^x-': { description: 'A note of your own; Usher does not read it.' } },
  required: ['apiVersion', 'kind', 'metadata'],
  properties: {
    apiVersion: { const: apiVersion, description: 'The version of this language.' },
    kind: { const: 'Population', description: 'What the file is.' },
    metadata: metadataSchema,
    spec: specSchema,
  },
} as const;

type Attackers = { readonly share: number; readonly identities: number; readonly every: string };

/** A population file that the schema has passed, with the defaults filled in. */
export interface PopulationText {
  readonly metadata: MetadataText;
  readonly spec: {
    readonly people: number;
    readonly arrivals: FromSchema<typeof specSchema.properties.arrivals>;
    readonly hours: FromSchema<typeof specSchema.properties.hours>;
    readonly channels: Readonly<Record<string, number>>;
    readonly regions: Readonly<Record<string, number>>;
    readonly parameters: Readonly<Record<string, number>>;
    readonly segments: Readonly<Record<string, number>>;
    readonly inviters: FromSchema<typeof invitersSchema>;
    readonly invitees: Omit<FromSchema<typeof inviteesSchema>, 'milestones'> & {
      readonly milestones: Readonly<Record<string, number>>;
    };
    readonly attackers: {
      readonly selfReferral: Attackers;
      readonly deviceFarm: Attackers;
      readonly ipRotation: Attackers;
      readonly codeGuessing: Attackers;
      readonly reach: number;
      readonly verified: number;
    };
  };
}
