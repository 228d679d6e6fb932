/** Words that go with some choices of a key only, by these choices. */
type Words = Readonly<Record<string, readonly string[]>>;

export interface Rule {
  readonly if: object;
  readonly then: object;
}

/** Refuses words that go with another choice. Says nothing while the choice itself cannot be read. */
export function onlyWith(key: string, all: readonly string[], words: Words): readonly Rule[] {
  const byChoices = new Map<string, string[]>();
  for (const word of new Set(Object.values(words).flat())) {
    const choices = all.filter((choice) => words[choice]?.includes(word) === true).join(' ');
    byChoices.set(choices, [...(byChoices.get(choices) ?? []), word]);
  }
  return [...byChoices].map(([choices, own]) => ({
    if: chosen(key, { enum: all.filter((other) => !choices.split(' ').includes(other)) }),
    then: { properties: Object.fromEntries(own.map((word) => [word, false])) },
  }));
}

/** As `onlyWith`, and the choice wants all of its words, but for those that it may have. */
export function wantedWith(
  key: string,
  all: readonly string[],
  words: Words,
  may: Words = {},
): readonly Rule[] {
  const wanted = Object.entries(words).map(([choice, own]) => ({
    if: chosen(key, { const: choice }),
    then: { required: own },
  }));
  const every = Object.fromEntries(
    all.map((choice) => [choice, [...(words[choice] ?? []), ...(may[choice] ?? [])]]),
  );
  return [...wanted, ...onlyWith(key, all, every)];
}

function chosen(key: string, value: object): object {
  return { properties: { [key]: value }, required: [key] };
}
