import type { Instant } from '../../domain/time.ts';
import { Heap } from '../heap.ts';

/** Something that somebody will do. */
export interface Act {
  readonly at: Instant;
  readonly order: number;
  readonly play: () => Promise<void> | void;
}

/** What people are going to do, earliest first; of two at once, what was planned first. */
export class Agenda {
  private readonly acts = new Heap<Act>(
    (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order),
  );
  private planned = 0;

  plan(at: Instant, play: Act['play']): void {
    this.planned += 1;
    this.acts.push({ at, order: this.planned, play });
  }

  /** Takes out what comes next, where it comes before `end`. */
  next(end: Instant): Act | undefined {
    const first = this.acts.peek();
    return first !== undefined && first.at < end ? this.acts.pop() : undefined;
  }
}
