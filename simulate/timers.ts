import type { CodeId, RewardId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { Heap } from './heap.ts';

/** One code's next deadline; of two at the same instant, the code that was made first goes first. */
interface Timer {
  readonly code: CodeId;
  readonly order: number;
  at: Instant | null;
}

interface Ring {
  readonly at: Instant;
  readonly timer: Timer;
}

interface Batch {
  readonly at: Instant;
  readonly order: number;
  readonly reward: RewardId;
}

/** What comes next: a code's deadline, or a payout batch. */
export type Next =
  | { readonly kind: 'code'; readonly at: Instant; readonly code: CodeId }
  | { readonly kind: 'batch'; readonly at: Instant };

/** All that will happen by itself, earliest first. A timer that was moved leaves its old ring behind. */
export class Timers {
  private readonly timers = new Map<CodeId, Timer>();
  private readonly rings = new Heap<Ring>(
    (a, b) => a.at < b.at || (a.at === b.at && a.timer.order < b.timer.order),
  );
  private readonly batches = new Heap<Batch>(
    (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order),
  );
  private made = 0;

  /** Sets or moves a code's next deadline; null takes it away. */
  set(code: CodeId, at: Instant | null): void {
    let timer = this.timers.get(code);
    if (timer === undefined) {
      this.made += 1;
      timer = { code, order: this.made, at: null };
      this.timers.set(code, timer);
    }
    if (timer.at === at) return;
    timer.at = at;
    if (at !== null) this.rings.push({ at, timer });
  }

  /** Forgets a code that has no deadline ever again. */
  drop(code: CodeId): void {
    const timer = this.timers.get(code);
    if (timer !== undefined) timer.at = null;
    this.timers.delete(code);
  }

  /** Notes that a reward waits for the first batch at or after `at`. */
  awaitBatch(reward: RewardId, at: Instant): void {
    this.made += 1;
    this.batches.push({ at, order: this.made, reward });
  }

  /** Takes out the rewards whose batch has come. */
  takeBatch(now: Instant): readonly RewardId[] {
    const taken: RewardId[] = [];
    for (let first = this.batches.peek(); first && first.at <= now; first = this.batches.peek()) {
      taken.push(first.reward);
      this.batches.pop();
    }
    return taken;
  }

  next(): Next | null {
    let ring = this.rings.peek();
    while (ring !== undefined && ring.timer.at !== ring.at) {
      this.rings.pop();
      ring = this.rings.peek();
    }
    const batch = this.batches.peek();
    if (ring !== undefined && (batch === undefined || ring.at <= batch.at)) {
      return { kind: 'code', at: ring.at, code: ring.timer.code };
    }
    return batch === undefined ? null : { kind: 'batch', at: batch.at };
  }
}
