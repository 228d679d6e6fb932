import type { PointsTerms } from '../campaign/points.ts';
import { exactly, type ExactWords } from '../code/exact-words.ts';
import { percentFloor } from '../money.ts';

/** What somebody wants to spend, and what they have spent and reserved before. */
export interface Spend {
  readonly amount: number;
  readonly price: number | null;
  readonly available: number;
  /** In this day and month of the campaign's clock, and in all. */
  readonly before: { readonly day: number; readonly month: number; readonly inAll: number };
}

/** Where each cap stands in `spec.points`, in the order in which they refuse. */
export const pointsCaps = [
  'perSpend.atMost',
  'perSpend.percent',
  'inAll',
  'perMonth',
  'perDay',
] as const;
export type PointsCap = (typeof pointsCaps)[number];

interface CapRule {
  readonly max: (terms: PointsTerms) => number | undefined;
  readonly words: ExactWords;
  readonly left: (max: number, spend: Spend) => number;
  /** How often it begins anew. */
  readonly every: 'day' | 'month' | null;
}

const rules: Readonly<Record<PointsCap, CapRule>> = {
  'perSpend.atMost': {
    ...{ max: ({ perSpend }) => perSpend?.atMost, words: 'pointsPerSpend' },
    ...{ left: (max) => max, every: null },
  },
  'perSpend.percent': {
    ...{ max: ({ perSpend }) => perSpend?.percent, words: 'pointsPercent' },
    ...{ left: (max, { price }) => percentFloor(price ?? 0, max), every: null },
  },
  inAll: {
    ...{ max: (terms) => terms.inAll, words: 'pointsInAll' },
    ...{ left: (max, { before }) => max - before.inAll, every: null },
  },
  perMonth: {
    ...{ max: (terms) => terms.perMonth, words: 'pointsPerMonth' },
    ...{ left: (max, { before }) => max - before.month, every: 'month' },
  },
  perDay: {
    ...{ max: (terms) => terms.perDay, words: 'pointsPerDay' },
    ...{ left: (max, { before }) => max - before.day, every: 'day' },
  },
};

/** A cap in words, as a refusal names it: `500 points a day`; undefined where the terms have none. */
export function namePointsCap(terms: PointsTerms, cap: PointsCap): string | undefined {
  const max = rules[cap].max(terms);
  return max === undefined ? undefined : exactly(rules[cap].words, max);
}

/** The cap that a refusal names so; undefined for none. */
export function pointsCapCalled(
  terms: PointsTerms,
  name: string | undefined,
): PointsCap | undefined {
  return name === undefined
    ? undefined
    : pointsCaps.find((cap) => namePointsCap(terms, cap) === name);
}

/** Every cap of the terms, and how much of it is left to whoever spends. */
export function capsOf(
  terms: PointsTerms,
  spend: Spend,
): readonly { readonly name: string; readonly left: number; readonly every: CapRule['every'] }[] {
  return pointsCaps.flatMap((cap) => {
    const { max: maxOf, left, every } = rules[cap];
    const [name, max] = [namePointsCap(terms, cap), maxOf(terms)];
    return name === undefined || max === undefined ? [] : [{ name, left: left(max, spend), every }];
  });
}
