import { keptAfterEndMs, stretchOf } from '../domain/commit/stretch.ts';
import { instant, plus, type Instant } from '../domain/time.ts';

/** Counters of limits by the end of their stretches, so that those that are over can be forgotten. */
export class Stretches {
  /** Counters that had ended by then are gone. */
  goneUntil: Instant = instant(0);
  private readonly byEnd = new Map<Instant, string[]>();

  /** Notes a counter that was made; returns the names of those that are over by now. */
  note(name: string, key: string): readonly string[] {
    const stretch = stretchOf(key);
    if (stretch === null) return [];
    const known = this.byEnd.get(stretch.endsAt);
    if (known !== undefined) {
      known.push(name);
      return [];
    }
    this.byEnd.set(stretch.endsAt, [name]);
    // It has begun, so it is at least as late as that.
    return this.takeOver(plus(stretch.startsAt, -keptAfterEndMs));
  }

  private takeOver(until: Instant): readonly string[] {
    if (until <= this.goneUntil) return [];
    this.goneUntil = until;
    const over = [...this.byEnd].filter(([endsAt]) => endsAt <= until);
    for (const [endsAt] of over) this.byEnd.delete(endsAt);
    return over.flatMap(([, names]) => names);
  }
}
