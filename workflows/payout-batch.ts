import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';

import type { DeliverActivities } from '../activities/deliver/create-deliver-activities.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import {
  batchId,
  decideUpdate,
  lookAgainSignal,
  type BatchDecision,
  type BatchName,
  type BatchResult,
  type BatchStanding,
} from '../domain/delivery/batch.ts';
import { batchDetails, batchSummary, pageSummary, waitSummary } from './batch-words.ts';
import { searchAttributes } from './messages.ts';
import { payoutBatchBefore, type BatchInputBefore } from './payout-batch-before.ts';

/** What a batch is started with, and what it carries over a continue-as-new. */
interface BatchInput extends BatchInputBefore {
  /** Absent until the batch has begun. */
  readonly number?: number;
}

const stepsMax = 200;
const pausedMs = 300_000;
const waitMinMs = 1_000;

/** What a run keeps at hand. */
interface BatchRun {
  /** Null until it has begun. */
  batch: BatchStanding | null;
  lookAgain: boolean;
}

/**
 * Pays a campaign's weekly or after-campaign rewards: gathers page by page what is due by `asOf` and
 * within the limits of the terms, waits for a second person where they want one, and pays page by
 * page what was gathered. How far it is stands in the batch's row.
 */
export async function payoutBatch(input: BatchInput): Promise<BatchResult> {
  if (!patched('batches-are-rows')) return payoutBatchBefore(input);
  const run: BatchRun = { batch: null, lookAgain: false };
  handleMessages(run);
  let batch = await begunBatch(input);
  for (let steps = 1; !isOver(batch); steps += 1) {
    run.batch = batch;
    setCurrentDetails(batchDetails(batch, false));
    if (steps > stepsMax) await goOn(batch);
    batch = batch.state === 'waiting' ? await decided(run, batch) : await nextPage(run, batch);
  }
  run.batch = batch;
  setCurrentDetails(batchDetails(batch, false));
  await condition(allHandlersFinished);
  const { asOf, due, paid, state, leftOver } = batch;
  return { summary: batchSummary(batch), asOf, due, paid, batch: batchId(batch), state, leftOver };
}

function isOver({ state }: BatchStanding): boolean {
  return state === 'done' || state === 'refused';
}

function handleMessages(run: BatchRun): void {
  setHandler(defineSignal(lookAgainSignal), () => {
    run.lookAgain = true;
  });
  const decide = defineUpdate<Rejection | null, [BatchDecision]>(decideUpdate);
  setHandler(decide, async (decision) => {
    await condition(() => run.batch !== null);
    const { batch } = run;
    if (batch === null) throw new Error('it has begun');
    const { decideBatch } = activities(
      `${decision.actor} would ${decision.decision} ${batchId(batch)}: ${decision.reason}`,
    );
    const { refused, standing } = await decideBatch(nameOf(batch), decision);
    if (refused === null && standing !== null) run.batch = standing;
    return refused;
  });
}

async function begunBatch({ number, ...request }: BatchInput): Promise<BatchStanding> {
  const { campaign, timing } = request;
  if (number !== undefined) {
    const name = { campaign, number };
    return page(`goes on with ${batchId(name)}`, name);
  }
  const { workflowId: workflow, firstExecutionRunId: run } = workflowInfo();
  const { beginBatch } = activities(`begins a ${timing} batch of ${campaign}`);
  return beginBatch(request, { workflow, run });
}

async function goOn({ campaign, number, timing, asOf }: BatchStanding): Promise<never> {
  await condition(allHandlersFinished);
  return continueAsNew<typeof payoutBatch>({ campaign, number, timing, asOf });
}

async function nextPage(run: BatchRun, batch: BatchStanding): Promise<BatchStanding> {
  if (batch.paused !== null) {
    const summary = `${batchId(batch)} is ${batch.paused}; looking again in 5 minutes`;
    await condition(() => run.lookAgain, pausedMs, { summary });
    run.lookAgain = false;
  }
  return page(pageSummary(batch), nameOf(batch));
}

/** The batch as it was decided about; half way a reminder, and in the end nobody's decision refuses. */
async function decided(run: BatchRun, batch: BatchStanding): Promise<BatchStanding> {
  showWaiting(true);
  const waitMs = Math.max(waitMinMs, (batch.decideBy ?? 0) - Date.now());
  const isDecided = (): boolean => run.batch?.state !== 'waiting';
  const inTime =
    (await condition(isDecided, waitMs / 2, { summary: waitSummary(batch, false) })) ||
    (await reminded());
  showWaiting(false);
  if (inTime) return run.batch ?? batch;
  return activities(`nobody has decided about ${batchId(batch)}`).lapseBatch(nameOf(batch));

  async function reminded(): Promise<boolean> {
    setCurrentDetails(batchDetails(batch, true));
    return condition(isDecided, waitMs / 2, { summary: waitSummary(batch, true) });
  }
}

/** Batches that wait are found in Temporal as reviews are. */
function showWaiting(waits: boolean): void {
  upsertSearchAttributes([{ key: searchAttributes.reviewPending, value: waits }]);
}

function nameOf({ campaign, number }: BatchStanding): BatchName {
  return { campaign, number };
}

function page(summary: string, name: BatchName): Promise<BatchStanding> {
  // A dead worker's page is taken over after this.
  return activities(summary, { heartbeatTimeout: '10 seconds' }).turnBatchPage(name);
}

function activities(summary: string, more: ActivityOptions = {}): DeliverActivities {
  return proxyActivities<DeliverActivities>({
    // The server takes no more.
    summary: summary.slice(0, 200),
    startToCloseTimeout: '1 minute',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
    ...more,
  });
}
