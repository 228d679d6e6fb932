import { campaignSchema, type CampaignText } from '../domain/campaign/schema.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Digest } from '../domain/ids.ts';
import type { Diagnostic, Problem, Report } from './diagnostic.ts';
import type { Base } from './extend/follow.ts';
import { openCampaign } from './extend/open-campaign.ts';
import { asIs, say, type Language } from '../lang/say.ts';
import { resolveCampaign } from './extend/resolve.ts';
import { tellUnknownRewards } from './extend/unknown-rewards.ts';
import { locate } from './locate.ts';
import { canonicalJson, digestOf } from './normal-form.ts';
import { scan } from './scan.ts';
import { shapeOf, type Shape } from './shape/shape.ts';
import { conclude, named, wrongKind, type Source } from './source.ts';
import { readTerms } from './terms/terms.ts';
import { freshDiagnostics } from './variants/fresh.ts';
import { readVariants, type CompiledVariant } from './variants/read.ts';
import { splitVariants } from './variants/split.ts';

export type CompiledCampaign =
  | {
      readonly ok: true;
      readonly terms: Terms;
      readonly digest: Digest;
      /** The terms as canonical JSON, of which `digest` is the SHA-256. */
      readonly normalForm: string;
      /** In the order of the file. */
      readonly variants: readonly CompiledVariant[];
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
 * Makes terms of a campaign's text, and of each of its variants, or says everything that is wrong
 * with them. Comments, order of keys, notes (`x-…`), `description` and `labels` do not change the
 * digest. Never throws.
 */
export function compileCampaign(text: string, options: CompileOptions = {}): CompiledCampaign {
  const { file, bases, language } = options;
  const source = openCampaign(text, bases, language);
  if (!source.ok) return { ok: false, diagnostics: named(source.found, options) };
  const tooMuch = refuseWhole(text, bases, language);
  if (tooMuch !== undefined) {
    return { ok: false, diagnostics: named([locate(source.parsed, tooMuch)], options) };
  }
  const otherKind = wrongKind(source.data, 'Campaign');
  if (otherKind.length > 0) {
    return { ok: false, diagnostics: conclude(source, { shape: otherKind, meaning: [] }, file) };
  }
  const split = splitVariants(source);
  const own = readOne(source, split.problems);
  const varied = split.variants.map((variant) => ({ variant, ...readOne(variant.source, []) }));
  const variants = readVariants(
    own.report,
    { text: source.data as CampaignText, isBroken: own.shape.isBroken },
    new Map(varied.map(({ variant, terms }) => [variant.index, terms])),
  );
  const main = conclude(source, own.found, file);
  const diagnostics = freshDiagnostics(
    main,
    varied.map(({ variant, found }) => conclude({ ...variant.source, found: [] }, found, file)),
    options,
  );
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  if (own.terms === undefined || variants === undefined || isBroken) {
    return { ok: false, diagnostics };
  }
  const listed = variants.map(({ id, weight, segment, digest }) => ({
    id,
    weight,
    segment,
    digest,
  }));
  const terms = listed.length === 0 ? own.terms : { ...own.terms, variants: listed };
  const normalForm = canonicalJson(terms);
  const digest = digestOf(normalForm);
  return { ok: true, terms, digest, normalForm, variants, warnings: diagnostics };
}

/** The whole of a campaign that extends another is one file too, and as large as one may be. */
function refuseWhole(
  text: string,
  bases: readonly Base[] = [],
  language?: Language,
): Problem | undefined {
  const whole = bases.length === 0 ? undefined : resolveCampaign(text, bases);
  const refused = whole === undefined ? undefined : scan(whole, language);
  if (refused === undefined) return undefined;
  const { code, message, expected } = refused;
  return {
    code,
    path: ['extends'],
    message: say`with all that it extends, ${message}`,
    expected: asIs(expected),
  };
}

interface ReadOne {
  readonly shape: Shape;
  readonly terms: Terms | undefined;
  readonly report: Report;
  readonly found: { readonly shape: readonly Problem[]; readonly meaning: readonly Problem[] };
}

/** Checks and reads what is one campaign: the file's own, or one of its variants. */
function readOne(
  { data, parsed }: Extract<Source, { ok: true }>,
  before: readonly Problem[],
): ReadOne {
  const shape = checkShape(data);
  const meaning: Problem[] = [];
  const report: Report = (problem) =>
    meaning.push({ ...problem, path: shape.written(problem.path) });
  const terms = readTerms(report, data as CampaignText, shape.isBroken);
  const problems = tellUnknownRewards(shape.problems, data, parsed.layers?.root);
  return { shape, terms, report, found: { shape: [...before, ...problems], meaning } };
}
