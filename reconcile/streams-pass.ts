import type pg from 'pg';
import type { Client } from '@temporalio/client';

import { batchWorkflowType, sweptBy, type BatchRequest } from '../domain/delivery/batch.ts';
import { onQueue } from '../domain/delivery/dispatcher.ts';
import type { CampaignId, StreamId } from '../domain/ids.ts';
import { withTransaction } from '../store/pool.ts';
import { closeStream, settleStream } from '../store/streams/change-stream.ts';
import {
  streamsLeftOpen,
  streamsToPay,
  streamsToSettle,
} from '../store/streams/streams-to-settle.ts';
import type { Log } from './sync-codes.ts';

/**
 * Closes streams that outlived their campaign, at its end, and settles those that are closed long enough, by the
 * clocks of their campaigns. Two queries, and a transaction a stream.
 * @throws StoreUnavailable
 */
export async function settleStreams(pool: pg.Pool, log: Log): Promise<void> {
  const serverNow = Date.now();
  for (const { id, now, ...of } of await streamsLeftOpen(pool, serverNow)) {
    await withTransaction(pool, (db) => closeStream(db, of, { id, now: () => now }));
    log.warn({ ...of, stream: id }, 'a stream was still open at the end of its campaign');
  }
  for (const { id, now, ...of } of await streamsToSettle(pool, serverNow)) {
    await withTransaction(pool, (db) => settleStream(db, of, { id, now }));
    log.info({ ...of, stream: id }, 'a stream is settled');
  }
}

/**
 * Starts the payout batch of each settled stream of which something waits. A batch that was started and whose
 * worker died before it had a row is started again: its workflow is the same.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function payStreams(services: {
  readonly pool: pg.Pool;
  readonly temporal: Client;
  /** Of effects. */
  readonly batchQueue: string;
}): Promise<void> {
  const { pool, temporal, batchQueue: taskQueue } = services;
  for (const { campaign, id } of await streamsToPay(pool, Date.now())) {
    const request: BatchRequest = {
      ...{ campaign, timing: 'after-stream', asOf: null, stream: id, startedBy: sweptBy },
    };
    await temporal.workflow.start(batchWorkflowType, {
      workflowId: onQueue(streamBatchName(campaign, id), taskQueue),
      // Of two workers that both look, one starts it.
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [request],
      staticSummary: `Pays what was earned in stream ${id} of ${campaign}`,
    });
  }
}

function streamBatchName(campaign: CampaignId, stream: StreamId): string {
  return `batch/${campaign}/stream-${stream}`;
}
