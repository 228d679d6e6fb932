import type { MinuteBounds } from '../../store/payouts/mark-sending.ts';

/** How deliveries are paced. All lengths in milliseconds. */
export interface DeliverySettings {
  /** Rows in one page, and how many of them are worked on at once. */
  readonly pageSize: number;
  readonly lanes: number;
  /** Longer than one request to a provider may take, and short, since it is waited for after a kill. */
  readonly leaseMs: number;
  /**
   * After this long in doubt a person decides. Shorter than the time for which the provider
   * remembers keys, less a margin.
   */
  readonly manualAfterMs: number;
  /** A row in doubt is asked about again after as long as it has been in doubt, within these. */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** After this long what waits for a minimum is looked at again: its campaign may be over. */
  readonly gatherAgainMs: number;
  /** What is handed to the provider in a minute at most, by all workers together. */
  readonly perMinute: MinuteBounds;
}

/** For providers that remember a key for a day and answer within five seconds or not at all. */
export const usualDelivery: DeliverySettings = {
  pageSize: 50,
  lanes: 8,
  leaseMs: 15_000,
  manualAfterMs: 20 * 3_600_000,
  retryMinMs: 1_000,
  retryMaxMs: 300_000,
  gatherAgainMs: 300_000,
  perMinute: { payouts: null, money: [] },
};

/** When to come back to something that has been in doubt for `doubtMs`. */
export function retryAfterMs(settings: DeliverySettings, doubtMs: number): number {
  return Math.min(settings.retryMaxMs, Math.max(settings.retryMinMs, Math.round(doubtMs)));
}
