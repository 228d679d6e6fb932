import { formatMoney, type Asset } from '../../domain/money.ts';
import type { Liability, Owed } from '../../simulate/statistics/liability.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { assetName } from './picture.ts';

/** What is owed for certain, likely and at worst, and when it falls due. */
export function describeLiability({ whole, marks }: Liability): string {
  return whole
    .map(({ asset, likely, worst }) => {
      const say = (minor: number): string => formatMoney(Math.round(minor), asset as Asset);
      const own = marks.filter((mark) => mark.asset === asset);
      const head = `in all: nothing for certain before the first code is out, likely ${say(likely)}, at worst ${say(worst)}`;
      const body = [head, '', byDay(own, say), ...whenDue(own, say)].join('\n');
      return `${colours.bold(`Liability ${assetName(asset)}`)}\n${indent(body)}`;
    })
    .join('\n\n');
}

type Say = (minor: number) => string;

function byDay(marks: readonly Owed[], say: Say): string {
  const columns = [
    { title: 'end of day', align: 'right' },
    { title: 'certain', align: 'right' },
    { title: 'likely', align: 'right' },
    { title: 'at worst', align: 'right' },
  ] as const;
  return table(
    columns,
    marks.map(({ day, certain, likely, worst }) => [
      String(day),
      say(certain),
      say(likely),
      say(worst),
    ]),
  );
}

/** For the day on which most is likely owed. */
function whenDue(marks: readonly Owed[], say: Say): string[] {
  const [first, ...rest] = marks;
  if (first === undefined) return [];
  const most = rest.reduce((best, mark) => (mark.likely > best.likely ? mark : best), first);
  if (most.likely === 0) return [];
  const columns = [
    { title: 'falls due' },
    { title: 'certain', align: 'right' },
    { title: 'likely', align: 'right' },
  ] as const;
  const rows = most.due.map(({ upToDay, certain, likely }) => [
    upToDay === null ? 'later' : `up to day ${String(upToDay)}`,
    say(certain),
    say(likely),
  ]);
  return ['', `of what is owed at the end of day ${String(most.day)}:`, table(columns, rows)];
}
