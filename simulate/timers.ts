import type { CampaignId, CodeId, RewardId } from '../domain/ids.ts';
import { earliest, type Instant } from '../domain/time.ts';
import { Heap } from './heap.ts';

/** One code's next deadline; of two at the same instant, the code that was made first goes first. */
export interface Timer {
  readonly code: CodeId;
  readonly order: number;
  at: Instant | null;
}

/** A code with its timer; null where it has none. */
export interface Timed {
  readonly id: CodeId;
  timer: Timer | null;
}

interface Ring {
  readonly at: Instant;
  readonly timer: Timer;
}

interface Waiting<What> {
  readonly at: Instant;
  readonly order: number;
  readonly what: What;
}

/** A reward that a batch will pay or that has fallen due, whose code may be forgotten meanwhile. */
export interface DueReward {
  readonly id: RewardId;
  readonly campaign: CampaignId;
  /** Others that were in one refused payout with it, and gather again with it. */
  readonly others?: readonly RewardId[];
}

/**
 * What comes next: a code's deadline, or rewards that take effect, by a batch, its refusal or another attempt, and
 * points that are over.
 */
export type Next =
  | { readonly kind: 'code'; readonly at: Instant; readonly code: CodeId }
  | { readonly kind: 'effect'; readonly at: Instant };

function waiting<What>(): Heap<Waiting<What>> {
  return new Heap((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
}

/** All that will happen by itself, earliest first. A timer that was moved leaves its old ring behind. */
export class Timers {
  private readonly rings = new Heap<Ring>(
    (a, b) => a.at < b.at || (a.at === b.at && a.timer.order < b.timer.order),
  );
  private readonly batches = waiting<DueReward>();
  private readonly payouts = waiting<RewardId>();
  /** Numbers of batches that wait for a decision. */
  private readonly decisions = waiting<number>();
  private made = 0;

  /** Sets or moves a code's next deadline; null takes it away. */
  set(code: Timed, at: Instant | null): void {
    let { timer } = code;
    if (timer === null) {
      this.made += 1;
      timer = { code: code.id, order: this.made, at: null };
      code.timer = timer;
    }
    if (timer.at === at) return;
    timer.at = at;
    if (at !== null) this.rings.push({ at, timer });
  }

  /** Forgets a code that has no deadline ever again. */
  drop(code: Timed): void {
    if (code.timer !== null) code.timer.at = null;
    code.timer = null;
  }

  /** Notes that a reward waits for the first batch at or after `at`. */
  awaitBatch(reward: DueReward, at: Instant): void {
    this.made += 1;
    this.batches.push({ at, order: this.made, what: reward });
  }

  /** Notes that a payout is tried or asked about again at `at`. */
  awaitPayout(reward: RewardId, at: Instant): void {
    this.made += 1;
    this.payouts.push({ at, order: this.made, what: reward });
  }

  /** Notes that nobody may decide about a batch any more from `at` on. */
  awaitDecision(batch: number, at: Instant): void {
    this.made += 1;
    this.decisions.push({ at, order: this.made, what: batch });
  }

  /** Takes out the rewards whose batch has come. */
  takeBatch(now: Instant): readonly DueReward[] {
    return taken(this.batches, now);
  }

  /** Takes out the rewards whose payout is to be tried again. */
  takePayouts(now: Instant): readonly RewardId[] {
    return taken(this.payouts, now);
  }

  /** Takes out the batches whose time for a decision is over. */
  takeDecisions(now: Instant): readonly number[] {
    return taken(this.decisions, now);
  }

  private effectAt(overAt: Instant | null): Instant | null {
    return earliest(
      this.batches.peek()?.at ?? null,
      this.payouts.peek()?.at ?? null,
      this.decisions.peek()?.at ?? null,
      overAt,
    );
  }

  /** What comes first; `overAt` is when points are over, or something happens to an award, next. */
  next(overAt: Instant | null): Next | null {
    let ring = this.rings.peek();
    while (ring !== undefined && ring.timer.at !== ring.at) {
      this.rings.pop();
      ring = this.rings.peek();
    }
    const effectAt = this.effectAt(overAt);
    if (ring !== undefined && (effectAt === null || ring.at <= effectAt)) {
      return { kind: 'code', at: ring.at, code: ring.timer.code };
    }
    return effectAt === null ? null : { kind: 'effect', at: effectAt };
  }
}

function taken<What>(waiting: Heap<Waiting<What>>, now: Instant): readonly What[] {
  const all: What[] = [];
  for (let first = waiting.peek(); first && first.at <= now; first = waiting.peek()) {
    all.push(first.what);
    waiting.pop();
  }
  return all;
}
