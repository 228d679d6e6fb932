import type { Spread } from '../../simulate/statistics/interval.ts';
import type { Owed } from '../../simulate/statistics/liability.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';
import { csv } from '../output/csv.ts';

type Row = readonly (string | number | null)[];

const columns = [
  'version',
  'figure',
  'of',
  'asset',
  'day',
  'mean',
  'low',
  'median',
  'high',
] as const;

/** Summaries as one sheet: a line for each figure, and for each day. Amounts are minor units. */
export function sheet(
  versions: readonly { readonly name: string; readonly summary: Summary }[],
): string {
  return csv(
    columns,
    versions.flatMap(({ name, summary }) => rowsOf(summary).map((row) => [name, ...row])),
  );
}

function rowsOf(summary: Summary): Row[] {
  return [
    ...summary.funnel.map(({ stage, count }) => ['funnel', stage, null, null, ...spread(count)]),
    ...summary.budgets.flatMap(({ asset, minor, spent, lasts, exhaustedOn, byDay }) => [
      ['budget', null, asset, null, minor, null, null, null],
      ['spent', null, asset, null, ...spread(spent)],
      [
        'share of times the budget lasts',
        null,
        asset,
        null,
        lasts.share,
        lasts.low,
        null,
        lasts.high,
      ],
      ...(exhaustedOn ? [['ran out on day', null, asset, null, ...spread(exhaustedOn)]] : []),
      ...byDay.map(({ low, median, high }, day) => [
        ...['spent so far', null, asset, day + 1, null, low, median, high],
      ]),
    ]),
    ...summary.openCodes.byDay.map((codes, day) => mean('open codes', null, null, codes, day + 1)),
    ...summary.rewards.flatMap(({ reward, asset, count, minor, refused }) => [
      mean('rewards granted', reward, null, count),
      mean('amount granted', reward, asset, minor),
      ...Object.entries(refused).map(([why, times]) =>
        mean(`reward refused: ${why}`, reward, null, times),
      ),
    ]),
    ...summary.people.flatMap(({ kind, people, tried, redeemed, stopped, refused, earned }) => [
      mean('people', kind, null, people),
      mean('tried', kind, null, tried),
      mean('redeemed', kind, null, redeemed),
      ...Object.entries(stopped).map(([rule, times]) =>
        mean(`stopped by ${rule}`, kind, null, times),
      ),
      ...Object.entries(refused).map(([code, times]) =>
        mean(`refused: ${code}`, kind, null, times),
      ),
      ...Object.entries(earned).map(([asset, minor]) => mean('earned', kind, asset, minor)),
    ]),
    ...summary.variants.flatMap(({ variant, codes, redemptions, perCode, granted }) => [
      ['codes of variant', variant, null, null, ...spread(codes)],
      ['redemptions of variant', variant, null, null, ...spread(redemptions)],
      ['redemptions of a code of variant', variant, null, null, ...spread(perCode)],
      ...granted.map(({ asset, minor }) => [
        ...['granted by variant', variant, asset, null, ...spread(minor)],
      ]),
    ]),
    ...summary.liability.marks.flatMap(owed),
    ...summary.plan.flatMap(({ figure, milestone, asset, planned, simulated }) => [
      [`planned ${figure}`, milestone, asset, null, planned, null, null, null],
      [`${figure} against plan`, milestone, asset, null, ...spread(simulated)],
    ]),
  ];
}

/** What is owed at the end of a day; what falls due has the day up to which, and none for later or never. */
function owed({ asset, day, certain, likely, worst, inHand, due }: Owed): Row[] {
  const since = `owed at the end of day ${String(day)}`;
  return [
    mean('owed for certain', null, asset, certain, day),
    mean('likely owed', null, asset, likely, day),
    mean('owed at worst', null, asset, worst, day),
    mean('points in hand', null, asset, inHand, day),
    ...due.flatMap(({ upToDay, ...each }) => [
      mean('certain falls due', since, asset, each.certain, upToDay),
      mean('likely falls due', since, asset, each.likely, upToDay),
      mean('in hand expires', since, asset, each.expires, upToDay),
    ]),
  ];
}

function spread({ mean: middle, low, median, high }: Spread): readonly number[] {
  return [middle, low, median, high];
}

function mean(
  ...of: readonly [string, string | null, string | null, number, (number | null)?]
): Row {
  const [figure, subject, asset, value, day] = of;
  return [figure, subject, asset, day ?? null, value, null, null, null];
}
