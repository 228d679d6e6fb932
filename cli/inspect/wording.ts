import type { WordingRow } from '../../domain/commit/rows.ts';
import { counted } from '../output/counted.ts';
import { categoriesInWords } from '../content/describe.ts';

/** What was found in a code's wording, by which list. The text is sealed, and not shown. */
export function describeWording(wording: WordingRow | null): string[] {
  if (wording === null) return [];
  const { hits, findings, words, opId } = wording;
  const by = opId === 'issue' ? 'issued with the code' : `by operation ${opId}`;
  return [
    `${counted(hits, 'word')} that ${hits === 1 ? 'holds' : 'hold'} it back, ${by}, by word list ${words.slice(0, 12)}`,
    ...findings.map(
      ({ word, category, severity, start, end }) =>
        `characters ${String(start + 1)} to ${String(end)}: "${word}", ${categoriesInWords[category]}${severity === 'note' ? ' (a note)' : ''}`,
    ),
  ];
}
