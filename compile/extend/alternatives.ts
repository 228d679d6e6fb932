/** Keys of a mapping of which only one may be said, each with the keys that belong to it. */
type Alternatives = readonly (readonly string[])[];

const conditions: Alternatives = [['all'], ['any'], ['not'], ['fact', 'operator', 'value']];

/** What excludes each other in the schema, by the key that the mapping stands under. */
const alternatives: Readonly<Record<string, readonly Alternatives[]>> = {
  period: [[['lasts'], ['ends']]],
  rewards: [
    [['amount'], ['ladder'], ['bands'], ['decay'], ['percent'], ['random']],
    [['expiresAfter'], ['expiresAt']],
  ],
  caps: [[['perCampaign'], ['quantity']]],
  condition: [conditions],
  not: [conditions],
};

/** The keys below that give way to what is said above them, in the mapping under `name`. */
export function givingWay(name: string, said: readonly string[]): ReadonlySet<string> {
  const sets = alternatives[name] ?? [];
  return new Set(
    sets.flatMap((set) => {
      const isChosen = set.map((keys) => keys.some((key) => said.includes(key)));
      return isChosen.includes(true)
        ? set.filter((_, index) => isChosen[index] !== true).flat()
        : [];
    }),
  );
}
