import type { BatchTerms } from '../campaign/batch-terms.ts';
import type { CampaignId, StreamId } from '../ids.ts';
import type { Asset, MinorUnits } from '../money.ts';
import type { Instant } from '../time.ts';

const batchTimings = ['weekly', 'after-campaign', 'after-stream'] as const;

/** The timings of rewards that a batch turns due, rather than the code's own timer. */
export type BatchTiming = (typeof batchTimings)[number];

/** Whether a batch turns rewards of this timing due. */
export function isBatched(timing: string): timing is BatchTiming {
  return batchTimings.some((one) => one === timing);
}

/** What a payout batch is started with. */
export interface BatchRequest {
  readonly campaign: CampaignId;
  readonly timing: BatchTiming;
  /** By the campaign's clock; null is the campaign's now when the batch begins. */
  readonly asOf: Instant | null;
  /** Of `after-stream`: which one's rewards; absent: those of all that have ended. */
  readonly stream?: StreamId;
  /** Who started it, by hand or as the sweep; absent: its schedule. */
  readonly startedBy?: string;
}

/** One batch of a campaign; people write it `first-purchase.3`. */
export interface BatchName {
  readonly campaign: CampaignId;
  readonly number: number;
}

/**
 * `gathering`: what it is to pay is being fixed; `waiting`: for the decision of a second person;
 * `paying`; `done`; `refused`: nothing of it was paid, its rewards are for the next batch.
 */
export type BatchState = 'gathering' | 'waiting' | 'paying' | 'done' | 'refused';

/** How many rewards, and of how much together. */
export interface BatchSum {
  readonly rewards: number;
  readonly minor: number;
}

/** By asset. */
export type BatchSums = Readonly<Record<Asset, BatchSum>>;

/** What a batch leaves for the next; `tooLarge` of these rewards are more than a whole batch may be. */
export type LeftOver = Readonly<Record<Asset, BatchSum & { readonly tooLarge: number }>>;

/** How far a batch is. */
export interface BatchProgress {
  readonly state: BatchState;
  readonly timing: BatchTiming;
  readonly asOf: Instant;
  /** What it pays, unless it is taken back before. */
  readonly gathered: BatchSums;
  readonly leftOver: LeftOver;
  /** Rewards handed to the provider, posted without one, and taken back since they were gathered. */
  readonly due: number;
  readonly paid: number;
  readonly takenBack: number;
  /** While it waits, and after: until when somebody may decide, by the real clock. */
  readonly decideBy: Instant | null;
  /** Null while nobody has; also where time ran out, which `state` tells. */
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

/** As the workflow sees its batch. */
export interface BatchStanding extends BatchName, BatchProgress {
  /** Who has paused the campaign's batches and why, in words; null while they run. */
  readonly paused: string | null;
}

/** What somebody says of a batch that waits. */
export interface BatchDecision {
  readonly decision: 'approve' | 'refuse';
  readonly actor: string;
  readonly reason: string;
}

/** What a whole batch did. */
export interface BatchResult {
  readonly summary: string;
  readonly asOf: Instant;
  /** Handed to the provider. */
  readonly due: number;
  /** Posted without one. */
  readonly paid: number;
  /** Only in results of batches that are rows: which batch, how it ended, and what it left. */
  readonly batch?: string;
  readonly state?: BatchState;
  readonly leftOver?: LeftOver;
}

/** Who has started the batches that the sweep starts. */
export const sweptBy = 'the sweep';
/** The name under which workers register the batch workflow. */
export const batchWorkflowType = 'payoutBatch';
/** The update by which somebody decides about a batch that waits. */
export const decideUpdate = 'decide';
/** Asks a batch that is paused to look again; carries nothing. */
export const lookAgainSignal = 'lookAgain';

const nameForm = /^([a-z][a-z0-9-]{1,62})\.([1-9][0-9]{0,8})$/;

/** Writes a batch as people do. */
export function batchId({ campaign, number }: BatchName): string {
  return `${campaign}.${String(number)}`;
}

/** Reads a batch as people write it. */
export function parseBatchId(text: string): BatchName | undefined {
  const match = nameForm.exec(text);
  return match ? { campaign: match[1] as CampaignId, number: Number(match[2]) } : undefined;
}

/** What gathering has come to. */
export interface Gathered {
  readonly gathered: BatchSums;
  readonly leftOver: LeftOver;
}

interface Candidate {
  readonly asset: Asset;
  readonly minor: MinorUnits;
}

/** Whether a reward is more than a whole batch may pay, so that none takes it. */
export function exceedsBatch({ asset, minor }: Candidate, max: BatchTerms['max']): boolean {
  return minor > (max.find((line) => line.asset === asset)?.minor ?? Infinity);
}

/**
 * Of rewards in the order in which they are due, those that the batch still takes. Of each asset it
 * takes one after the other until one does not fit; from there on all is left, so that nobody is
 * paid before somebody who was due earlier. A reward that is more than a whole batch may be is
 * passed over. No reward is ever taken in part.
 */
export function gather<Reward extends Candidate>(
  rewards: readonly Reward[],
  max: BatchTerms['max'],
  before: Gathered,
): Gathered & { readonly taken: readonly Reward[] } {
  const gathered: Record<Asset, BatchSum> = { ...before.gathered };
  const leftOver: Record<Asset, LeftOver[Asset]> = { ...before.leftOver };
  const taken = rewards.filter((reward) => {
    const { asset, minor } = reward;
    const most = max.find((line) => line.asset === asset)?.minor ?? Infinity;
    const sum = gathered[asset] ?? { rewards: 0, minor: 0 };
    const left = leftOver[asset] ?? { rewards: 0, minor: 0, tooLarge: 0 };
    const isFull = left.rewards > left.tooLarge;
    if (!isFull && sum.minor + minor <= most) {
      gathered[asset] = { rewards: sum.rewards + 1, minor: sum.minor + minor };
      return true;
    }
    leftOver[asset] = {
      rewards: left.rewards + 1,
      minor: left.minor + minor,
      tooLarge: left.tooLarge + (exceedsBatch(reward, max) ? 1 : 0),
    };
    return false;
  });
  return { taken, gathered, leftOver };
}

/** Whether a batch of this size waits for a second person. */
export function needsApproval(gathered: BatchSums, approval: BatchTerms['approval']): boolean {
  const above = approval?.above ?? [];
  return above.some(({ asset, minor }) => (gathered[asset]?.minor ?? 0) > minor);
}
