/** Words that go with one choice of a key only, by that choice. */
type Words = Readonly<Record<string, readonly string[]>>;

export interface Rule {
  readonly if: object;
  readonly then: object;
}

/** Refuses words that go with another choice. Says nothing while the choice itself cannot be read. */
export function onlyWith(key: string, all: readonly string[], words: Words): readonly Rule[] {
  return Object.entries(words).map(([choice, own]) => ({
    if: chosen(key, { enum: all.filter((other) => other !== choice) }),
    then: { properties: Object.fromEntries(own.map((word) => [word, false])) },
  }));
}

/** As `onlyWith`, and the choice wants all of its words. */
export function wantedWith(key: string, all: readonly string[], words: Words): readonly Rule[] {
  const wanted = Object.entries(words).map(([choice, own]) => ({
    if: chosen(key, { const: choice }),
    then: { required: own },
  }));
  return [...wanted, ...onlyWith(key, all, words)];
}

function chosen(key: string, value: object): object {
  return { properties: { [key]: value }, required: [key] };
}
