import { availableParallelism } from 'node:os';

import type { Terms } from '../../domain/campaign/terms.ts';
import { fitRewards, type Fit } from '../../simulate/fit/search.ts';
import type { Figures } from '../../simulate/population/figures.ts';
import { spanOf, variantTerms, type Plan } from '../../simulate/population/repetition.ts';
import { compare, type Compared } from '../../simulate/statistics/compare.ts';
import { summarise } from '../../simulate/statistics/summary.ts';
import { say, type Language } from '../../lang/say.ts';
import type { CommonOptions } from '../command.ts';
import { exitCodes, WrongUse, type ExitCode } from '../exit.ts';
import { languageFor, type LanguageOptions } from '../language.ts';
import { orDiagnostics } from '../not-compiled.ts';
import { openReport, type Report } from '../output/report.ts';
import { interruptible } from '../stopping.ts';
import { withBudget, withPeople, type PeopleFlags } from './flags.ts';
import { readPopulation, readVersion, type Version } from './inputs.ts';
import { openLanes, type Lanes } from './lanes.ts';
import { openProgress } from './progress.ts';
import { refusalsOf } from './refusals.ts';
import { reportSimulation, type Played } from './report.ts';
import { reportUnplayed } from './unplayed.ts';

export interface SimulateOptions extends CommonOptions, LanguageOptions, PeopleFlags {
  readonly population?: string;
  readonly policy?: string;
  readonly against?: string;
  readonly seed: number;
  readonly repetitions: number;
  readonly days?: number;
  readonly workers?: number;
  readonly budget?: readonly string[];
  readonly liability?: true;
  readonly fit?: true;
}

/** How often a fit plays each of its guesses. */
const fitRepetitionsMax = 10;

/** Reads, plays, and reports. */
export async function simulate(path: string, options: SimulateOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const answering = { report, language: languageOf(options), fields: { versions: [] } };
  return orDiagnostics(answering, async () => {
    const versions = await readVersions(path, options);
    const population = withPeople(
      await readPopulation(options.population, languageOf(options)),
      options,
    );
    const plans = versions.map(({ terms, digest, policy, variants }) => ({
      ...{ terms, digest, policy, variants, population },
      seed: options.seed,
      days: options.days ?? null,
    }));
    checkDays(plans);
    return playAndReport(report, { versions, plans, options });
  });
}

/** People cannot come to a campaign that is over. */
function checkDays(plans: readonly Plan[]): void {
  const asked = plans[0]?.days ?? 0;
  const spans = plans.map((plan) => spanOf({ ...plan, days: null }));
  const most = Math.max(...spans.map(({ days, endsAt }) => (endsAt === null ? Infinity : days)));
  if (asked <= most) return;
  throw new WrongUse(
    say`--days ${asked} is more than the campaign runs: say ${most} at most, or leave it out for all of them.`,
  );
}

/** The version that is asked about, and after it the one that it is compared with. */
async function readVersions(path: string, options: SimulateOptions): Promise<readonly Version[]> {
  const { policy, against, budget } = options;
  const paths = against === undefined ? [path] : [path, against];
  const versions = await Promise.all(
    paths.map((one) => readVersion(one, policy, languageOf(options))),
  );
  return versions.map((one) => ({ ...one, terms: withBudget(one.terms, budget ?? []) }));
}

interface Asked {
  readonly versions: readonly Version[];
  readonly plans: readonly Plan[];
  readonly options: SimulateOptions;
}

async function playAndReport(report: Report, asked: Asked): Promise<ExitCode> {
  const { options, plans } = asked;
  const { signal, release } = interruptible();
  const progress = openProgress(report, process.stderr, languageOf(options));
  const wanted = options.workers ?? availableParallelism();
  const count = Math.max(1, Math.min(wanted, options.repetitions * plans.length));
  const lanes = openLanes(count, { signal, progress: (done, of) => progress.show(done, of) });
  try {
    const fit = options.fit === true ? await fitted(lanes, asked) : null;
    const planned = fit === null ? plans : plans.map((plan) => ({ ...plan, terms: fit.terms }));
    const runs = await lanes.play(planned, options.repetitions);
    progress.end();
    const isPartial = lanes.isCutShort;
    if ((runs[0]?.length ?? 0) === 0) {
      const unplayed = { versions: versionsOf(asked, planned), asked: options.repetitions };
      reportUnplayed(report, unplayed, languageOf(options));
      return exitCodes.interrupted;
    }
    const whole = { ...played(asked, planned, runs), fit, isPartial };
    reportSimulation(report, whole, languageOf(options));
    if (isPartial) return exitCodes.interrupted;
    return fit?.assets.every(({ fits }) => fits) === false ? exitCodes.findings : exitCodes.ok;
  } finally {
    release();
    await lanes.close();
  }
}

/** Each version with how it is played. */
function versionsOf({ versions }: Asked, plans: readonly Plan[]): readonly (Version & Plan)[] {
  return versions.flatMap((version, index) => {
    const plan = plans[index];
    if (plan === undefined) return [];
    return [{ ...version, ...plan, variants: version.variants ?? new Map() }];
  });
}

function played(
  asked: Asked,
  plans: readonly Plan[],
  runs: readonly (readonly Figures[])[],
): Omit<Played, 'fit' | 'isPartial'> {
  return {
    versions: versionsOf(asked, plans).map((version, index) => ({
      ...version,
      days: spanOf(version).days,
      summary: summarise(version.terms, runs[index] ?? [], variantTerms(version)),
    })),
    compared: comparison(plans, runs),
    asked: asked.options.repetitions,
    liability: asked.options.liability === true,
  };
}

function comparison(
  plans: readonly Plan[],
  [after = [], before]: readonly (readonly Figures[])[],
): readonly Compared[] {
  const [plan] = plans;
  return plan === undefined || before === undefined ? [] : compare(plan.terms, before, after);
}

/** Only the first version is fitted, with a few repetitions for each guess. */
async function fitted(lanes: Lanes, { plans, versions, options }: Asked): Promise<Fit | null> {
  const [[plan], [version]] = [plans, versions];
  if (plan === undefined || version === undefined) return null;
  if (plan.variants !== undefined) {
    throw new WrongUse(
      say`--fit finds amounts of one set of rewards: take \`variants\` out for it.`,
    );
  }
  const repetitions = Math.min(options.repetitions, fitRepetitionsMax);
  const play = async (terms: Terms): Promise<readonly Figures[]> => {
    const [runs = []] = await lanes.play([{ ...plan, terms }], repetitions);
    return lanes.isCutShort ? [] : runs;
  };
  const refusals = refusalsOf(version, languageOf(options));
  return fitRewards(plan.terms, { play, refusals });
}

function languageOf(options: SimulateOptions): Language {
  return languageFor(options, options.output);
}
