import type { FromSchema } from 'json-schema-to-ts';
import { apiVersion } from '../../domain/campaign/schema.ts';
import { durationText, forms, nameText } from '../../domain/campaign/schema/forms.ts';
import { deviceReports, networkKinds } from '../../domain/code/command.ts';
import { providerAnswers } from '../../simulate/payout.ts';
import { stateShape, type StateText } from './state.ts';
import { stepSchema, type StepText } from './step.ts';

const personShape = {
  type: 'object',
  title: 'PERSON',
  description: 'Somebody, and what is true of them.',
  additionalProperties: false,
  properties: {
    existingCustomer: {
      type: 'boolean',
      description: 'Was a customer before, and so is nobody new.',
      default: false,
    },
    region: {
      type: 'string',
      pattern: forms.region,
      description: 'ISO 3166 code of the country or region.',
      examples: ['CN', 'CN-31'],
    },
    source: { ...nameText, description: 'The network they use.', examples: ['cafe'] },
    network: {
      ...nameText,
      description: 'The network around it, which several sources share.',
      examples: ['campus'],
    },
    networkKind: {
      type: 'string',
      enum: networkKinds,
      description: 'What kind of network it is.',
      examples: ['hosting'],
    },
    sourceCountry: {
      type: 'string',
      pattern: '^[A-Z]{2}$',
      description: 'ISO 3166 code of the country that their network is registered in.',
      examples: ['DE'],
    },
    sourceAsn: {
      type: 'integer',
      minimum: 1,
      maximum: 4_294_967_295,
      description: 'Number of the autonomous system that their network belongs to.',
      examples: [24940],
    },
    device: { ...nameText, description: 'The device that they use.', examples: ['tablet-7'] },
    deviceReports: {
      type: 'array',
      items: {
        type: 'string',
        enum: deviceReports,
        description:
          'One finding. `emulator`: The device is made up by a program. `rooted`: Its protections were taken off. `group-control`: Many devices are moved by one hand. `sensors-still`: Its sensors do not move. `clock-skewed`: Its clock is wrong. `attestation-failed`: It could not prove that it is genuine.',
      },
      uniqueItems: true,
      maxItems: 6,
      description: 'What is found of the device.',
      examples: [['emulator']],
    },
    phone: { ...nameText, description: 'Their phone number, by any name.', examples: ['phone-1'] },
    payee: {
      ...nameText,
      description: 'The account that they are paid to, by any name.',
      examples: ['wallet-1'],
    },
    accountAge: {
      ...durationText,
      description: 'How old their account is when they redeem.',
      examples: ['30d'],
    },
    certified: {
      type: 'array',
      items: nameText,
      maxItems: 10,
      description: 'Lists of certified users that they belong to, as an inviter.',
      examples: [['certified-advisers']],
    },
    variant: {
      ...nameText,
      description:
        "The campaign's variant that their codes are of. Unless said, the one that they are assigned.",
      examples: ['b'],
    },
  },
} as const;

const providerShape = {
  type: 'array',
  description:
    'What the provider says to payouts, attempt by attempt; the last answer holds for all that follow. The first line that fits a payout counts; without one, it pays.',
  maxItems: 50,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['answers'],
    properties: {
      to: { ...nameText, description: 'Only payouts to this person.', examples: ['ann'] },
      reward: {
        ...nameText,
        description: 'Only payouts of this reward.',
        examples: ['red-packet'],
      },
      answers: {
        type: 'array',
        items: { type: 'string', enum: providerAnswers },
        minItems: 1,
        maxItems: 50,
        description:
          '`paid`; `not-taken`: nothing came in, it is tried again; `refused`: for good; `unknown`: no answer, it is asked about again.',
        examples: [['not-taken', 'not-taken', 'paid']],
      },
    },
  },
} as const;

const matrixShape = {
  type: 'object',
  description:
    'Plays the test once for every row. Columns of equal length; `${NAME}` in a step stands for the value.',
  additionalProperties: false,
  patternProperties: {
    '^[a-z][A-Za-z0-9]{0,39}$': {
      type: 'array',
      title: 'NAME',
      minItems: 1,
      maxItems: 100,
      description: 'The values, one a row.',
    },
  },
  examples: [{ delay: ['+24h', '+25h'], outcome: ['ok', 'CODE_EXPIRED'] }],
} as const;

const withShape = {
  type: 'object',
  description:
    'Changes the campaign for this test alone, by path; items of lists are named by their id. What such a test reaches counts for coverage too.',
  additionalProperties: false,
  patternProperties: {
    '^[a-z][A-Za-z]*(?:[.][A-Za-z0-9:-]{1,60}){1,10}$': {
      title: 'PATH',
      description: 'The value in place of that of the file.',
    },
  },
  examples: [{ 'spec.budget.CNY': '2.00' }],
} as const;

const testSchema = {
  type: 'object',
  description: 'A story of its own: nothing of one test is left in the next.',
  additionalProperties: false,
  required: ['name', 'steps'],
  properties: {
    name: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'What it shows.',
      examples: ['five friends fill the cap'],
    },
    with: withShape,
    provider: providerShape,
    operator: {
      type: 'string',
      pattern: forms.money,
      description:
        "What the operator's account has for renewals. Unless said, as much as they take.",
      examples: ['5.00 CNY'],
    },
    matrix: matrixShape,
    steps: {
      type: 'array',
      description: 'What happens, in order of time.',
      minItems: 1,
      maxItems: 300,
      items: stepSchema,
    },
    then: {
      ...stateShape,
      description:
        'What is true in the end. `paid` and `held` are always looked at: what is not listed must not be.',
      examples: [{ paid: { ann: '5.00 CNY' } }],
    },
  },
} as const;

/** The schema of a test file, JSON Schema draft-07, as it holds for a test whose matrix is filled in. */
export const campaignTestSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Usher campaign test',
  description: 'Tests of one campaign, played on a virtual clock.',
  type: 'object',
  additionalProperties: false,
  patternProperties: { '^x-': { description: 'A note of your own; Usher does not read it.' } },
  required: ['apiVersion', 'kind', 'campaign', 'now', 'people', 'tests'],
  properties: {
    apiVersion: { const: apiVersion, description: 'The version of this language.' },
    kind: { const: 'CampaignTest', description: 'What the file is.' },
    campaign: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      description: 'The file of the campaign, seen from this one.',
      examples: ['registration.yaml'],
    },
    policies: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 500 },
      maxItems: 20,
      description: 'Files of risk policies, seen from this one. Those that Usher ships are known.',
      default: [],
      examples: [['../policies/strict.yaml']],
    },
    now: {
      type: 'string',
      pattern: forms.instant,
      description: 'When the campaign is published. The clock stands there until a step moves it.',
      examples: ['2027-01-04T10:00:00+08:00'],
    },
    people: {
      type: 'object',
      description: 'Everybody who appears.',
      additionalProperties: false,
      patternProperties: { [forms.name]: personShape },
      examples: [{ ann: {}, bob: { region: 'CN' } }],
    },
    tests: {
      type: 'array',
      description: 'At least one: a file without tests fails.',
      minItems: 1,
      maxItems: 200,
      items: testSchema,
    },
  },
} as const;

export type PersonText = FromSchema<typeof personShape>;
export type ProviderText = FromSchema<typeof providerShape>;

/** One test that the schema has passed, its matrix filled in. */
export interface TestText {
  readonly name: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly provider?: ProviderText;
  readonly operator?: string;
  readonly matrix?: Readonly<Record<string, readonly unknown[]>>;
  readonly steps: readonly StepText[];
  readonly then?: StateText;
}

/** A test file that the schema has passed. */
export interface FileText {
  readonly campaign: string;
  readonly policies: readonly string[];
  readonly now: string;
  readonly people: Readonly<Record<string, PersonText>>;
  readonly tests: readonly TestText[];
}
