import type { PartyKey } from '../domain/policy/party.ts';
import { instant, type Instant } from '../domain/time.ts';

const hourMs = 3_600_000;
const sweptFrom = 1000;

/** When requests came from each party, oldest first; those of more than an hour ago may be gone. */
export class Requests extends Map<PartyKey, Instant[]> {
  private sweepAt = sweptFrom;

  /** Counts one request. */
  count(party: PartyKey, now: Instant): void {
    const known = this.get(party);
    if (known === undefined) {
      if (this.size >= this.sweepAt) this.sweep(now);
      this.set(party, [now]);
      return;
    }
    const old = firstAfter(known, instant(now - hourMs));
    if (old > 16 && old > known.length / 2) known.splice(0, old);
    known.push(now);
  }

  /** Requests in `(now - 1 h, now]`. */
  lastHour(party: PartyKey, now: Instant): number {
    const known = this.get(party);
    return known === undefined
      ? 0
      : firstAfter(known, now) - firstAfter(known, instant(now - hourMs));
  }

  private sweep(now: Instant): void {
    for (const [party, times] of this) {
      if ((times.at(-1) ?? 0) <= now - hourMs) this.delete(party);
    }
    this.sweepAt = Math.max(sweptFrom, this.size * 2);
  }
}

/** Index of the first of some ascending instants that lies after `at`. */
function firstAfter(times: readonly Instant[], at: Instant): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
