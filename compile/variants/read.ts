import type { CampaignText } from '../../domain/campaign/schema.ts';
import type { Terms, VariantTerms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import type { Path, Report } from '../diagnostic.ts';
import { canonicalJson, digestOf } from '../normal-form.ts';
import { checkIds } from '../terms/ids.ts';

/** A variant with complete terms of its own, which name it. */
export interface CompiledVariant extends VariantTerms {
  readonly terms: Terms;
  readonly digest: Digest;
  readonly normalForm: string;
}

/** Reads who gets which variant. Undefined when one of them is broken. */
export function readVariants(
  report: Report,
  list: { readonly text: CampaignText; readonly isBroken: (path: Path) => boolean },
  terms: ReadonlyMap<number, Terms | undefined>,
): readonly CompiledVariant[] | undefined {
  const path = ['spec', 'variants'];
  // A spec that is broken has no variants that could be read.
  if (list.isBroken(['spec', 'variants'])) return undefined;
  const { variants } = list.text.spec;
  checkIds(report, path, variants);
  const read = variants.map(({ id, weight, segment = null }, index) => {
    const own = terms.get(index);
    if (own === undefined) return undefined;
    const varied: Terms = { ...own, variant: id };
    const normalForm = canonicalJson(varied);
    return { id, weight, segment, digest: digestOf(normalForm), terms: varied, normalForm };
  });
  const whole = read.filter((one) => one !== undefined);
  return whole.length === read.length ? whole : undefined;
}
