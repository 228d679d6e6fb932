import { plainOf } from '../content/likenesses.ts';

/** A word of Latin letters and digits, as written. */
export interface Piece {
  readonly text: string;
  /** What stands between it and the one before: nothing but spaces, a dash, or something else. */
  readonly after: 'space' | 'dash' | 'else';
}

const words = /[0-9A-Za-z]+/g;
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufe0f\ufeff]/gu;

/** A text's words, in half width and without what is not seen. */
export function piecesOf(text: string): readonly Piece[] {
  const plain = Array.from(text.normalize('NFKC').replaceAll(unseen, ''), latin).join('');
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of plain.matchAll(words)) {
    pieces.push({ text: match[0], after: gapOf(plain.slice(end, match.index)) });
    end = match.index + match[0].length;
  }
  return pieces;
}

function gapOf(between: string): Piece['after'] {
  if (/^\s+$/u.test(between)) return 'space';
  return /^\s*\p{Pd}\s*$/u.test(between) ? 'dash' : 'else';
}

/** A Cyrillic or Greek letter as the Latin one that it looks like, in its own case. */
function latin(character: string): string {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(character)) return character;
  const small = character.toLowerCase();
  const like = plainOf(small);
  return small === character ? like : like.toUpperCase();
}

/** Pieces side by side that may be one value. */
export interface Span {
  readonly from: number;
  /** One beyond the last. */
  readonly to: number;
  readonly text: string;
  /** How much it looks like one value: 2 of one piece or with dashes, 1 in groups, 0 otherwise. */
  readonly shape: 0 | 1 | 2;
}

/** More groups than that nobody writes a value in. */
const groupsMax = 20;

/** All stretches of pieces of which the value has one of these lengths. */
export function spansOf(pieces: readonly Piece[], lengths: ReadonlySet<number>): readonly Span[] {
  const most = Math.max(...lengths, 0);
  return pieces.flatMap((_, from) => {
    const spans: Span[] = [];
    let text = '';
    for (let to = from; to < Math.min(pieces.length, from + groupsMax); to += 1) {
      const piece = pieces[to];
      if (piece === undefined || (to > from && piece.after === 'else')) break;
      text += piece.text;
      if (text.length > most) break;
      const inside = pieces.slice(from, to + 1);
      if (lengths.has(text.length)) spans.push({ from, to: to + 1, text, shape: shapeOf(inside) });
    }
    return spans;
  });
}

function shapeOf(inside: readonly Piece[]): Span['shape'] {
  if (inside.slice(1).every(({ after }) => after === 'dash')) return 2;
  const sizes = inside.map(({ text }) => text.length);
  const [first = 0] = sizes;
  const isEven = sizes.slice(0, -1).every((size) => size === first);
  return isEven && (sizes.at(-1) ?? 0) <= first ? 1 : 0;
}
