import type { SubjectId } from '../ids.ts';
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

/** A number between 0 and 1, the same for the same text: two mixed 32-bit hashes, 53 bits of them. */
function fractionOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  const bits = (low >>> 0) * 2 ** 21 + (high >>> 11);
  return (bits + 0.5) / 2 ** 53;
}
