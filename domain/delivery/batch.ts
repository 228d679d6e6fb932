import type { CampaignId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** The timings of rewards that a batch turns due, rather than the code's own timer. */
export type BatchTiming = 'weekly' | 'after-campaign';

/** What a payout batch is started with. */
export interface BatchRequest {
  readonly campaign: CampaignId;
  readonly timing: BatchTiming;
  /** By the campaign's clock; null is the campaign's now when the batch begins. */
  readonly asOf: Instant | null;
}

/** What a whole batch did. */
export interface BatchResult {
  readonly summary: string;
  readonly asOf: Instant;
  /** Handed to the provider. */
  readonly due: number;
  /** Posted without one. */
  readonly paid: number;
}

/** The name under which workers register the batch workflow. */
export const batchWorkflowType = 'payoutBatch';
