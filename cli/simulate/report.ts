import { stringify } from 'yaml';

import { describeDifference, differencesOf } from '../../compare/terms-difference.ts';
import { formatMoney, type Asset } from '../../domain/money.ts';
import { fragmentOf } from '../../simulate/fit/fragment.ts';
import type { Fit } from '../../simulate/fit/search.ts';
import type { Plan } from '../../simulate/population/repetition.ts';
import type { Compared } from '../../simulate/statistics/compare.ts';
import type { Spread } from '../../simulate/statistics/interval.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';
import { colours } from '../output/colour.ts';
import type { Report } from '../output/report.ts';
import { indent, table } from '../output/table.ts';
import type { Version } from './inputs.ts';
import { describeLiability } from './owed.ts';
import { assetName, picture, whole } from './picture.ts';
import { sheet } from './sheet.ts';

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
export function reportSimulation(report: Report, played: Played): void {
  const text = report.form === 'csv' ? asSheet(played) : asText(played);
  report.result(text, fieldsOf(played));
  if (report.form === 'csv' && played.isPartial) process.stderr.write(`${partialNote(played)}\n`);
}

function asText(played: Played): string {
  const [first, second] = played.versions;
  if (first === undefined) return '';
  const width = Math.min(widthMax, process.stdout.columns || widthUsual);
  const { summary, days } = first;
  return [
    ...(played.isPartial ? [colours.yellow(partialNote(played))] : []),
    headOf(first),
    ...(played.fit === null ? [] : [describeFit(played.fit)]),
    ...(second === undefined ? [] : [describeComparison(first, second, played.compared)]),
    picture({ summary, days, width }),
    ...(played.liability ? [describeLiability(summary.liability)] : []),
  ].join('\n\n');
}

function partialNote({ versions, asked }: Played): string {
  const done = versions[0]?.summary.repetitions ?? 0;
  return `Interrupted: these are partial results, of ${String(done)} of ${String(asked)} repetitions.`;
}

function headOf({ file, terms, summary, days, population, policy, seed }: PlayedVersion): string {
  const often = summary.repetitions === 1 ? 'once' : `${String(summary.repetitions)} times`;
  return [
    `${colours.bold(terms.campaign)} ${colours.dim(file)}`,
    `played ${often} with ${whole(population.people)} people (${population.id}) on ${String(days)} days, seed ${String(seed)}, risk policy ${policy.id}; means, where nothing else is said`,
  ].join('\n');
}

/** Two versions side by side. */
function describeComparison(
  fresh: PlayedVersion,
  old: PlayedVersion,
  compared: readonly Compared[],
): string {
  const columns = [
    { title: 'figure' },
    { title: `before: ${old.file}`, align: 'right' },
    { title: `after: ${fresh.file}`, align: 'right' },
    { title: 'change', align: 'right' },
    { title: '9 of 10 times', align: 'right' },
  ] as const;
  const rows = compared.map(({ figure, asset, before, after, change }) => {
    const say = sayer(asset);
    const name = asset === null ? figure : `${figure} (${assetName(asset)})`;
    return [name, say(before.mean), say(after.mean), signed(change.mean, say), span(change, say)];
  });
  const changes = differencesOf(old.terms, fresh.terms).map(describeDifference);
  const lasts = [old, fresh].map(({ summary }) =>
    summary.budgets.map(({ lasts: { share } }) => `${whole(100 * share)} %`).join(', '),
  );
  return [
    colours.bold('What changes'),
    indent([...(changes.length === 0 ? ['nothing in the terms'] : changes), ''].join('\n')),
    indent(table(columns, [...rows, ['budget lasts', ...lasts, '', '']])),
  ].join('\n');
}

type Say = (value: number) => string;

function sayer(asset: string | null): Say {
  return asset === null ? whole : (value) => formatMoney(Math.round(value), asset as Asset);
}

function signed(value: number, say: Say): string {
  return value > 0 ? `+${say(value)}` : say(value);
}

function span({ low, high }: Spread, say: Say): string {
  return `${signed(low, say)} to ${signed(high, say)}`;
}

function describeFit(fit: Fit): string {
  const lines = fit.assets.map(({ asset, factor, use, fits }) => {
    const percent = `${(100 * use).toFixed(1)} %`;
    const by = `amounts times ${factor.toFixed(3)} use ${percent} of the budget on average`;
    return fits
      ? `${colours.green('fits')}  ${assetName(asset)}: ${by}`
      : `${colours.red('does not fit')}  ${assetName(asset)}: ${by}; no amounts were found that use 90 to 100 %`;
  });
  return [
    colours.bold('Rewards that fit the budget'),
    indent(
      [
        ...lines,
        `found in ${String(fit.tries)} guesses; what follows was played with them`,
        '',
      ].join('\n'),
    ),
    fragmentText(fit),
  ].join('\n');
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
