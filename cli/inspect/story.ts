import type pg from 'pg';

import type { CodeRow, EventRow, WordingRow } from '../../domain/commit/rows.ts';
import { latestWording } from '../../store/content/wordings.ts';
import { codesOfLineage } from '../../store/inspect/codes-of-lineage.ts';
import { entriesOfRewards } from '../../store/inspect/entries-of-rewards.ts';
import { eventsOfCode } from '../../store/inspect/events-of-code.ts';
import { latestOperations, type OperationRecord } from '../../store/inspect/operations.ts';
import { redemptionsOfCode, type RedemptionRecord } from '../../store/inspect/redemptions.ts';
import { reviewsOfCode, type ReviewRecord } from '../../store/inspect/reviews.ts';
import { rewardsOfCode, type RewardRecord } from '../../store/inspect/rewards-of-code.ts';
import type { NumberedEntry } from '../../store/ledger/read-ledger.ts';
import { surround, type KnownCode } from '../known-code.ts';

/** A code with what happened to it lately. */
export interface CodeStory {
  readonly known: KnownCode;
  /** What its holder writes to those whom they invite, and what was found in it. */
  readonly wording: WordingRow | null;
  readonly generations: readonly KnownCode[];
  readonly operations: readonly OperationRecord[];
  readonly events: readonly EventRow[];
  readonly redemptions: readonly RedemptionRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly rewards: readonly RewardRecord[];
  /** Of the rewards above. */
  readonly entries: readonly NumberedEntry[];
}

/** Gathers a code's story; of each kind of thing the last `limit`. */
export async function readStory(db: pg.Pool, row: CodeRow, limit: number): Promise<CodeStory> {
  const known = await surround(db, row);
  const [lineage, operations, events, redemptions, reviews, rewards] = await Promise.all([
    codesOfLineage(db, row.lineage),
    latestOperations(db, row, limit),
    eventsOfCode(db, row.id, limit),
    redemptionsOfCode(db, row.id, limit),
    reviewsOfCode(db, row),
    rewardsOfCode(db, row.id, limit),
  ]);
  const rewardIds = rewards.map(({ id }) => id);
  return {
    known,
    wording: (await latestWording(db, row.id)) ?? null,
    generations: await Promise.all(lineage.map((generation) => surround(db, generation))),
    operations,
    events,
    redemptions,
    reviews,
    rewards,
    entries: await entriesOfRewards(db, row.campaign, rewardIds),
  };
}
