/** The languages that authors are spoken to in. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** Something said to a person: an English sentence with numbered holes, and what goes into them. */
export interface Said {
  readonly template: string;
  readonly values: readonly Value[];
}

export type Value = string | number | Said;

/**
 * Says a sentence: say`the campaign has no channel "${channel}"`. Its template is the key of its
 * translations, so it is a whole sentence, and never made of parts that are sentences only in English.
 */
export function say(parts: TemplateStringsArray, ...values: readonly Value[]): Said {
  const template = parts.reduce((whole, part, index) => `${whole}{${index - 1}}${part}`);
  return { template, values };
}

/** Says a sentence of a table whose texts the check of translations knows. */
export function phrase(text: string): Said {
  return { template: text, values: [] };
}

/** What is written like this in every language: code, names, figures. */
export function asIs(text: string): Said {
  return { template: '{0}', values: [text] };
}

/** `a, b`, and the last joined by `join`: say`${first} or ${last}`. */
export function joined(items: readonly Value[], join: (first: Value, last: Value) => Said): Said {
  const [first, ...rest] = items;
  const whole = rest.reduce<Value>((before, item) => join(before, item), first ?? '');
  return typeof whole === 'object' ? whole : asIs(String(whole));
}
