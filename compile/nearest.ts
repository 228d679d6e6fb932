import { asIs, say, type Said } from '../lang/say.ts';
const lengthMax = 40;
/** More words than this say less than the one that is probably meant. */
const listedMax = 30;

/** The known word that differs from `word` least, by at most two edits and in half of the letters at most, or the only one that it begins; undefined when none does. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > lengthMax) return undefined;
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of known) {
    // So many insertions or deletions are needed at least.
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    const isAlike = 2 * distance <= Math.min(word.length, candidate.length);
    if (distance < bestDistance && isAlike) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? begunBy(word, known);
}

/** The word of which this is the beginning: `monday` of `mon`. */
function begunBy(word: string, known: readonly string[]): string | undefined {
  const begun = known.filter((one) => one.startsWith(word.toLowerCase()));
  return word.length >= 3 && begun.length === 1 ? begun[0] : undefined;
}

/** Levenshtein distance: insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `one of: a, b, c`, and which of them is probably meant: the nearest, unless said. */
export function choice(
  word: string,
  known: readonly string[],
  probably?: string,
): { readonly expected: Said; readonly meant?: string } {
  // What was read out of a file with mistakes may have no name.
  const named = known.filter((one) => one !== '');
  if (named.length === 0) return { expected: say`nothing: there is none` };
  if (named.length === 1) return { expected: asIs(named.join()) };
  const meant = probably ?? nearest(word, named);
  if (meant !== undefined && named.length > listedMax) return { expected: asIs(meant) };
  const expected = say`one of: ${named.join(', ')}`;
  return meant === undefined ? { expected } : { expected, meant };
}
