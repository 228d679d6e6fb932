import { stringify } from 'yaml';

import { formatMoney, type Asset } from '../../domain/money.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { fragmentOf } from '../../simulate/fit/fragment.ts';
import type { HeldBy } from '../../simulate/fit/held.ts';
import type { Fit } from '../../simulate/fit/search.ts';
import type { Plan } from '../../simulate/population/repetition.ts';
import type { Compared } from '../../simulate/statistics/compare.ts';
import type { Spread } from '../../simulate/statistics/interval.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';
import { colours } from '../output/colour.ts';
import type { Report } from '../output/report.ts';
import { indent, table } from '../output/table.ts';
import { changesBetween } from './changes.ts';
import type { Version } from './inputs.ts';
import { notesOf } from './notes.ts';
import { describeLiability } from './owed.ts';
import { describePlan } from './plan.ts';
import { picture } from './picture.ts';
import { sheet } from './sheet.ts';
import { assetName, sayFigure, whole } from './words.ts';

const widthUsual = 80;
const widthMax = 120;

/** What came of a simulation. */
export interface Played {
  /** The version that was asked about, then the one that it is compared with. */
  readonly versions: readonly PlayedVersion[];
  readonly compared: readonly Compared[];
  readonly fit: Fit | null;
  readonly asked: number;
  readonly isPartial: boolean;
  readonly liability: boolean;
}

export type PlayedVersion = Version & Plan & { readonly days: number; readonly summary: Summary };

/** Tells it in the form that was asked for. */
export function reportSimulation(report: Report, played: Played, language: Language): void {
  const text = report.form === 'csv' ? asSheet(played) : asText(played, language);
  report.result(text, fieldsOf(played));
  if (report.form === 'csv' && played.isPartial)
    process.stderr.write(`${textOf(partialNote(played), language)}\n`);
}

function asText(played: Played, language: Language): string {
  const [first, second] = played.versions;
  if (first === undefined) return '';
  const width = Math.min(widthMax, process.stdout.columns || widthUsual);
  const { summary, days } = first;
  const empty = emptySegments(first);
  return [
    ...(played.isPartial ? [colours.yellow(textOf(partialNote(played), language))] : []),
    headOf(first, language),
    ...notesOf(first).map((note) => colours.yellow(textOf(note, language))),
    ...(played.fit === null ? [] : [describeFit(played.fit, language)]),
    ...(second === undefined
      ? []
      : [describeComparison(first, second, { compared: played.compared, language })]),
    ...(summary.plan.length === 0 ? [] : [describePlan(summary.plan, language)]),
    picture({ summary, days, width, language, empty }),
    ...(played.liability ? [describeLiability(summary.liability, language)] : []),
  ].join('\n\n');
}

/** Segments that have variants of their own, and nobody of this population in them. */
function emptySegments({ terms, population }: PlayedVersion): readonly string[] {
  const wanted = (terms.variants ?? []).flatMap(({ segment }) => segment ?? []);
  return [...new Set(wanted)].filter((segment) => (population.segments[segment] ?? 0) === 0);
}

function partialNote({ versions, asked }: Played): Said {
  const done = versions[0]?.summary.repetitions ?? 0;
  return say`Interrupted: these are partial results, of ${done} of ${asked} repetitions.`;
}

function headOf(version: PlayedVersion, language: Language): string {
  const { file, terms, summary, days, population, policy, seed } = version;
  const often =
    summary.repetitions === 1 ? say`played once` : say`played ${summary.repetitions} times`;
  const by = say`${often} with ${whole(population.people)} people (${population.id}) on ${days} days, seed ${seed}, risk policy ${policy.id}; means, where nothing else is said`;
  return `${colours.bold(terms.campaign)} ${colours.dim(file)}\n${textOf(by, language)}`;
}

/** Two versions side by side. */
function describeComparison(
  fresh: PlayedVersion,
  old: PlayedVersion,
  { compared, language }: { readonly compared: readonly Compared[]; readonly language: Language },
): string {
  const told = (said: Said): string => textOf(said, language);
  const right = (said: Said) => ({ title: told(said), align: 'right' as const });
  const columns = [
    { title: told(say`figure`) },
    ...[say`before: ${old.file}`, say`after: ${fresh.file}`].map(right),
    ...[say`change`, say`9 of 10 times`].map(right),
  ];
  const rows = compared.map(({ figure, asset, before, after, change }) => {
    const written = writerOf(asset);
    const name = told(
      asset === null ? sayFigure(figure) : say`${sayFigure(figure)} (${assetName(asset)})`,
    );
    return [
      name,
      written(before.mean),
      written(after.mean),
      signed(change.mean, written),
      told(saySpan(change, written)),
    ];
  });
  const changes = changesBetween(old, fresh);
  const lasts = [old, fresh].map(({ summary }) =>
    summary.budgets.map(({ lasts: { share } }) => `${whole(100 * share)} %`).join(', '),
  );
  return [
    colours.bold(told(say`What changes`)),
    indent(
      [...(changes.length === 0 ? [told(say`nothing in the terms`)] : changes), ''].join('\n'),
    ),
    indent(table(columns, [...rows, [told(say`budget lasts`), ...lasts, '', '']])),
  ].join('\n');
}

type Write = (value: number) => string;

function writerOf(asset: string | null): Write {
  return asset === null ? whole : (value) => formatMoney(Math.round(value), asset as Asset);
}

function signed(value: number, written: Write): string {
  return value > 0 ? `+${written(value)}` : written(value);
}

function saySpan({ low, high }: Spread, written: Write): Said {
  return say`${signed(low, written)} to ${signed(high, written)}`;
}

function describeFit(fit: Fit, language: Language): string {
  const told = (said: Said): string => textOf(said, language);
  const lines = fit.assets.flatMap(({ asset, factor, use, fits, heldBy }) => {
    const percent = `${(100 * use).toFixed(1)} %`;
    const name = assetName(asset);
    const by = say`${name}: amounts times ${factor.toFixed(3)} use ${percent} of the budget on average`;
    if (fits) return [`${colours.green(told(say`fits`))}  ${told(by)}`];
    const none = told(say`${by}; no amounts were found that use 90 to 100 %`);
    const bounds = heldBy.map((one) => told(sayHeld(one, asset as Asset)));
    return [`${colours.red(told(say`does not fit`))}  ${none}`, ...bounds];
  });
  const found = say`found in ${fit.tries} guesses; what follows was played with them`;
  return [
    colours.bold(told(say`Rewards that fit the budget`)),
    indent([...lines, told(found), ''].join('\n')),
    fragmentText(fit),
  ].join('\n');
}

function sayHeld(held: HeldBy, asset: Asset): Said {
  if (held.kind === 'rule') {
    const { path, code, message, expected } = held;
    return say`${path} cannot go further: ${code}: ${message}; right would be: ${expected}`;
  }
  const { path, max, of } = held;
  const amount = formatMoney(max, asset);
  if (of === undefined) {
    return say`${path} allows no more than ${amount}, and a fit leaves it as it is`;
  }
  return of.every === null
    ? say`${path} allows one ${of.one} no more than ${amount}, and a fit leaves it as it is`
    : say`${path} allows one ${of.one} no more than ${amount} in one ${of.every}, and a fit leaves it as it is`;
}

function fragmentText({ terms, assets }: Fit): string {
  const known = new Set(assets.map(({ asset }) => asset));
  const rewards = terms.rewards.filter(({ asset }) => known.has(asset)).map(fragmentOf);
  return stringify({ rewards }).trimEnd();
}

function asSheet({ versions }: Played): string {
  return sheet(versions.map(({ file, summary }) => ({ name: file, summary })));
}

function fieldsOf({ versions, compared, fit, asked, isPartial }: Played): Record<string, unknown> {
  const [first] = versions;
  return {
    partial: isPartial,
    seed: first?.seed,
    repetitions: { asked, done: first?.summary.repetitions ?? 0 },
    population: first?.population,
    versions: versions.map(({ file, terms, digest, policy, days, summary }) => ({
      ...{ file, campaign: terms.campaign, digest, policy: policy.id, days, summary },
    })),
    comparison: compared,
    fit: fit && {
      tries: fit.tries,
      assets: fit.assets,
      rewards: fit.terms.rewards.map(fragmentOf),
    },
  };
}
