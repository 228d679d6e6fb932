import type { FromSchema } from 'json-schema-to-ts';
import { durationText, forms, nameText } from '../../domain/campaign/schema/forms.ts';
import { actRules, actWords, type ActName } from './acts.ts';
import { actsInWords } from './acts-in-words.ts';
import { expectedShapes } from './expected.ts';
import { stateShape } from './state.ts';

const stepShape = {
  type: 'object',
  additionalProperties: false,
  required: ['do'],
  properties: {
    at: {
      type: 'string',
      pattern: forms.offset,
      description:
        'When, counted from `now`. Unless said, right after the step above. Deadlines on the way are passed.',
      examples: ['+0s', '+6h', '+8d'],
    },
    do: {
      type: 'string',
      enum: Object.keys(actWords) as ActName[],
      description: actsInWords,
      examples: ['redeem'],
    },
    of: {
      ...nameText,
      description: 'Whose code: its holder, or the name that `save` gave it.',
      examples: ['ann'],
    },
    by: {
      type: ['string', 'array'],
      pattern: forms.name,
      items: nameText,
      minItems: 1,
      maxItems: 100,
      description: 'Who does it; of several people, one after the other.',
      examples: ['bob', ['bob', 'cleo', 'dan']],
    },
    to: {
      ...nameText,
      description:
        'Whom money is awarded to by hand. Who decides about an award, or takes it back, says it again: it is the last one of that person.',
      examples: ['ann'],
    },
    returned: {
      type: 'boolean',
      description: 'What was paid of an award is with the provider again, so that nobody owes it.',
    },
    times: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'How often each does it.',
      default: 1,
    },
    save: {
      ...nameText,
      description: 'Names the code, where its holder has several.',
      examples: ['booth'],
    },
    channel: { ...nameText, description: 'The channel that it goes by.', examples: ['poster'] },
    parameters: {
      type: 'object',
      description:
        'What the code carries, by name: parameters that the campaign lists in `code.parameters`.',
      additionalProperties: false,
      maxProperties: 20,
      patternProperties: {
        [forms.parameter]: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
          title: 'NAME',
          description: 'The value of one parameter.',
        },
      },
      examples: [{ store: 'nanjing-road', poster: 'p7' }],
    },
    segment: {
      ...nameText,
      description: 'The segment of the holder, by which variants are assigned.',
      examples: ['gold'],
    },
    source: {
      ...nameText,
      description: 'A network that the request comes from, in place of the person’s own.',
      examples: ['cafe'],
    },
    region: {
      type: 'string',
      pattern: forms.region,
      description: 'ISO 3166 code, in place of the person’s own.',
      examples: ['CN'],
    },
    password: {
      type: 'string',
      enum: ['entered', 'wrong', 'missing'],
      description:
        'Whether the one-time password, or the dynamic code, that the code wants was entered rightly: `entered` unless said. `wrong`: another was entered. `missing`: none was. Wrong ones are counted as in production. A password was sent just before, unless the test has one sent by `sendPassword`; the dynamic code is a fresh one.',
      examples: ['missing', 'wrong'],
    },
    operation: {
      type: 'string',
      enum: ['redeem', 'reserve'],
      description: 'What a password is sent for: `redeem` unless said. `reserve`: to reserve.',
      examples: ['reserve'],
    },
    consent: {
      type: 'string',
      enum: ['given', 'missing'],
      description:
        'Whether they agreed to the use of their location, where the region wants it: `given` unless said. `missing`: they did not, or have withdrawn it.',
      examples: ['missing'],
    },
    inviterPhone: {
      type: 'string',
      enum: ['right', 'wrong', 'missing'],
      description:
        "What the invitee gives as the inviter's phone number, where the campaign asks for it. `right`: the inviter's, which is so unless said where it is required. `wrong`: another number, and those of a day are counted as in production. `missing`: none, which is so unless said where it is optional.",
      examples: ['wrong'],
    },
    ago: {
      ...durationText,
      description:
        'How long before it arrives it happened, as the service says, where codes belong to streamers: up to 30 s before, it counts as of then.',
      examples: ['20s'],
    },
    share: { ...nameText, description: 'A name for the share.', examples: ['group-1'] },
    via: {
      type: 'string',
      enum: ['share-reported', 'share-opened', 'share-opened-by-new'],
      description: 'How the share was noticed: `share-reported` unless said.',
    },
    reached: {
      type: ['string', 'array'],
      pattern: forms.name,
      items: nameText,
      minItems: 1,
      maxItems: 50,
      description:
        'A milestone, or several in order. Of `cancel`: which milestone reported the purchase that was refunded.',
      examples: ['registered', ['registered', 'real-name-verified']],
    },
    purchase: {
      type: 'string',
      pattern: forms.money,
      description:
        'The amount of the purchase that is the milestone, or what of the purchase was refunded: `cancel` with it lets the redemption stand.',
      examples: ['80.00 CNY'],
    },
    amount: {
      type: 'string',
      pattern: forms.money,
      description:
        'How much of the reward is taken back: all of it unless said. Or how many points are reserved, or how much money is awarded.',
      examples: ['50 points', '0.50 CNY'],
    },
    price: {
      type: 'string',
      pattern: forms.money,
      description:
        'The price of the purchase in points, where the campaign caps which part of it points may pay.',
      examples: ['80 points'],
    },
    purpose: {
      ...nameText,
      description:
        'What points are reserved for. Who confirms or releases says it again; unless said, it is the last reservation of that person.',
      examples: ['tea'],
    },
    properties: {
      type: 'object',
      description:
        'What the report of the milestone carries, by name. Amounts of money are texts, in quotes.',
      additionalProperties: false,
      maxProperties: 20,
      patternProperties: {
        '^[\\x21-\\x7e]{1,128}$': {
          type: ['string', 'number', 'boolean'],
          title: 'NAME',
          description: 'The value of one property.',
        },
      },
      examples: [{ amount: '128.50', category: 'book' }],
    },
    check: {
      ...nameText,
      description: 'Which verification: `face` unless said.',
      examples: ['face'],
    },
    result: {
      type: 'string',
      enum: ['passed', 'failed'],
      description: 'What came of the verification: `passed` unless said.',
    },
    decision: {
      type: 'string',
      enum: ['approve', 'refuse'],
      description:
        'What a person decides of the redemption, the payout batch or the award that waits.',
      examples: ['approve'],
    },
    reward: { ...nameText, description: 'The id of a reward.', examples: ['red-packet'] },
    side: {
      type: 'string',
      enum: ['inviter', 'invitee'],
      description: 'Whose reward is taken back: the inviter’s unless said.',
    },
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'Why operations do it.',
      examples: ['a complaint'],
    },
    actor: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description:
        'Who decides. Of `review`, where a rule wants a second person: unless said, `usher-test`. Of `decideBatch`: unless said, `second-person`; `usher-test` has published the campaign, and may not approve. Of `award` and `reverseAward`: unless said, `usher-test`. Of `decideAward`: unless said, `second-person`.',
      examples: ['olga'],
    },
    batch: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      description:
        'The number of a payout batch, of those that found something to pay. Unless said, the first that waits.',
      examples: [1],
    },
    appeal: { type: 'boolean', description: 'Lifts a revocation or a ban.' },
    ban: { type: 'boolean', description: 'For good.' },
    hits: {
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      description: 'Sensitive words in the new wording.',
      examples: [0],
    },
    for: {
      ...durationText,
      description:
        'How long to wait, to freeze, or to keep points reserved: a quarter of an hour unless said.',
      examples: ['25h'],
    },
    ...expectedShapes,
    then: {
      ...stateShape,
      description: 'What is true after the step. Only what is written is looked at.',
      examples: [{ paid: { ann: '1.00 CNY' } }],
    },
    note: {
      type: 'string',
      maxLength: 300,
      description: 'For people: what the step shows.',
      examples: ['five yuan a lineage'],
    },
  },
} as const;

const common = ['at', 'do', 'times', 'then', 'note'];

/** A step, with what goes with which act. */
export const stepSchema = {
  ...stepShape,
  allOf: actRules(Object.keys(stepShape.properties), common),
};

export type StepText = FromSchema<typeof stepShape>;
