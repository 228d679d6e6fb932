import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { apiVersion, metadataSchema, type MetadataText } from '../campaign/schema.ts';
import { wantedWith } from '../campaign/schema/choice.ts';
import { conditionReference, conditionSchema } from '../campaign/schema/condition.ts';
import { durationText, forms, nameText } from '../campaign/schema/forms.ts';
import { riskFacts, type Condition } from './condition.ts';
import { partyKinds } from './party.ts';

const answerShape = {
  type: 'object',
  description:
    'What happens then. Of several rules that hold, the most severe answer is given; each freeze and each ban falls on its party all the same.',
  additionalProperties: false,
  required: ['action'],
  properties: {
    action: {
      type: 'string',
      enum: ['verification', 'revision', 'review', 'freeze', 'refuse', 'ban'],
      description:
        'What is done. `verification`: the inviter must pass a check first. `revision`: the wording of the code must be revised first; its condition is one comparison, `wordingHits` with `greaterThan` or `greaterThanInclusive`. A policy without such a rule allows no hits. `review`: a person decides. `freeze`: the party is refused for a time. `refuse`: no. `ban`: no, and never again for that party.',
      examples: ['verification'],
    },
    check: {
      ...nameText,
      description: 'Of `verification`: which check.',
      examples: ['face'],
    },
    within: {
      ...durationText,
      description: 'Of `review`: how long a person has to decide.',
      examples: ['48h'],
    },
    otherwise: {
      type: 'string',
      enum: ['approve', 'refuse'],
      description:
        'Of `review`: what happens when nobody decides in time. `approve`: the redemption counts. `refuse`: it does not.',
      examples: ['refuse'],
    },
    secondPerson: {
      type: 'boolean',
      description:
        'Of `review`: whether two people have to agree. The first decision is proposed; it is approved once somebody else approves too, and refused once somebody else refuses. Unless said, one person decides.',
      examples: [true],
    },
    for: {
      ...durationText,
      description: 'Of `freeze`: how long the first time; it doubles each time after.',
      examples: ['1h'],
    },
    upTo: {
      ...durationText,
      description: 'Of `freeze`: the longest it becomes.',
      examples: ['24h'],
    },
    party: {
      type: 'string',
      enum: partyKinds,
      description:
        "Of `freeze` and `ban`: on whom it falls. `person`: who redeems. `device`: the device that was used. `source`: the address that it came from. `network`: all addresses around it. Never on somebody else's code.",
      examples: ['device'],
    },
    heldRewards: {
      type: 'string',
      enum: ['keep', 'void'],
      description:
        'Of `ban` with `party: person`: what becomes of rewards that the person has on hold. `keep`: they are paid. `void`: they are taken back within a minute; only where the condition reads nothing that others can bring about. Unless said, they are kept.',
      examples: ['void'],
    },
    scope: {
      type: 'string',
      enum: ['campaign', 'programme', 'all'],
      description:
        'Of `freeze` and `ban`: where it holds. `campaign`: in this campaign alone. `programme`: in all campaigns of the programme that this one belongs to. `all`: in every campaign. Unless said, in all.',
      examples: ['campaign'],
    },
  },
} as const;

const answerWords = {
  verification: ['check'],
  review: ['within', 'otherwise'],
  freeze: ['party', 'for', 'upTo'],
  ban: ['party'],
} as const;

const answerRules = wantedWith('action', answerShape.properties.action.enum, answerWords, {
  review: ['secondPerson'],
  freeze: ['scope'],
  ban: ['scope', 'heldRewards'],
});

const when: JSONSchema = conditionReference(
  'When the rule holds, in the form of json-rules-engine, over the facts listed below.',
);

const ruleShape = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'when', 'answer'],
  properties: {
    id: { ...nameText, description: 'Names the rule.', examples: ['invitations-per-day'] },
    title: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'Why, in words that may be shown.',
      examples: ['more than five invitations a day'],
    },
    when,
    answer: answerShape,
  },
} as const;

const whitelistSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  description: 'Groups of certified users for whom rules are relaxed. Unless said, none.',
  examples: [
    [{ group: 'certified-advisers', rules: ['invitations-per-day'], until: '2027-12-31' }],
  ],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['group', 'rules', 'until'],
    properties: {
      group: {
        ...nameText,
        description: 'Their name; operations say who belongs to it.',
        examples: ['certified-advisers'],
      },
      rules: {
        type: 'array',
        items: nameText,
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
        description: 'Ids of the rules that do not hold for them.',
        examples: [['invitations-per-day']],
      },
      until: {
        type: 'string',
        pattern: forms.ends,
        description:
          'When it ends: a date, which is included whole in UTC, or an instant with its offset.',
        examples: ['2027-12-31'],
      },
    },
  },
} as const;

/** The schema of a risk policy file, JSON Schema draft-07. */
export const policySchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Usher risk policy',
  description:
    'Rules that protect campaigns from abuse. Unlike terms, a new version applies to codes that are already out.',
  type: 'object',
  additionalProperties: false,
  patternProperties: { '^x-': { description: 'A note of your own; Usher does not read it.' } },
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: apiVersion, description: 'The version of this language.' },
    kind: { const: 'RiskPolicy', description: 'What the file is.' },
    metadata: metadataSchema,
    spec: {
      type: 'object',
      description: 'The rules.',
      additionalProperties: false,
      patternProperties: { '^x-': { description: 'A note of your own; Usher does not read it.' } },
      properties: {
        whitelist: whitelistSchema,
        rules: {
          type: 'array',
          maxItems: 100,
          description: 'All of them are looked at for every redemption.',
          default: [],
          items: {
            ...ruleShape,
            properties: {
              ...ruleShape.properties,
              answer: { ...answerShape, allOf: answerRules },
            },
          },
        },
      },
    },
  },
  definitions: { condition: conditionSchema(riskFacts) },
};

export type RuleText = FromSchema<typeof ruleShape>;
export type AnswerText = RuleText['answer'];

/** A policy file that the schema has passed, with the defaults filled in. */
export interface PolicyText {
  readonly metadata: MetadataText;
  readonly spec: {
    readonly rules: readonly RuleText[];
    readonly whitelist?: FromSchema<typeof whitelistSchema>;
  };
}

/** The condition of a rule that the schema has passed. */
export function conditionOf(rule: RuleText): Condition {
  return rule.when as Condition;
}
