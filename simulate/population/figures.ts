import type { RewardKind } from '../../domain/campaign/terms.ts';
import type { RejectionCode } from '../../domain/code/rejection.ts';
import type { PersonKind } from './names.ts';

/** Sums by name, in the order in which they were first met. */
export type Counts = Record<string, number>;

/** What one repetition of a simulation came to. Plain data: it travels between threads. */
export interface Figures {
  readonly repetition: number;
  readonly days: number;
  /** Honest people, stage by stage: `codes`, `shares`, `opened`, `tried`, `redeemed`, milestones. */
  readonly funnel: Counts;
  /** Minor units promised, and paid, on each day, by asset. */
  readonly granted: Record<string, number[]>;
  readonly paid: Record<string, number[]>;
  /** Codes that could be redeemed, at the end of each day. */
  readonly openCodes: number[];
  /** Who asked for a code when there were as many open ones as the campaign allows. */
  codesRefused: number;
  /** Redemptions by everybody. */
  redemptions: number;
  /** When the budget first refused a reward, in days from the start, by asset. */
  readonly exhaustedOn: Counts;
  readonly rewards: Record<string, RewardFigures>;
  readonly people: Record<PersonKind, PersonFigures>;
  readonly liability: readonly LiabilityMark[];
  /** The days up to which is told what falls due of it: the slots of each mark, but for its last. */
  readonly dueDays: readonly number[];
  /** By variant, where the campaign has some. */
  readonly variants: Record<string, VariantFigures>;
}

/** What came of the codes of one variant, for their holders and whom they have invited. */
export interface VariantFigures {
  codes: number;
  redemptions: number;
  /** Minor units promised, by asset. */
  readonly granted: Counts;
}

export interface RewardFigures {
  readonly kind: RewardKind;
  readonly asset: string;
  count: number;
  minor: number;
  readonly refused: Counts;
}

/** What people of one kind tried, and what came of it. */
export interface PersonFigures {
  people: number;
  tried: number;
  redeemed: number;
  /** Refusals by the risk policy, by rule; `frozen` is by a freeze that stands. */
  readonly stopped: Counts;
  readonly refused: Partial<Record<RejectionCode, number>>;
  readonly earned: Counts;
}

/** What was owed at one instant, by asset, in minor units. */
export interface LiabilityMark {
  readonly day: number;
  /** Promised and not yet paid. */
  readonly certain: Counts;
  /** Of that, and of what codes open then went on to earn, what falls due up to each later day. */
  readonly certainDue: Record<string, number[]>;
  readonly laterDue: Record<string, number[]>;
  /** Points that took effect and can still be spent, by the day up to which they expire. */
  readonly inHand: Record<string, number[]>;
  /** If every code that is not settled reaches its best end. */
  readonly worst: Counts;
}

export function add(counts: Counts, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/** Adds to one place of a list by name; lists are as long as `length`. */
export function addAt(
  lists: Record<string, number[]>,
  name: string,
  place: { readonly index: number; readonly length: number },
  by: number,
): void {
  const list = (lists[name] ??= Array.from({ length: place.length }, () => 0));
  const index = Math.min(Math.max(place.index, 0), place.length - 1);
  list[index] = (list[index] ?? 0) + by;
}

/** What one repetition promised of an asset in all. */
export function spentOf({ granted }: Figures, asset: string): number {
  return (granted[asset] ?? []).reduce((sum, minor) => sum + minor, 0);
}
