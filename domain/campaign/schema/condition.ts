import type { JSONSchema } from 'json-schema-to-ts';
import { forms } from './forms.ts';
import { operators } from '../../policy/condition.ts';

const factOrProperty = {
  type: 'string',
  description: 'What is looked at: a fact, or a property of a milestone.',
  examples: ['channel', 'order-paid.amount'],
} as const;

const property = {
  type: 'string',
  pattern: forms.property,
  description: 'A property of a milestone, as it was reported last.',
} as const;

/** A reference to the condition that a schema keeps under `definitions`. */
export function conditionReference(description: string): JSONSchema {
  return { description, allOf: [{ $ref: '#/definitions/condition' }] };
}

/**
 * json-rules-engine's conditions, cut down to the facts that may be read here: those that are listed
 * and, where that is said, properties of milestones.
 */
export function conditionSchema(facts: readonly string[], also?: 'properties'): JSONSchema {
  const several = (description: string): JSONSchema => ({
    type: 'array',
    minItems: 1,
    maxItems: 50,
    description,
    items: { $ref: '#/definitions/condition' },
  });
  const listed = { type: 'string', enum: [...facts], description: 'What is looked at.' } as const;
  return {
    type: 'object',
    description:
      'One comparison (`fact`, `operator`, `value`), or several joined by `all`, `any` or `not`.',
    additionalProperties: false,
    oneOf: [
      { required: ['all'] },
      { required: ['any'] },
      { required: ['not'] },
      { required: ['fact'] },
    ],
    dependencies: { fact: ['operator', 'value'], operator: ['fact'], value: ['fact'] },
    properties: {
      all: several('Every one of these holds.'),
      any: several('At least one of these holds.'),
      not: { description: 'This does not hold.', allOf: [{ $ref: '#/definitions/condition' }] },
      fact: also === undefined ? listed : { ...factOrProperty, anyOf: [listed, property] },
      operator: { type: 'string', enum: [...operators], description: 'How it is compared.' },
      value: {
        type: ['string', 'number', 'boolean', 'array'],
        maxItems: 200,
        items: { type: ['string', 'number'] },
        description: 'With what. A list for `in` and `notIn`.',
        examples: [5, true, 'group', ['CN', 'HK']],
      },
    },
  };
}
