import { exactWords } from '../domain/code/exact-words.ts';
import { phrase, type Said } from '../lang/say.ts';

/** Each of the words that a rejection may have of its own, and the shape of what was said with them. */
const shapes = Object.values<string>(exactWords).map((template) => {
  const parts = template
    .split(/\{\d\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { template, shape: new RegExp(`^${parts.join('(.+?)')}$`, 's') };
});

/**
 * The message of a rejection, which is kept in English, to be said in any language. What it is about may
 * be such words again.
 */
export function sayRejection(message: string): Said {
  for (const { template, shape } of shapes) {
    const [, ...values] = shape.exec(message) ?? [];
    if (values.length > 0) return { template, values: values.map(sayRejection) };
  }
  return phrase(message);
}
