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
  const holds = anyInHand(marks);
  const titles = [say`end of day`, say`certain`, say`likely`, say`at worst`];
  const columns = [...titles, ...(holds ? [say`in hand`] : [])].map((title) => ({
    ...{ title: textOf(title, language), align: 'right' as const },
  }));
  const rows = marks.map(({ day, certain, likely, worst, inHand }) => [
    ...[String(day), written(certain), written(likely), written(worst)],
    ...(holds ? [written(inHand)] : []),
  ]);
  if (!holds) return table(columns, rows);
  const note = say`In hand are points that people have and can still spend; they are owed beside the rest until they are spent or expire.`;
  return `${table(columns, rows)}\n${textOf(note, language)}`;
}

/** Whether anybody ever has points that took effect. */
function anyInHand(marks: readonly Owed[]): boolean {
  return marks.some(({ inHand }) => inHand > 0);
}

/** For the day on which most is likely owed. */
function whenDue(marks: readonly Owed[], written: Write, language: Language): string[] {
  const told = (said: Said): string => textOf(said, language);
  const [first, ...rest] = marks;
  if (first === undefined) return [];
  const all = ({ likely, inHand }: Owed): number => likely + inHand;
  const most = rest.reduce((best, mark) => (all(mark) > all(best) ? mark : best), first);
  if (all(most) === 0) return [];
  const holds = anyInHand(marks);
  const columns = [
    { title: told(say`falls due`) },
    { title: told(say`certain`), align: 'right' },
    { title: told(say`likely`), align: 'right' },
    ...(holds ? [{ title: told(say`expires in hand`), align: 'right' as const }] : []),
  ] as const;
  const rows = most.due.map(({ upToDay, certain, likely, expires }) => [
    told(upToDay === null ? (holds ? say`later or never` : say`later`) : say`up to day ${upToDay}`),
    ...[written(certain), written(likely)],
    ...(holds ? [written(expires)] : []),
  ]);
  return ['', told(say`of what is owed at the end of day ${most.day}:`), table(columns, rows)];
}
