import type { SubjectId } from '../ids.ts';
import { mixedBits } from '../mixed-bits.ts';
import type { Terms, VariantTerms } from './terms.ts';

/** Whom a variant is sought for. */
export interface Candidate {
  readonly holder: SubjectId;
  /** As whoever issues the code says. */
  readonly segment?: string | undefined;
  /** The variant of the last code that the person has had in the campaign. */
  readonly former?: string | undefined;
}

/**
 * Which variant a person gets; undefined where the campaign has none for them, and its own terms
 * hold. Who has had a code stays with its variant as long as there is one of that name. Everybody
 * else is assigned by weighted rendezvous hashing: each variant draws a number from person and name,
 * and the highest one wins, so that a change of weights moves only those whom it must.
 */
export function assignVariant(
  { campaign, variants = [] }: Pick<Terms, 'campaign' | 'variants'>,
  { holder, segment, former }: Candidate,
): VariantTerms | undefined {
  const kept = variants.find(({ id }) => id === former);
  if (kept !== undefined) return kept;
  const ofSegment = variants.filter((variant) => variant.segment === segment);
  const open = variants.filter((variant) => variant.segment === null);
  let best: { readonly variant: VariantTerms; readonly score: number } | undefined;
  for (const variant of ofSegment.length > 0 ? ofSegment : open) {
    const drawn = fractionOf(`${campaign}\n${holder}\n${variant.id}`);
    const score = variant.weight / -Math.log(drawn);
    if (best === undefined || score > best.score) best = { variant, score };
  }
  return best?.variant;
}

/** A number between 0 and 1, the same for the same text. */
function fractionOf(text: string): number {
  return (mixedBits(text) + 0.5) / 2 ** 53;
}
