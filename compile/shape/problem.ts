import type { ErrorObject } from 'ajv';
import type { Problem } from '../diagnostic.ts';
import type { Around } from './around.ts';
import { chooseOne, missingKey, notAllowedHere, unknownKey } from './keys.ts';
import { notOneOf, outOfRange, repeatedItems, wrongForm, wrongType } from './values.ts';

type Tell = (error: ErrorObject, around: Around) => Problem[];

const tellers: Readonly<Record<string, Tell>> = {
  additionalProperties: unknownKey,
  anyOf: () => [],
  const: notOneOf,
  dependencies: missingKey,
  enum: notOneOf,
  'false schema': notAllowedHere,
  if: () => [],
  not: chooseOne,
  oneOf: chooseOne,
  pattern: wrongForm,
  required: missingKey,
  type: wrongType,
  uniqueItems: repeatedItems,
};

/** What one error of Ajv's says to an author; nothing where another error says it better. */
export function problemsOf(error: ErrorObject, around: Around): Problem[] {
  return (tellers[error.keyword] ?? outOfRange)(error, around);
}
