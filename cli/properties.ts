import { propertiesOf, type PropertyTerms } from '../domain/campaign/milestones.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { PropertyValue } from '../domain/commit/report.ts';
import { say } from '../lang/say.ts';
import { WrongUse } from './exit.ts';

/**
 * Reads `name=value`, each as the type that the milestone's property has; whether it may be that is
 * said by whoever decides.
 * @throws WrongUse where there is no name, or it stands twice
 */
export function readProperties(
  said: readonly string[] | undefined,
  milestone: string,
  { properties }: Pick<Terms, 'properties'>,
): Readonly<Record<string, PropertyValue>> | undefined {
  if (said === undefined) return undefined;
  const known = propertiesOf(properties, milestone);
  const read = new Map<string, PropertyValue>();
  for (const text of said) {
    const [name, value] = partsOf(text);
    if (read.has(name)) throw new WrongUse(say`--property ${name} stands twice.`);
    read.set(name, valueOf(Object.hasOwn(known, name) ? known[name] : undefined, value));
  }
  return Object.fromEntries(read);
}

/** The name before the first equals sign, and the value after it. */
export function partsOf(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new WrongUse(
    say`--property must be a name and a value such as amount=128.50, not ${text}.`,
  );
}

/** A text as the value of a property: what does not look like its type stays a text. */
export function valueOf(terms: PropertyTerms | undefined, text: string): PropertyValue {
  if (terms?.kind === 'number' && /^-?[0-9]+(?:\.[0-9]+)?$/.test(text)) return Number(text);
  if (terms?.kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
