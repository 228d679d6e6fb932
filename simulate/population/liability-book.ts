import { pointsEnd } from '../../domain/campaign/points.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { WorstCase } from '../../domain/campaign/worst-case.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { worstLeft } from '../liability/worst.ts';
import type { MemoryStore } from '../memory-store.ts';
import { add, addAt, type Counts, type LiabilityMark } from './figures.ts';

const dayMs = 86_400_000;

/** Writes down at some instants what is owed, and later what codes of that time went on to earn. */
export class LiabilityBook {
  readonly marks: LiabilityMark[] = [];
  private readonly startsAt: Instant;
  /** Up to which is told what falls due; those of the marks come first. */
  private readonly days: readonly number[];
  private readonly whole: readonly WorstCase[];
  private readonly held: Counts = {};
  /** Points that took effect, by the day up to which they expire. Nobody spends any in a simulation. */
  private readonly points: Record<string, number[]> = {};

  /** `whole` is the worst case of the whole campaign. */
  constructor(startsAt: Instant, days: readonly number[], whole: readonly WorstCase[]) {
    this.startsAt = startsAt;
    this.days = days;
    this.whole = whole;
  }

  granted(
    { asset, minor, dueAt }: RewardRow,
    { at, since }: { readonly at: Instant; readonly since: Instant },
  ): void {
    add(this.held, asset, minor);
    const place = { index: this.slotOf(dueAt), length: this.slots };
    for (const mark of this.marks) {
      const markAt = this.startsAt + mark.day * dayMs;
      if (since > markAt || at <= markAt) continue;
      addAt(mark.laterDue, asset, place, minor);
    }
  }

  paid({ kind, asset, minor, expiry }: RewardRow, at: Instant): void {
    add(this.held, asset, -minor);
    if (kind !== 'points') return;
    const end = pointsEnd(expiry, at);
    const index = end === null ? this.days.length : this.slotOf(end);
    addAt(this.points, asset, { index, length: this.slots }, minor);
  }

  /** Writes down what is owed now. */
  mark(store: MemoryStore, terms: Terms, day: number): void {
    const certainDue: LiabilityMark['certainDue'] = {};
    for (const { asset, minor, state, dueAt } of store.rewards.values()) {
      if (state !== 'held' && state !== 'due') continue;
      addAt(certainDue, asset, { index: this.slotOf(dueAt), length: this.slots }, minor);
    }
    const left = worstLeft(store, terms, this.whole);
    const worst = Object.fromEntries(
      terms.budget.map(({ asset }) => [asset, (this.held[asset] ?? 0) + (left[asset] ?? 0)]),
    );
    const inHand = this.unexpired(this.marks.length);
    this.marks.push({ day, certain: { ...this.held }, certainDue, laterDue: {}, inHand, worst });
  }

  /** Points that outlive a mark, by the later day up to which they expire. */
  private unexpired(mark: number): LiabilityMark['inHand'] {
    return Object.fromEntries(
      Object.entries(this.points).map(([asset, slots]) => [
        asset,
        slots.map((minor, slot) => (slot > mark ? minor : 0)),
      ]),
    );
  }

  /** Up to which day something falls due; the last slot is for what comes after all of them. */
  private slotOf(dueAt: Instant): number {
    const slot = this.days.findIndex((day) => dueAt <= instant(this.startsAt + day * dayMs));
    return slot < 0 ? this.days.length : slot;
  }

  private get slots(): number {
    return this.days.length + 1;
  }
}
