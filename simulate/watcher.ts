import type { CodeRow, RewardRow } from '../domain/commit/rows.ts';
import type { Decided } from '../domain/commit/writes.ts';
import type { Instant } from '../domain/time.ts';
import type { Remembers } from './memory-store.ts';
import type { VirtualProvider } from './payout.ts';

/** Is told of everything that changes, as it happens. */
export interface Watcher {
  /** One batch was written. `code` is as it was before. */
  committed(code: CodeRow, decided: Decided, now: Instant): void;
  /** A reward was paid by the provider, or by a payout batch. */
  posted(row: RewardRow, now: Instant): void;
}

export interface SimulationOptions {
  readonly remembers?: Remembers;
  readonly watcher?: Watcher;
  readonly provider?: VirtualProvider;
  /** Who published the campaigns; then batches wait for somebody else to approve them. Unless said, that is done at once. */
  readonly publishedBy?: string;
}
