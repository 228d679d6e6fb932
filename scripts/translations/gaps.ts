import type { Wanted } from './said.ts';

type Areas = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What is wrong between what is said and its translations: what is missing, with the line to add and
 * where; what nothing says any more, or stands twice; and what has other holes.
 */
export function gapsBetween(wanted: readonly Wanted[], areas: Areas): readonly string[] {
  const listed = Object.entries(areas).flatMap(([home, texts]) =>
    Object.entries(texts).map(([text, translation]) => ({ home, text, translation })),
  );
  const first = new Map(listed.map((one) => [one.text, one]).reverse() as [string, Listed][]);
  const texts = new Map([...wanted].reverse().map((one) => [one.text, one]));
  return [
    ...[...texts.values()]
      .reverse()
      .filter(({ text }) => !first.has(text))
      .map(missing),
    ...listed.filter(({ text }) => !texts.has(text)).map(unused),
    ...listed.filter((one) => first.get(one.text) !== one).map(double),
    ...listed.filter(({ text, translation }) => holes(text) !== holes(translation)).map(uneven),
    ...listed.filter(({ translation }) => narrow.test(translation)).map(narrowed),
  ];
}

interface Listed {
  readonly home: string;
  readonly text: string;
  readonly translation: string;
}

function missing({ text, at, home }: Wanted): string {
  return `lang/zh/${home}.ts: ${at} is not translated; add\n  ${JSON.stringify(text)}:\n    '…',`;
}

function unused({ home, text }: Listed): string {
  return `lang/zh/${home}.ts: nothing says this any more; take it out, or move it to what it was changed into\n  ${JSON.stringify(text)}`;
}

function double({ home, text }: Listed): string {
  return `lang/zh/${home}.ts: this is translated in another file too; keep one\n  ${JSON.stringify(text)}`;
}

function uneven({ home, text, translation }: Listed): string {
  return `lang/zh/${home}.ts: the holes differ, ${holes(text)} and ${holes(translation)}\n  ${JSON.stringify(text)}`;
}

function narrowed({ home, text }: Listed): string {
  return `lang/zh/${home}.ts: marks beside Chinese characters are wide: ，：；？！（）“”\n  ${JSON.stringify(text)}`;
}

/** The holes of a template in order of their numbers: `{0} {1}`. */
function holes(template: string): string {
  return (template.match(/\{\d+\}/g) ?? []).sort().join(' ') || 'none';
}

const narrow = /\p{Script=Han}[,:;?!()"]|[,:;?!()"]\p{Script=Han}/u;
