import type { JSONSchema } from 'json-schema-to-ts';
import { operators } from '../../policy/condition.ts';

/** A reference to the condition that a schema keeps under `definitions`. */
export function conditionReference(description: string): JSONSchema {
  return { description, allOf: [{ $ref: '#/definitions/condition' }] };
}

/** json-rules-engine's conditions, cut down to the facts that may be read here. */
export function conditionSchema(facts: readonly string[]): JSONSchema {
  const several = (description: string): JSONSchema => ({
    type: 'array',
    minItems: 1,
    maxItems: 50,
    description,
    items: { $ref: '#/definitions/condition' },
  });
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
      fact: { type: 'string', enum: [...facts], description: 'What is looked at.' },
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
