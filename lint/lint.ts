import {
  compileCampaign,
  type CompiledCampaign,
  type CompileOptions,
} from '../compile/campaign.ts';
import type { Diagnostic } from '../compile/diagnostic.ts';
import type { DiagnosticCode } from '../compile/diagnostic-codes.ts';
import { locate } from '../compile/locate.ts';
import type { Parsed } from '../compile/parse.ts';
import { compilePolicy, type CompiledPolicy } from '../compile/policy.ts';
import { named, open, type Source } from '../compile/source.ts';
import { openCampaign } from '../compile/extend/open-campaign.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { dearestCase } from '../domain/campaign/dearest-case.ts';
import type { Instant } from '../domain/time.ts';
import { checkAbuse } from './abuse.ts';
import { findings, type FindingId } from './catalogue.ts';
import { checkConditions, checkPolicyConditions } from './conditions.ts';
import { checkCost } from './cost.ts';
import { checkCrowding } from './crowding.ts';
import { checkDistribution } from './distribution.ts';
import { checkFalseNames } from './false-names.ts';
import type { Found } from './finding.ts';
import { checkGuessing } from './guessing.ts';
import { checkMinimum } from './minimum.ts';
import { checkOneTimeCodes } from './one-time-codes.ts';
import { checkOpeningHours } from './opening-hours.ts';
import { checkPayable } from './payable.ts';
import { checkAlipay } from './platforms/alipay.ts';
import { checkDouyin } from './platforms/douyin.ts';
import { checkWechat } from './platforms/wechat.ts';
import { checkPlan } from './plan.ts';
import { checkPoints } from './points.ts';
import { checkPolicyName, type PoliciesAround } from './policies.ts';
import { checkPurchaseSplits } from './purchase-splits.ts';
import { checkPolicyRegions, checkRegions } from './regions.ts';
import { checkScenarios } from './scenarios.ts';
import { eachOnce } from './variants.ts';
import { splitVariants } from '../compile/variants/split.ts';
import { silence, type Silenced } from './silence.ts';
import { checkSplitting } from './splitting.ts';
import { checkTiers } from './tiers.ts';
import { checkOver, checkTimes } from './times.ts';
import { checkWording } from './wording.ts';

/** A diagnostic of the compiler, or a finding beyond it. */
export type Finding = Diagnostic<DiagnosticCode | FindingId>;

/** A file as it compiled, with everything that was found in it. */
export interface Linted<Compiled> {
  readonly compiled: Compiled;
  /** In order of their places. */
  readonly findings: readonly Finding[];
  /** What comments of the file silence, with their reasons. */
  readonly silenced: readonly Silenced<DiagnosticCode | FindingId>[];
}

type Tell = (found: Found<FindingId>) => void;

const checks: readonly ((terms: Terms, tell: Tell) => void)[] = [
  checkGuessing,
  checkOneTimeCodes,
  checkTiers,
  checkPayable,
  checkCrowding,
  checkMinimum,
  checkConditions,
  checkTimes,
  checkOpeningHours,
  checkPoints,
  checkAbuse,
  checkSplitting,
  checkPurchaseSplits,
  checkFalseNames,
  checkWechat,
  checkAlipay,
  checkDouyin,
  checkDistribution,
  checkScenarios,
  checkRegions,
  checkWording,
];

/** What is around a campaign; what is left out is not held against it. */
export interface Around {
  readonly now?: Instant;
  readonly policies?: PoliciesAround;
}

/**
 * Compiles a campaign and looks at what its terms mean: what can be guessed, never paid, farmed, or
 * is against the ways of a platform. Never throws.
 */
export function lintCampaign(
  text: string,
  options: CompileOptions & Around = {},
): Linted<CompiledCampaign> {
  const compiled = compileCampaign(text, options);
  const source = openCampaign(text, options.bases, options.language);
  const found = compiled.ok && source.ok ? findAll(compiled, source, options) : [];
  return conclude(source, compiled, found, options);
}

/** The same of a risk policy. */
export function lintPolicy(text: string, options: CompileOptions = {}): Linted<CompiledPolicy> {
  const compiled = compilePolicy(text, options);
  const source = open(text, options.language);
  const found: Finding[] = [];
  if (compiled.ok && source.ok) {
    const tell: Tell = (each) => found.push(placed(source.parsed, each));
    checkPolicyConditions(compiled.policy, tell);
    checkPolicyRegions(compiled.policy, tell);
  }
  return conclude(source, compiled, found, options);
}

type Right = Extract<CompiledCampaign, { ok: true }>;

/**
 * What is found in the campaign and in each of its variants, each thing once. Costs are told
 * of the dearest that people of all variants can come to, and so is what is planned.
 */
function findAll(
  compiled: Right,
  source: Extract<Source, { ok: true }>,
  { now, policies }: Around,
): readonly Finding[] {
  const sources = new Map(splitVariants(source).variants.map((one) => [one.id, one.source]));
  const looked = [
    { terms: compiled.terms, parsed: source.parsed },
    ...compiled.variants.map(({ id, terms }) => ({
      terms,
      parsed: sources.get(id)?.parsed ?? source.parsed,
    })),
  ];
  const all = looked.map(({ terms, parsed }) => {
    const found: Finding[] = [];
    const tell: Tell = (each) => found.push(placed(parsed, each));
    for (const check of checks) check(terms, tell);
    if (now !== undefined) checkOver(terms, now, tell);
    if (policies !== undefined) checkPolicyName(terms, policies, tell);
    return found;
  });
  const others = compiled.variants.map(({ terms }) => terms);
  const costs = dearestCase(compiled.terms, others).flatMap((worst): Finding[] => {
    const parsed = sources.get(worst.variant ?? '')?.parsed ?? source.parsed;
    const found: Finding[] = [];
    checkCost(worst, (each) => found.push(placed(parsed, each)));
    return found;
  });
  const planned: Finding[] = [];
  checkPlan(compiled.terms, others, (each) => planned.push(placed(source.parsed, each)));
  return [...eachOnce(all), ...costs, ...planned];
}

function conclude<Compiled extends CompiledCampaign | CompiledPolicy>(
  source: Source,
  compiled: Compiled,
  found: readonly Finding[],
  reading: CompileOptions,
): Linted<Compiled> {
  const diagnostics = compiled.ok ? compiled.warnings : compiled.diagnostics;
  // A text that was refused before it was parsed is not read for comments either.
  if (!source.ok) return { compiled, findings: named(diagnostics, reading), silenced: [] };
  const { parsed } = source;
  const all: readonly Finding[] = [...diagnostics, ...found];
  const heard = silence(parsed, all, compiled.ok);
  return {
    compiled,
    findings: named(heard.findings, reading),
    silenced: heard.silenced.flatMap(({ finding, reason }) =>
      named([finding], reading).map((own) => ({ finding: own, reason })),
    ),
  };
}

function placed(parsed: Parsed, { id, path, at, message, suggestion }: Found<FindingId>): Finding {
  const { severity } = findings[id];
  const where = at === undefined ? { path } : { path, at };
  return locate(parsed, { code: id, severity, message, expected: suggestion, ...where });
}
