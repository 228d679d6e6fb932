import { dearestCase } from '../../domain/campaign/dearest-case.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Figures, LiabilityMark } from '../population/figures.ts';

/** What a campaign owes, in minor units. */
export interface Liability {
  /** Over its whole life, before the first code is out; at worst is the worst case of `usher diff`. */
  readonly whole: readonly {
    readonly asset: string;
    readonly likely: number;
    readonly worst: number;
  }[];
  readonly marks: readonly Owed[];
}

/** What is owed at the end of a day, by the codes that are out then. */
export interface Owed {
  readonly asset: string;
  readonly day: number;
  /** Promised and not yet paid: the mean over the repetitions. */
  readonly certain: number;
  /** That, and what these codes and their successors went on to earn: the mean. */
  readonly likely: number;
  /** If every one of these codes reaches its best end: the most of all repetitions. */
  readonly worst: number;
  /**
   * Points that people have and can still spend: the mean, and beside all of the above. They are owed until
   * they are spent or expire, as IFRS 15 has it (a contract liability), and cost the budget nothing more.
   */
  readonly inHand: number;
  /** When `certain` and `likely` fall due, and `inHand` expires: up to each day, and later or never. */
  readonly due: readonly {
    readonly upToDay: number | null;
    readonly certain: number;
    readonly likely: number;
    readonly expires: number;
  }[];
}

/** What some repetitions of a campaign with these variants say of it. */
export function liabilityOf(
  terms: Terms,
  variants: readonly Terms[],
  runs: readonly Figures[],
): Liability {
  const whole = dearestCase(terms, variants).map(({ asset, minor: worst }) => {
    const paid = runs.map(({ granted }) => sum(granted[asset] ?? []));
    return { asset, likely: sum(paid) / Math.max(1, runs.length), worst };
  });
  const days = runs[0]?.liability.map(({ day }) => day) ?? [];
  const dueDays = runs[0]?.dueDays ?? [];
  const marks = terms.budget.flatMap(({ asset }) =>
    days.map((day, index) => {
      const own = runs.flatMap(({ liability }) => liability[index] ?? []);
      return owedAt(asset, day, { marks: own, dueDays });
    }),
  );
  return { whole, marks };
}

function owedAt(
  asset: string,
  day: number,
  at: { readonly marks: readonly LiabilityMark[]; readonly dueDays: readonly number[] },
): Owed {
  const { marks, dueDays } = at;
  const mean = (read: (mark: LiabilityMark) => number): number =>
    sum(marks.map(read)) / Math.max(1, marks.length);
  const certain = mean((mark) => mark.certain[asset] ?? 0);
  return {
    ...{ asset, day, certain },
    likely: certain + mean(({ laterDue }) => sum(laterDue[asset] ?? [])),
    worst: Math.max(0, ...marks.map((mark) => mark.worst[asset] ?? 0)),
    inHand: mean(({ inHand }) => sum(inHand[asset] ?? [])),
    due: [...dueDays, null].flatMap((upToDay, slot) => {
      if (upToDay !== null && upToDay <= day) return [];
      const due = mean(({ certainDue }) => certainDue[asset]?.[slot] ?? 0);
      const later = mean(({ laterDue }) => laterDue[asset]?.[slot] ?? 0);
      const expires = mean(({ inHand }) => inHand[asset]?.[slot] ?? 0);
      return [{ upToDay, certain: due, likely: due + later, expires }];
    }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
