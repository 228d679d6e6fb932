import stringWidth from 'string-width';

/** Columns of a terminal that is no wider than they usually are. */
export const columnsMax = 80;

/** A part of a paragraph; `paint` changes no width. */
export interface Part {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Not broken inside. */
  readonly whole?: true;
}

interface Piece {
  readonly text: string;
  readonly paint: (text: string) => string;
  readonly spaced: boolean;
}

const plain = (text: string): string => text;
/** A Chinese character with the punctuation that stays with it, or a run of others. */
const unit =
  /[（“《「]*(?:\p{Script=Han}|[^\p{Script=Han}（“《「，。：；、？！）”》」]+)?[，。：；、？！）”》」]*/gu;

/** How far the first line of a paragraph is indented, and how far the others. */
export interface Indent {
  readonly first: number;
  readonly rest: number;
}

/** A paragraph in lines no wider than a terminal, where its words allow. */
export function wrap(parts: readonly Part[], { first, rest }: Indent): string {
  const lines = [' '.repeat(first)];
  let width = first;
  let isFresh = true;
  for (const { text, paint, spaced } of parts.flatMap(piecesOf)) {
    const space = spaced && !isFresh ? 1 : 0;
    const fits = isFresh || width + space + stringWidth(text) <= columnsMax;
    if (fits) {
      lines.push(`${lines.pop() ?? ''}${' '.repeat(space)}${paint(text)}`);
      width += space + stringWidth(text);
    } else {
      lines.push(' '.repeat(rest) + paint(text.trimStart()));
      width = rest + stringWidth(text.trimStart());
    }
    isFresh = false;
  }
  return lines.join('\n');
}

function piecesOf({ text, paint = plain, whole }: Part): readonly Piece[] {
  if (whole === true) return [{ text, paint, spaced: true }];
  return text.split(' ').flatMap((word) => {
    const units = (word.match(unit) ?? []).filter((each) => each !== '');
    return units.map((each, index) => ({ text: each, paint, spaced: index === 0 }));
  });
}
