import type pg from 'pg';

import { batchId } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { batchesPaused } from '../../store/payouts/batch-gate.ts';
import { listBatches } from '../../store/payouts/batch-row.ts';
import { pausedText, waitingText } from '../payouts/batch-text.ts';

const shownMax = 20;

/** Batches that go on only when a person does something. */
interface BatchesHeld {
  readonly texts: readonly string[];
  /** Those that wait for a second person. */
  readonly waiting: readonly string[];
  /** Campaigns whose batches are paused. */
  readonly paused: readonly CampaignId[];
}

/** What batches of these campaigns wait for a person; the latest first. */
export async function batchesHeld(
  db: pg.Pool,
  campaigns: readonly CampaignId[],
): Promise<BatchesHeld> {
  const waiting = await listBatches(db, { campaigns, only: 'waiting', limit: shownMax });
  const pauses = await Promise.all(
    campaigns.map(async (id) => ({ id, why: await batchesPaused(db, id) })),
  );
  const paused = pauses.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }]));
  return {
    texts: [...waiting.map(waitingText), ...paused.map(({ id, why }) => pausedText(id, why))],
    waiting: waiting.map(batchId),
    paused: paused.map(({ id }) => id),
  };
}
