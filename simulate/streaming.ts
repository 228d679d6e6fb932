import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import type { CampaignId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Timers } from './timers.ts';

/** Whose stream, in which campaign, and when something is done to it. */
interface Live {
  readonly campaign: CampaignId;
  readonly streamer: string;
  readonly now: Instant;
}

/** Opens and closes streams, and has what was earned in one paid after its end. */
export class Streaming {
  private readonly store: MemoryStore;
  private readonly timers: Timers;

  constructor(store: MemoryStore, timers: Timers) {
    this.store = store;
    this.timers = timers;
  }

  /** A streamer goes live. */
  open({ campaign, streamer, now }: Live): Rejection | null {
    const isOpened = this.store.streams.open(campaign, streamer, now);
    return isOpened ? null : reject('STREAM_ALREADY_OPEN');
  }

  /** A stream ends: what was earned in it is paid once nothing can be added to it any more. */
  close({ campaign, streamer, now }: Live): Rejection | null {
    const waiting = this.store.streams.close(campaign, streamer, now);
    if (waiting === undefined) return reject('STREAM_NOT_OPEN');
    for (const id of waiting) {
      const reward = this.store.rewards.get(id);
      if (reward) this.awaitBatch(reward, campaign);
    }
    return null;
  }

  /** Has a reward paid by the first batch at which it may be: for one of a stream, after that. */
  awaitBatch({ id, dueAt, stream = null }: RewardRow, campaign: CampaignId): void {
    const from = stream === null ? dueAt : this.store.streams.paysFrom(stream, id);
    if (from !== undefined)
      this.timers.awaitBatch({ id, campaign }, instant(Math.max(from, dueAt)));
  }
}
