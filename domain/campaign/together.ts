import type { Duration } from '../time.ts';
import type { Terms } from './terms.ts';

/** A campaign's terms with the rewards of all its variants, and settling as long as the slowest. */
export function together(terms: Terms, variants: readonly Terms[]): Terms {
  if (variants.length === 0) return terms;
  const all = [terms, ...variants];
  const settleForMs = Math.max(...all.map(({ validity }) => validity.settleForMs)) as Duration;
  return {
    ...terms,
    rewards: all.flatMap(({ rewards }) => rewards),
    validity: { ...terms.validity, settleForMs },
  };
}
