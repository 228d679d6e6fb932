import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** Points that took effect together, and where each of them is now: a row of `points_lot`. */
export interface Lot {
  readonly reward: RewardId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly minor: number;
  readonly at: Instant;
  /** Exclusive; null is never. */
  readonly expiresAt: Instant | null;
  readonly available: number;
  readonly reserved: number;
  readonly spent: number;
  readonly expired: number;
  readonly takenBack: number;
  /** How much of it the campaign has back by reversals. */
  readonly givenBack: number;
  /** When a reservation last gave points back. */
  readonly freedAt: Instant | null;
}

/** Points of one lot. */
export interface LotPart {
  readonly lot: RewardId;
  readonly minor: number;
}

/** So many points of lots, from those that expire first. */
export function takenFrom(lots: readonly Lot[], amount: number): readonly LotPart[] {
  let missing = amount;
  const parts: LotPart[] = [];
  for (const { reward: lot, available } of [...lots].sort(byEnd)) {
    const minor = Math.min(available, missing);
    if (minor > 0) parts.push({ lot, minor });
    missing -= minor;
  }
  return parts;
}

function byEnd(a: Lot, b: Lot): number {
  const [endA, endB] = [a.expiresAt ?? Infinity, b.expiresAt ?? Infinity];
  if (endA !== endB) return endA - endB;
  return a.at - b.at || (a.reward < b.reward ? -1 : 1);
}

/** What leaves a lot by itself: what was to be taken back and is there again, and what has expired. */
export function drained(
  lot: Lot,
  now: Instant,
): { readonly recovered: number; readonly lapsed: number; readonly lapsedAt: Instant } {
  const { available, givenBack, takenBack, expiresAt, freedAt, at } = lot;
  const recovered = Math.min(available, givenBack - takenBack);
  const isOver = expiresAt !== null && expiresAt <= now;
  const lapsedAt = Math.max(expiresAt ?? at, freedAt ?? at, at) as Instant;
  return { recovered, lapsed: isOver ? available - recovered : 0, lapsedAt };
}

/** Where points that are reversed come from: what is there, then what had expired; the world bears the rest. */
export function reversedFrom(
  { available, expired }: Lot,
  minor: number,
): { readonly there: number; readonly lapsed: number; readonly borne: number } {
  const there = Math.min(available, minor);
  const lapsed = Math.min(expired, minor - there);
  return { there, lapsed, borne: minor - there - lapsed };
}
