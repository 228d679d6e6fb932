import { formatMoney, type Asset } from '../../domain/money.ts';
import { asIs, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { BudgetSummary, PeopleSummary, Summary } from '../../simulate/statistics/summary.ts';
import type { ShareInterval } from '../../simulate/statistics/interval.ts';
import { bar, sparkline } from '../output/bars.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { describeRefused } from './refused.ts';
import { assetName, kindNames, label, labelWidth, sayFigure, sayRange, whole } from './words.ts';

const barMax = 60;

/** What is drawn: one version, how wide, and in which language. */
export interface Drawing {
  readonly summary: Summary;
  /** Days on which people come; after them nothing but what is under way. */
  readonly days: number;
  readonly width: number;
  readonly language: Language;
  /** Segments that have variants of their own, and nobody in them. */
  readonly empty?: readonly string[];
}

/** A version's simulation for people: funnel, money, codes, rewards, refusals, and what risk stopped. */
export function picture(drawing: Drawing): string {
  const { summary, width, language } = drawing;
  const section = (title: Said, body: string): string =>
    `${colours.bold(textOf(title, language))}\n${indent(body)}`;
  return [
    section(say`Honest people`, funnel(drawing)),
    ...summary.budgets.map((budget) =>
      section(say`Budget ${assetName(budget.asset)}`, money(drawing, budget)),
    ),
    section(say`Open codes`, codes(drawing)),
    section(say`Rewards`, rewards(drawing)),
    section(say`Why something was refused`, describeRefused(summary, width - 2, language)),
    ...(summary.variants.length === 0 ? [] : [section(say`Variants`, variants(drawing))]),
    section(say`Who tried, and what risk stopped`, people(drawing)),
  ].join('\n\n');
}

function funnel({ summary, width, language }: Drawing): string {
  const most = Math.max(1, ...summary.funnel.map(({ count }) => count.mean));
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 16));
  return summary.funnel
    .map(({ stage, count }) => {
      const number = whole(count.mean).padStart(9);
      return `${label(sayFigure(stage), language)}${number}  ${colours.cyan(bar(count.mean, most, room))}`;
    })
    .join('\n');
}

function money({ width, days, language }: Drawing, budget: BudgetSummary): string {
  const { asset, minor, spent, lasts, exhaustedOn, byDay } = budget;
  const median = untilNothingHappens(
    byDay.map((day) => day.median),
    days,
  );
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 4));
  const amount = (value: number): string => formatMoney(Math.round(value), asset as Asset);
  const share = minor === 0 ? 0 : Math.round((100 * spent.mean) / minor);
  const paint = lasts.low > 0.5 ? colours.green : colours.red;
  const told = (said: Said): string => textOf(said, language);
  const line = (name: Said, body: string): string => `${label(name, language)}${body}`;
  const inAll = say`${amount(spent.mean)} of ${amount(minor)}, ${share} %; 9 of 10 times ${sayRange(spent, amount)}`;
  return [
    line(say`spent`, told(inAll)),
    line(
      say`spent so far, by day`,
      `${colours.cyan(sparkline(median, minor, room))}${colours.dim(told(say`| = budget`))}`,
    ),
    line(
      say`spent each day`,
      colours.cyan(sparkline(daily(median), Math.max(1, ...daily(median)), room)),
    ),
    line(say`the budget lasts`, paint(told(sayLasts(lasts)))),
    ...(exhaustedOn === null ? [] : [line(say`it ran out`, told(sayExhausted(exhaustedOn)))]),
  ].join('\n');
}

function sayExhausted(on: NonNullable<BudgetSummary['exhaustedOn']>): Said {
  return say`on day ${whole(on.median)}; 9 of 10 times ${sayRange(on, whole)}`;
}

/** Up to the last day on which people come, or something of theirs still comes to pass. */
function untilNothingHappens(running: readonly number[], days: number): readonly number[] {
  const end = running.indexOf(running.at(-1) ?? 0) + 1;
  return running.slice(0, Math.max(days, end));
}

function daily(running: readonly number[]): readonly number[] {
  return running.map((value, day) => value - (running[day - 1] ?? 0));
}

/** In how many repetitions it lasted, and what that says of all times. */
function sayLasts({ share, low, high }: ShareInterval): Said {
  const percent = (part: number): string => `${String(Math.round(100 * part))} %`;
  return say`${percent(share)} of the time; with 95 % confidence ${percent(low)} to ${percent(high)}`;
}

function codes({ summary, width, days, language }: Drawing): string {
  const { most, allowed, refused } = summary.openCodes;
  const byDay = untilNothingHappens(summary.openCodes.byDay, days);
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 4));
  const atOnce = textOf(say`${whole(most.mean)} of ${whole(allowed)} allowed`, language);
  return [
    `${label(say`by day`, language)}${colours.cyan(sparkline(byDay, Math.max(1, ...byDay), room))}`,
    `${label(say`most at once`, language)}${atOnce}`,
    ...(refused > 0 ? [`${label(say`refused for want`, language)}${whole(refused)}`] : []),
  ].join('\n');
}

function rewards({ summary: { rewards: all }, language }: Drawing): string {
  const told = (said: Said): string => textOf(said, language);
  const columns = [
    { title: told(say`reward`) },
    { title: told(say`kind`) },
    { title: told(say`granted`), align: 'right' },
    { title: told(say`amount`), align: 'right' },
  ] as const;
  const rows = all.map(({ reward, kind, asset, count, minor }) => [
    ...[reward, kind, whole(count)],
    formatMoney(Math.round(minor), asset as Asset),
  ]);
  return all.length === 0 ? told(say`the campaign gives none`) : table(columns, rows);
}

function variants({ summary: { variants: all, budgets }, language, empty = [] }: Drawing): string {
  const assets = budgets.map(({ asset }) => asset);
  const right = (said: Said) => ({ title: textOf(said, language), align: 'right' as const });
  const columns = [
    { title: textOf(say`variant`, language) },
    ...[say`codes`, say`redemptions`, say`a code, 9 of 10 times`].map(right),
    ...assets.map((asset) => right(say`granted ${assetName(asset)}`)),
  ];
  const rows = all.map(({ variant, codes: issued, redemptions, perCode, granted }) => [
    ...[variant, whole(issued.mean), whole(redemptions.mean)],
    `${perCode.mean.toFixed(2)}; ${textOf(
      sayRange(perCode, (value) => value.toFixed(2)),
      language,
    )}`,
    ...granted.map(({ asset, minor }) => formatMoney(Math.round(minor.mean), asset as Asset)),
  ]);
  const nobody = empty.map((segment) =>
    textOf(
      say`Nobody here is in segment ${segment}: a population file says its share in \`segments\`.`,
      language,
    ),
  );
  return [table(columns, rows), ...nobody.map(colours.yellow)].join('\n');
}

function people({ summary, width, language }: Drawing): string {
  const right = (said: Said) => ({ title: textOf(said, language), align: 'right' as const });
  const columns = [
    { title: textOf(say`kind`, language) },
    ...[say`people`, say`tried`, say`redeemed`, say`stopped`, say`earned`].map(right),
    { title: textOf(say`of their tries, stopped by risk`, language) },
  ];
  const room = Math.min(20, Math.max(8, width - 78));
  const rows = summary.people.map((one) => [
    textOf(kindNames[one.kind], language),
    ...[one.people, one.tried, one.redeemed, stoppedOf(one)].map(whole),
    Object.entries(one.earned)
      .map(([asset, minor]) => formatMoney(Math.round(minor), asset as Asset))
      .join(', '),
    colours.yellow(bar(stoppedOf(one), Math.max(1, one.tried), room)),
  ]);
  return [table(columns, rows), ...rules(summary.people, language)].join('\n');
}

function stoppedOf({ stopped }: PeopleSummary): number {
  return Object.values(stopped).reduce((sum, count) => sum + count, 0);
}

/** Which rule stopped whom; `frozen` is a freeze that stood from before. */
function rules(all: readonly PeopleSummary[], language: Language): string[] {
  const names = [...new Set(all.flatMap(({ stopped }) => Object.keys(stopped)))].sort();
  return names.map((rule) => {
    const whom = all.flatMap(({ kind, stopped }) => {
      const count = stopped[rule] ?? 0;
      return count > 0 ? [`${textOf(kindNames[kind], language)} ${whole(count)}`] : [];
    });
    const name = rule === 'frozen' ? say`a freeze that stood` : asIs(rule);
    return `${label(name, language)} ${colours.dim(whom.join(', '))}`;
  });
}
