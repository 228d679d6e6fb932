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

/** For the day on which most is likely owed, and for the last, of which all falls due after the end. */
function whenDue(marks: readonly Owed[], written: Write, language: Language): string[] {
  const all = ({ likely, inHand }: Owed): number => likely + inHand;
  const [most] = [...marks].sort((a, b) => all(b) - all(a));
  const told = [...new Set([most, marks.at(-1)])].filter((mark) => mark !== undefined);
  const holds = anyInHand(marks);
  const end = marks.at(-1)?.day ?? 0;
  return told
    .filter((mark) => all(mark) > 0)
    .flatMap((mark) => [
      '',
      textOf(say`of what is owed at the end of day ${mark.day}:`, language),
      dueTable(mark, { end, holds }, { written, language }),
    ]);
}

/** Lines after the end are left out where nothing falls due. */
function dueTable(
  { due }: Owed,
  { end, holds }: { readonly end: number; readonly holds: boolean },
  { written, language }: { readonly written: Write; readonly language: Language },
): string {
  const told = (said: Said): string => textOf(said, language);
  const columns = [
    { title: told(say`falls due`) },
    { title: told(say`certain`), align: 'right' },
    { title: told(say`likely`), align: 'right' },
    ...(holds ? [{ title: told(say`expires in hand`), align: 'right' as const }] : []),
  ] as const;
  const rows = due
    .filter(({ upToDay, likely, expires }) => {
      const isDuring = upToDay !== null && upToDay <= end;
      return isDuring || Math.round(likely) > 0 || Math.round(expires) > 0;
    })
    .map(({ upToDay, certain, likely, expires }) => [
      told(sayUpTo(upToDay, end)),
      ...[written(certain), written(likely)],
      ...(holds ? [written(expires)] : []),
    ]);
  return table(columns, rows);
}

function sayUpTo(upToDay: number | null, end: number): Said {
  if (upToDay === null) return say`later or never`;
  const after = upToDay - end;
  return after <= 0
    ? say`up to day ${upToDay}`
    : say`up to day ${upToDay}, ${after} after the last`;
}
