/** Parts as far as they could be read. */
export type Parts<Whole> = { readonly [Part in keyof Whole]: Whole[Part] | undefined };

/** The parts as a whole, when all of them could be read. */
export function whole<Whole extends object>(parts: Parts<Whole>): Whole | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as Whole);
}
