import type { Sides } from '../../compare/backtest/tally.ts';
import type { Proposal } from '../../compare/backtest/laws.ts';
import { formatMoney, parseAsset } from '../../domain/money.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { clock } from '../output/when.ts';
import type { Backtested } from './run.ts';

/** So many people and answers are shown to people; programs get all of them. */
const shownMax = 20;

/** What a proposal would have come to, for people. */
export function describeBacktest(proposal: Proposal, done: Backtested): string {
  const { tally, sinceAt, campaigns } = done;
  const what =
    proposal.kind === 'campaign'
      ? `Campaign ${proposal.terms.campaign} as proposed, for codes issued since`
      : `Risk policy ${proposal.policy.id} as proposed, for everything asked since`;
  const share = tally.played === 0 ? 100 : Math.floor((100 * tally.agreed) / tally.played);
  return [
    `${what} ${clock(sinceAt, 'UTC')} UTC, over ${campaigns.join(', ')}`,
    `${tally.played} commands asked again; by what was in force, ${share}% are answered as recorded.`,
    ...totals(done),
    part('By reward', sidesTable('reward', tally.byReward, moneyOfReward)),
    part('Rules that fired', sidesTable('rule', tally.byRule, String)),
    part('Who would have been paid otherwise', people(done)),
    part('Redemptions that would have been answered otherwise', answers(done)),
    part('What this cannot tell', done.notTold.join('\n')),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function part(title: string, body: string): string {
  return body === '' ? '' : `${colours.bold(title)}\n${indent(body)}`;
}

function totals({ tally, recorded }: Backtested): string[] {
  const assets = [...new Set([...tally.byAsset.keys(), ...recorded.keys()])].sort();
  if (assets.length === 0) return ['Nothing was granted, and nothing would have been.'];
  const rows = assets.map((asset) => {
    const sides = tally.byAsset.get(asset) ?? { before: 0, after: 0 };
    const money = (minor: number): string => formatMoney(minor, asset);
    return [
      money(recorded.get(asset) ?? 0),
      money(sides.before),
      money(sides.after),
      by(sides, money),
    ];
  });
  const heads = ['recorded', 'replayed', 'as proposed', 'difference'];
  return [
    part(
      'In total',
      table(
        heads.map((title) => ({ title, align: 'right' })),
        rows,
      ),
    ),
  ];
}

function sidesTable(
  title: string,
  found: ReadonlyMap<string, Sides>,
  say: (count: number, name: string) => string,
): string {
  if (found.size === 0) return '';
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sides]) => {
      const own = (count: number): string => say(count, name);
      const shown = name.split(' ').slice(0, 2).join(' ');
      return [shown, own(sides.before), own(sides.after), by(sides, own)];
    });
  return table(
    [
      { title },
      ...['in force', 'as proposed', 'difference'].map((one) => ({
        title: one,
        align: 'right' as const,
      })),
    ],
    rows,
  );
}

function by({ before, after }: Sides, say: (count: number) => string): string {
  return before === after ? 'none' : `${after > before ? '+' : ''}${say(after - before)}`;
}

function moneyOfReward(minor: number, name: string): string {
  const asset = parseAsset(name.split(' ')[2] ?? '');
  return asset === undefined ? String(minor) : formatMoney(minor, asset);
}

function people({ tally }: Backtested): string {
  const changed = tally.peopleChanged();
  if (changed.length === 0) return 'nobody';
  const count = (change: string): number => changed.filter((one) => one.change === change).length;
  const summary = `${count('more')} more, ${count('less')} less, ${count('nothing')} nothing at all`;
  const rows = changed
    .slice(0, shownMax)
    .map(({ person, asset, before, after, change }) => [
      ...[person, change, formatMoney(before, asset), formatMoney(after, asset)],
    ]);
  const heads = ['person', 'is paid', 'in force', 'as proposed'];
  return [
    summary,
    table(
      heads.map((title) => ({ title })),
      rows,
    ),
    more(changed.length),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function answers({ tally }: Backtested): string {
  if (tally.answersChanged === 0) return '';
  const rows = tally.answers
    .slice(0, shownMax)
    .map(({ code, inviter, before, after, atMost }) => [
      ...[code, inviter, before, after],
      atMost.map(({ asset, minor }) => formatMoney(minor, asset)).join(', '),
    ]);
  const heads = ['code', 'inviter', 'in force', 'as proposed', 'worth at most'];
  return [
    `${tally.answersChanged}; who was refused is not recorded, so what that would have earned is not in the totals`,
    table(
      heads.map((title) => ({ title })),
      rows,
    ),
    more(tally.answersChanged),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function more(count: number): string {
  return count > shownMax ? `and ${count - shownMax} more, with --output json or csv` : '';
}

/** Everybody who would have been paid otherwise, a line each. */
export function asCsv({ tally }: Backtested): string {
  const lines = tally
    .peopleChanged()
    .map(({ person, asset, before, after, change }) =>
      [quoted(person), quoted(asset), before, after, change].join(','),
    );
  return ['person,asset,beforeMinor,afterMinor,change', ...lines].join('\n');
}

/** Ids come from services: quotes are doubled, and what a spreadsheet would reckon is text. */
function quoted(text: string): string {
  const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
