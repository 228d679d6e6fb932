import { formatMoney, type Asset } from '../../domain/money.ts';
import type { Liability, Owed } from '../../simulate/statistics/liability.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { assetName } from './words.ts';

/** What is owed for certain, likely and at worst, and when it falls due. */
export function describeLiability({ whole, marks }: Liability, language: Language): string {
  return whole
    .map(({ asset, likely, worst }) => {
      const written = (minor: number): string => formatMoney(Math.round(minor), asset as Asset);
      const own = marks.filter((mark) => mark.asset === asset);
      const head = say`in all: nothing for certain before the first code is out, likely ${written(likely)}, at worst ${written(worst)}`;
      const title = say`Liability ${assetName(asset)}`;
      const body = [
        textOf(head, language),
        '',
        byDay(own, written, language),
        ...whenDue(own, written, language),
      ].join('\n');
      return `${colours.bold(textOf(title, language))}\n${indent(body)}`;
    })
    .join('\n\n');
}

type Write = (minor: number) => string;

function byDay(marks: readonly Owed[], written: Write, language: Language): string {
  const titles = [say`end of day`, say`certain`, say`likely`, say`at worst`];
  const columns = titles.map((title) => ({
    ...{ title: textOf(title, language), align: 'right' as const },
  }));
  return table(
    columns,
    marks.map(({ day, certain, likely, worst }) => [
      String(day),
      written(certain),
      written(likely),
      written(worst),
    ]),
  );
}

/** For the day on which most is likely owed. */
function whenDue(marks: readonly Owed[], written: Write, language: Language): string[] {
  const told = (said: Said): string => textOf(said, language);
  const [first, ...rest] = marks;
  if (first === undefined) return [];
  const most = rest.reduce((best, mark) => (mark.likely > best.likely ? mark : best), first);
  if (most.likely === 0) return [];
  const columns = [
    { title: told(say`falls due`) },
    { title: told(say`certain`), align: 'right' },
    { title: told(say`likely`), align: 'right' },
  ] as const;
  const rows = most.due.map(({ upToDay, certain, likely }) => [
    told(upToDay === null ? say`later` : say`up to day ${upToDay}`),
    written(certain),
    written(likely),
  ]);
  return ['', told(say`of what is owed at the end of day ${most.day}:`), table(columns, rows)];
}
