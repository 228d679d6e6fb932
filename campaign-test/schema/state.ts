import type { FromSchema } from 'json-schema-to-ts';
import { forms } from '../../domain/campaign/schema/forms.ts';
import { codeStatuses } from '../../domain/code/state.ts';

/** One amount, or a list of amounts of different assets. */
const moneyShape = {
  type: ['string', 'array'],
  pattern: forms.money,
  items: { type: 'string', pattern: forms.money },
} as const;

const countShape = { type: 'integer', minimum: 0, maximum: 1_000_000 } as const;

const counted = <const Name extends string>(what: string, names: readonly Name[]) =>
  ({
    type: 'object',
    description: what,
    additionalProperties: false,
    properties: Object.fromEntries(
      names.map((name) => [
        name,
        { ...countShape, description: `How many of \`${name}\`.`, examples: [1] },
      ]),
    ) as Readonly<Record<Name, typeof countShape & { description: string; examples: number[] }>>,
  }) as const;

const pointsShape = {
  type: 'object',
  title: 'PERSON',
  description: 'The points of this person.',
  additionalProperties: false,
  properties: {
    available: { ...countShape, description: 'How many they can spend.', examples: [20] },
    reserved: { ...countShape, description: 'How many are reserved.', examples: [10] },
    spent: { ...countShape, description: 'How many they have spent.', examples: [30] },
    expired: { ...countShape, description: 'How many nobody spent in time.', examples: [5] },
  },
} as const;

/** What is true at one point of a test. A list or mapping that is there is exact: nothing else is so. */
export const stateShape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    paid: {
      type: 'object',
      description:
        'What each person has received so far. Exact: who is not listed has received nothing.',
      additionalProperties: false,
      patternProperties: {
        [forms.name]: { ...moneyShape, title: 'PERSON', description: 'What this person has.' },
      },
      examples: [{ ann: '5.00 CNY', bob: ['1.00 CNY', '50 points'] }],
    },
    held: {
      ...moneyShape,
      description: 'What is promised and not paid yet.',
      examples: ['2.00 CNY'],
    },
    budget: {
      ...moneyShape,
      description: 'What is left of the budget.',
      examples: ['9998.00 CNY'],
    },
    points: {
      type: 'object',
      description:
        'Where the points are that each person was given. Exact: who is not listed has none, and what is not listed is 0.',
      additionalProperties: false,
      patternProperties: { [forms.name]: pointsShape },
      examples: [{ ann: { available: 20, spent: 30 } }],
    },
    codes: {
      type: 'object',
      description:
        'The status of every code, by its name and generation. A code is named by its holder, or by `save`.',
      additionalProperties: false,
      patternProperties: {
        '^[a-z][a-z0-9-]{0,39}/[0-9]{1,4}$': {
          type: 'string',
          enum: codeStatuses,
          title: 'NAME/GENERATION',
          description: 'Where this code is in its life.',
        },
      },
      examples: [{ 'ann/1': 'replaced', 'ann/2': 'active' }],
    },
    messages: counted('Messages sent so far, by template.', [
      'reminder',
      'expired',
      'replaced',
      'refreshed',
      'renewed',
      'renewal-refused',
    ]),
    payouts: counted('Deliveries to the provider, by state.', [
      'gathering',
      'intent',
      'paid',
      'failed',
      'unknown',
      'reconciled',
      'manual',
    ]),
    batches: counted('Payout batches that found something to pay so far, by state.', [
      'waiting',
      'done',
      'refused',
    ]),
    entries: {
      type: 'array',
      description:
        'Every ledger entry since the campaign was funded, in order: kind, from, to and amount.',
      items: { type: 'string', minLength: 1, maxLength: 200 },
      maxItems: 500,
      examples: [['hold budget -> held 1.00 CNY', 'post held -> ann 1.00 CNY']],
    },
  },
} as const;

export type StateText = FromSchema<typeof stateShape>;
