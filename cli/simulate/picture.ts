import type { Asset } from '../../domain/money.ts';
import { formatMoney } from '../../domain/money.ts';
import type { BudgetSummary, PeopleSummary, Summary } from '../../simulate/statistics/summary.ts';
import type { ShareInterval, Spread } from '../../simulate/statistics/interval.ts';
import { bar, sparkline } from '../output/bars.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';

const labelWidth = 22;
const barMax = 60;

/** What is drawn: one version, and how wide. */
export interface Drawing {
  readonly summary: Summary;
  /** Days on which people come; after them nothing but what is under way. */
  readonly days: number;
  readonly width: number;
}

/** A version's simulation for people: funnel, money, codes, rewards, and what risk stopped. */
export function picture(drawing: Drawing): string {
  return [
    section('Honest people', funnel(drawing)),
    ...drawing.summary.budgets.map((budget) =>
      section(`Budget ${assetName(budget.asset)}`, money(drawing, budget)),
    ),
    section('Open codes', codes(drawing)),
    section('Rewards', rewards(drawing.summary)),
    ...(drawing.summary.variants.length === 0
      ? []
      : [section('Variants', variants(drawing.summary))]),
    section('Who tried, and what risk stopped', people(drawing)),
  ].join('\n\n');
}

function section(title: string, body: string): string {
  return `${colours.bold(title)}\n${indent(body)}`;
}

function funnel({ summary, width }: Drawing): string {
  const most = Math.max(1, ...summary.funnel.map(({ count }) => count.mean));
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 16));
  return summary.funnel
    .map(({ stage, count }) => {
      const number = whole(count.mean).padStart(9);
      return `${label(stage)}${number}  ${colours.cyan(bar(count.mean, most, room))}`;
    })
    .join('\n');
}

function money({ width, days }: Drawing, budget: BudgetSummary): string {
  const { asset, minor, spent, lasts, exhaustedOn, byDay } = budget;
  const median = untilNothingHappens(
    byDay.map((day) => day.median),
    days,
  );
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 4));
  const amount = (value: number): string => formatMoney(Math.round(value), asset as Asset);
  const share = minor === 0 ? 0 : Math.round((100 * spent.mean) / minor);
  const paint = lasts.low > 0.5 ? colours.green : colours.red;
  return [
    `${label('spent')}${amount(spent.mean)} of ${amount(minor)}, ${String(share)} %; 9 of 10 times ${range(spent, amount)}`,
    `${label('spent so far, by day')}${colours.cyan(sparkline(median, minor, room))}${colours.dim('| = budget')}`,
    `${label('spent each day')}${colours.cyan(sparkline(daily(median), Math.max(1, ...daily(median)), room))}`,
    `${label('the budget lasts')}${paint(lastsInWords(lasts))}`,
    ...(exhaustedOn === null
      ? []
      : [
          `${label('it ran out')}on day ${whole(exhaustedOn.median)}; 9 of 10 times ${range(exhaustedOn, whole)}`,
        ]),
  ].join('\n');
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
function lastsInWords({ share, low, high }: ShareInterval): string {
  const percent = (part: number): string => `${String(Math.round(100 * part))} %`;
  return `${percent(share)} of the time; with 95 % confidence ${percent(low)} to ${percent(high)}`;
}

function codes({ summary, width, days }: Drawing): string {
  const { most, allowed, refused } = summary.openCodes;
  const byDay = untilNothingHappens(summary.openCodes.byDay, days);
  const room = Math.min(barMax, Math.max(10, width - labelWidth - 4));
  const lines = [
    `${label('by day')}${colours.cyan(sparkline(byDay, Math.max(1, ...byDay), room))}`,
    `${label('most at once')}${whole(most.mean)} of ${whole(allowed)} allowed`,
  ];
  return [...lines, ...(refused > 0 ? [`${label('refused for want')}${whole(refused)}`] : [])].join(
    '\n',
  );
}

function rewards({ rewards: all }: Summary): string {
  const columns = [
    { title: 'reward' },
    { title: 'kind' },
    { title: 'granted', align: 'right' },
    { title: 'amount', align: 'right' },
    { title: 'cap reached', align: 'right' },
    { title: 'no budget', align: 'right' },
    { title: 'no condition', align: 'right' },
  ] as const;
  const rows = all.map(({ reward, kind, asset, count, minor, refused }) => [
    reward,
    kind,
    whole(count),
    formatMoney(Math.round(minor), asset as Asset),
    ...['CAP_REACHED', 'BUDGET_EXHAUSTED', 'CONDITION_NOT_MET'].map((why) =>
      whole(refused[why] ?? 0),
    ),
  ]);
  return all.length === 0 ? 'the campaign gives none' : table(columns, rows);
}

function variants({ variants: all, budgets }: Summary): string {
  const assets = budgets.map(({ asset }) => asset);
  const columns = [
    { title: 'variant' },
    ...['codes', 'redemptions', 'a code, 9 of 10 times'].map((title) => ({
      ...{ title, align: 'right' as const },
    })),
    ...assets.map((asset) => ({ title: `granted ${assetName(asset)}`, align: 'right' as const })),
  ];
  const rows = all.map(({ variant, codes: issued, redemptions, perCode, granted }) => [
    ...[variant, whole(issued.mean), whole(redemptions.mean)],
    `${perCode.mean.toFixed(2)}; ${range(perCode, (value) => value.toFixed(2))}`,
    ...granted.map(({ asset, minor }) => formatMoney(Math.round(minor.mean), asset as Asset)),
  ]);
  return table(columns, rows);
}

function people({ summary, width }: Drawing): string {
  const columns = [
    { title: 'kind' },
    { title: 'people', align: 'right' },
    { title: 'tried', align: 'right' },
    { title: 'redeemed', align: 'right' },
    { title: 'stopped', align: 'right' },
    { title: 'earned', align: 'right' },
    { title: 'of their tries, stopped by risk' },
  ] as const;
  const room = Math.min(20, Math.max(8, width - 78));
  const rows = summary.people.map((one) => [
    kindName[one.kind],
    whole(one.people),
    whole(one.tried),
    whole(one.redeemed),
    whole(stoppedOf(one)),
    Object.entries(one.earned)
      .map(([asset, minor]) => formatMoney(Math.round(minor), asset as Asset))
      .join(', '),
    colours.yellow(bar(stoppedOf(one), Math.max(1, one.tried), room)),
  ]);
  return [table(columns, rows), ...rules(summary.people)].join('\n');
}

const kindName: Readonly<Record<PeopleSummary['kind'], string>> = {
  honest: 'honest people',
  selfReferral: 'self-referral',
  deviceFarm: 'device farm',
  ipRotation: 'rotating addresses',
  codeGuessing: 'code guessing',
};

function stoppedOf({ stopped }: PeopleSummary): number {
  return Object.values(stopped).reduce((sum, count) => sum + count, 0);
}

/** Which rule stopped whom; `frozen` is a freeze that stood from before. */
function rules(all: readonly PeopleSummary[]): string[] {
  const names = [...new Set(all.flatMap(({ stopped }) => Object.keys(stopped)))].sort();
  return names.map((rule) => {
    const whom = all.flatMap(({ kind, stopped }) => {
      const count = stopped[rule] ?? 0;
      return count > 0 ? [`${kindName[kind]} ${whole(count)}`] : [];
    });
    const name = rule === 'frozen' ? 'a freeze that stood' : rule;
    return `${label(name)} ${colours.dim(whom.join(', '))}`;
  });
}

/** `low to high`, in words of `say`. */
function range({ low, high }: Spread, say: (value: number) => string): string {
  return `${say(low)} to ${say(high)}`;
}

/** A count as people read it: 1,352; means below ten keep one decimal. */
export function whole(value: number): string {
  const digits = value > 0 && value < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** `CNY/2` is `CNY` to people. */
export function assetName(asset: string): string {
  return asset.slice(0, asset.lastIndexOf('/'));
}

function label(text: string): string {
  return text.length >= labelWidth ? `${text} ` : text.padEnd(labelWidth);
}
