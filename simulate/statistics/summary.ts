import type { RewardKind, Terms } from '../../domain/campaign/terms.ts';
import { together } from '../../domain/campaign/together.ts';
import { spentOf, type Counts, type Figures } from '../population/figures.ts';
import { personKinds, type PersonKind } from '../population/names.ts';
import { liabilityOf, type Liability } from './liability.ts';
import { againstPlan, type PlannedFigure } from './plan.ts';
import { spreadOf, wilson, type ShareInterval, type Spread } from './interval.ts';

/** What all repetitions of one version came to. Amounts are minor units; days begin with 1. */
export interface Summary {
  readonly repetitions: number;
  readonly funnel: readonly { readonly stage: string; readonly count: Spread }[];
  readonly redemptions: Spread;
  readonly budgets: readonly BudgetSummary[];
  readonly openCodes: {
    readonly allowed: number;
    readonly most: Spread;
    readonly byDay: readonly number[];
    readonly refused: number;
  };
  readonly rewards: readonly RewardSummary[];
  readonly people: readonly PeopleSummary[];
  readonly liability: Liability;
  /** What the campaign plans, beside what came of it. */
  readonly plan: readonly PlannedFigure[];
  readonly variants: readonly VariantSummary[];
}

/** What came of one variant's codes, over the repetitions. */
export interface VariantSummary {
  readonly variant: string;
  readonly codes: Spread;
  readonly redemptions: Spread;
  /** Redemptions of one code. */
  readonly perCode: Spread;
  readonly granted: readonly { readonly asset: string; readonly minor: Spread }[];
}

export interface BudgetSummary {
  readonly asset: string;
  readonly minor: number;
  readonly spent: Spread;
  /** In how many repetitions no reward was refused for want of budget. */
  readonly lasts: ShareInterval;
  /** On which day the budget first refused a reward, where it did. */
  readonly exhaustedOn: Spread | null;
  /** Promised up to the end of each day. */
  readonly byDay: readonly Omit<Spread, 'mean'>[];
}

/** Means over the repetitions. */
export interface RewardSummary {
  readonly reward: string;
  readonly kind: RewardKind;
  readonly asset: string;
  readonly count: number;
  readonly minor: number;
  readonly refused: Counts;
}

/** Means over the repetitions. */
export interface PeopleSummary {
  readonly kind: PersonKind;
  readonly people: number;
  readonly tried: number;
  readonly redeemed: number;
  /** By rule of the risk policy. */
  readonly stopped: Counts;
  readonly refused: Counts;
  readonly earned: Counts;
}

/** Adds up some repetitions of a campaign with these variants; there must be at least one. */
export function summarise(
  own: Terms,
  runs: readonly Figures[],
  variants: readonly Terms[] = [],
): Summary {
  const terms = together(own, variants);
  const stages = Object.keys(runs[0]?.funnel ?? {});
  return {
    repetitions: runs.length,
    funnel: stages.map((stage) => ({
      stage,
      count: spreadOf(runs.map(({ funnel }) => funnel[stage] ?? 0)),
    })),
    redemptions: spreadOf(runs.map(({ redemptions }) => redemptions)),
    budgets: terms.budget.map((budget) => budgetOf(budget, runs)),
    openCodes: {
      allowed: terms.code.liveCodesMax,
      most: spreadOf(runs.map(({ openCodes }) => Math.max(0, ...openCodes))),
      byDay: meansByDay(runs.map(({ openCodes }) => openCodes)),
      refused: mean(runs.map(({ codesRefused }) => codesRefused)),
    },
    rewards: [...new Map(terms.rewards.map((one) => [one.id, one])).values()].map((reward) => {
      const { id, kind, asset } = reward;
      const found = runs.flatMap(({ rewards }) => rewards[id] ?? []);
      return {
        ...{ reward: id, kind, asset },
        count: mean(found.map(({ count }) => count)),
        minor: mean(found.map(({ minor }) => minor)),
        refused: meanCounts(found.map(({ refused }) => refused)),
      };
    }),
    people: personKinds.map((kind) => peopleOf(kind, runs)),
    liability: liabilityOf(own, variants, runs),
    plan: againstPlan(own.plan ?? {}, runs),
    variants: Object.keys(runs[0]?.variants ?? {}).map((variant) =>
      variantOf(variant, terms, runs),
    ),
  };
}

function variantOf(variant: string, terms: Terms, runs: readonly Figures[]): VariantSummary {
  const own = runs.flatMap(({ variants }) => variants[variant] ?? []);
  return {
    variant,
    codes: spreadOf(own.map(({ codes }) => codes)),
    redemptions: spreadOf(own.map(({ redemptions }) => redemptions)),
    perCode: spreadOf(own.map(({ codes, redemptions }) => redemptions / Math.max(1, codes))),
    granted: terms.budget.map(({ asset }) => ({
      asset,
      minor: spreadOf(own.map(({ granted }) => granted[asset] ?? 0)),
    })),
  };
}

function budgetOf(
  { asset, minor }: Terms['budget'][number],
  runs: readonly Figures[],
): BudgetSummary {
  const exhausted = runs.flatMap(({ exhaustedOn }) => exhaustedOn[asset] ?? []);
  const running = runs.map(({ granted, days }) => cumulative(granted[asset] ?? [], days));
  return {
    asset,
    minor,
    spent: spreadOf(runs.map((run) => spentOf(run, asset))),
    lasts: wilson(runs.length - exhausted.length, runs.length),
    exhaustedOn: exhausted.length === 0 ? null : spreadOf(exhausted.map((day) => day + 1)),
    byDay: (running[0] ?? []).map((_, day) => {
      const { low, median, high } = spreadOf(running.map((days) => days[day] ?? 0));
      return { low, median, high };
    }),
  };
}

function peopleOf(kind: PersonKind, runs: readonly Figures[]): PeopleSummary {
  const own = runs.map(({ people }) => people[kind]);
  return {
    kind,
    people: mean(own.map(({ people }) => people)),
    tried: mean(own.map(({ tried }) => tried)),
    redeemed: mean(own.map(({ redeemed }) => redeemed)),
    stopped: meanCounts(own.map(({ stopped }) => stopped)),
    refused: meanCounts(own.map(({ refused }) => refused)),
    earned: meanCounts(own.map(({ earned }) => earned)),
  };
}

function cumulative(values: readonly number[], length: number): readonly number[] {
  let sum = 0;
  return Array.from({ length }, (_, index) => {
    sum += values[index] ?? 0;
    return sum;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function meansByDay(lists: readonly (readonly number[])[]): readonly number[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => mean(lists.map((list) => list[index] ?? 0)));
}

function meanCounts(all: readonly Readonly<Partial<Counts>>[]): Counts {
  const names = [...new Set(all.flatMap((counts) => Object.keys(counts)))].sort();
  return Object.fromEntries(
    names.map((name) => [name, mean(all.map((counts) => counts[name] ?? 0))]),
  );
}
