import type { Path } from '../compile/diagnostic.ts';
import { asIs } from '../lang/say.ts';
import { parseMoney, plainMoney } from './amounts.ts';
import type { Books } from './books.ts';
import type { Failure } from './failure.ts';
import type { StateText } from './schema/state.ts';

type Look = keyof StateText & keyof Books;

const looks = [
  'paid',
  'held',
  'budget',
  'points',
  'codes',
  'messages',
  'payouts',
  'batches',
  'entries',
] as const;

/** What is looked at in the end, whether it is written or not: nobody is paid or promised unseen. */
const always: readonly Look[] = ['paid', 'held'];

/** Everything that is not as a `then` says; each part of it is exact. */
export function compareState(
  at: { readonly path: Path; readonly isEnd: boolean },
  state: StateText,
  books: Books,
): readonly Failure[] {
  return looks.flatMap((look): Failure[] => {
    if (state[look] === undefined && !(at.isEnd && always.includes(look))) return [];
    const expected = linesOf(state[look] ?? []);
    const found = linesOf(books[look]);
    if (JSON.stringify(expected) === JSON.stringify(found)) return [];
    const path = [...at.path, look];
    return [
      { path, what: asIs(look), expected, found, rewrite: { path, value: written(books[look]) } },
    ];
  });
}

type Part = NonNullable<StateText[Look]> | Books[Look];

/** A part of a state in lines: a mapping by key, amounts in order, entries as they come. */
function linesOf(part: Part): readonly string[] {
  if (typeof part === 'string') return plainAmounts([part]);
  if (isList(part)) return part.every(isMoney) ? plainAmounts(part) : part;
  return Object.entries(part)
    .map(([key, value]) => [key, wordOf(value)] as const)
    .filter(([, word]) => word !== '' && word !== '0')
    .map(([key, word]) => `${key}: ${word}`)
    .sort();
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return plainAmounts(value.map(String)).join(', ');
  if (typeof value === 'string') return plainAmounts([value]).join();
  return typeof value === 'object' && value !== null ? placesOf(value) : String(value);
}

/** Where points are; nothing of them is not there. */
function placesOf(value: object): string {
  return Object.entries(value)
    .filter(([, count]) => count !== 0)
    .map(([place, count]) => `${place} ${String(count)}`)
    .sort()
    .join(', ');
}

/** Amounts in the one way in which they are written; nothing of an asset is not there. */
function plainAmounts(amounts: readonly string[]): readonly string[] {
  return amounts
    .filter((amount) => parseMoney(amount)?.minor !== 0)
    .map(plainMoney)
    .sort();
}

function isList(part: Part): part is readonly string[] {
  return Array.isArray(part);
}

function isMoney(line: string): boolean {
  return /^[0-9]/.test(line);
}

/** A part as it is written into a file: one amount stands without a list around it. */
function written(part: Books[Look]): unknown {
  if (isList(part)) return part.length === 1 && part.every(isMoney) ? part[0] : part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]): [string, unknown] => [
      key,
      Array.isArray(value) && value.length === 1 ? value[0] : value,
    ]),
  );
}
