import { say, type Said } from '../lang/say.ts';
import type { Schema } from './schema-pages.ts';

/** How large, long or many a value may be, a sentence each; what its form bounds is said of the form. */
export function limits(schema: Schema): readonly Said[] {
  const { minimum, maximum, maxProperties } = schema;
  const items = [
    ...count(schema.minItems, schema.maxItems, sayItems),
    ...count(schema.items?.minLength, schema.items?.maxLength, sayCharactersEach),
  ];
  return [
    ...count(minimum, maximum, sayNumbers),
    ...count(schema.minLength, schema.maxLength, sayCharacters),
    ...items,
    ...(maxProperties === undefined ? [] : [say`At most ${maxProperties} keys.`]),
  ];
}

interface Words {
  readonly least: (least: number) => Said;
  readonly most: (most: number) => Said;
  readonly both: (least: number, most: number) => Said;
}

/** One at least is said by there being something, so that only more than one is a bound. */
function count(least: number | undefined, most: number | undefined, words: Words): readonly Said[] {
  const isBound = least !== undefined && (words === sayNumbers || least > 1);
  if (most === undefined) return isBound ? [words.least(least)] : [];
  return [isBound ? words.both(least, most) : words.most(most)];
}

const sayNumbers: Words = {
  least: (least) => say`At least ${least}.`,
  most: (most) => say`At most ${most}.`,
  both: (least, most) => say`${least} to ${most}.`,
};

const sayItems: Words = {
  least: (least) => say`At least ${least} items.`,
  most: (most) => say`At most ${most} items.`,
  both: (least, most) => say`${least} to ${most} items.`,
};

const sayCharacters: Words = {
  least: (least) => say`At least ${least} characters.`,
  most: (most) => say`At most ${most} characters.`,
  both: (least, most) => say`${least} to ${most} characters.`,
};

const sayCharactersEach: Words = {
  least: (least) => say`Each of at least ${least} characters.`,
  most: (most) => say`Each of at most ${most} characters.`,
  both: (least, most) => say`Each of ${least} to ${most} characters.`,
};
