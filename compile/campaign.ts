import { campaignSchema, type CampaignText } from '../domain/campaign/schema.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Digest } from '../domain/ids.ts';
import type { Diagnostic, Problem, Report } from './diagnostic.ts';
import type { Base } from './extend/follow.ts';
import { openCampaign } from './extend/open-campaign.ts';
import type { Language } from '../lang/say.ts';
import { canonicalJson, digestOf } from './normal-form.ts';
import { shapeOf } from './shape/shape.ts';
import { conclude, named, wrongKind } from './source.ts';
import { readTerms } from './terms/terms.ts';

export type CompiledCampaign =
  | {
      readonly ok: true;
      readonly terms: Terms;
      readonly digest: Digest;
      /** The terms as canonical JSON, of which `digest` is the SHA-256. */
      readonly normalForm: string;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface CompileOptions {
  /** What the text is called in diagnostics. */
  readonly file?: string;
  /** What the text extends, read before; nearest first. */
  readonly bases?: readonly Base[];
  /** In which mistakes are told; English unless said. */
  readonly language?: Language;
}

const checkShape = shapeOf(campaignSchema);

/**
 * Makes terms of a campaign's text, or says everything that is wrong with it. Comments, order of
 * keys, notes (`x-…`), `description` and `labels` do not change the digest. Never throws.
 */
export function compileCampaign(text: string, options: CompileOptions = {}): CompiledCampaign {
  const { file, bases, language } = options;
  const source = openCampaign(text, bases, language);
  if (!source.ok) return { ok: false, diagnostics: named(source.found, options) };
  const otherKind = wrongKind(source.data, 'Campaign');
  if (otherKind.length > 0) {
    return { ok: false, diagnostics: conclude(source, { shape: otherKind, meaning: [] }, file) };
  }
  const shape = checkShape(source.data);
  const meaning: Problem[] = [];
  const report: Report = (problem) => meaning.push(problem);
  const terms = readTerms(report, source.data as CampaignText, shape.isBroken);
  const diagnostics = conclude(source, { shape: shape.problems, meaning }, file);
  if (terms === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    return { ok: false, diagnostics };
  }
  const normalForm = canonicalJson(terms);
  return { ok: true, terms, digest: digestOf(normalForm), normalForm, warnings: diagnostics };
}
