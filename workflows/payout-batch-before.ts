import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';

import type { DeliverActivities } from '../activities/deliver/create-deliver-activities.ts';
import type { BatchRequest, BatchResult } from '../domain/delivery/batch.ts';

/** What such a batch carried over a continue-as-new. */
export interface BatchInputBefore extends BatchRequest {
  readonly due?: number;
  readonly paid?: number;
}

const pagesMax = 200;

/** A batch that began before batches were rows, as it always was: command for command. */
export async function payoutBatchBefore(input: BatchInputBefore): Promise<BatchResult> {
  const { campaign, timing } = input;
  const asOf = await activities(`which ${timing} rewards are to be paid`).openBatch(input);
  let { due = 0, paid = 0 } = input;
  for (let pages = 1; pages <= pagesMax; pages += 1) {
    const { runBatchPage } = activities(`page ${String(pages)}, ${words(due, paid)} so far`);
    const page = await runBatchPage({ campaign, timing, asOf });
    due += page.due;
    paid += page.paid;
    setCurrentDetails(`${timing} batch of ${campaign}: ${words(due, paid)} so far.`);
    if (page.taken === 0) {
      return { summary: `${timing} batch of ${campaign}: ${words(due, paid)}`, asOf, due, paid };
    }
  }
  return continueAsNew<(input: BatchInputBefore) => Promise<BatchResult>>({
    ...{ campaign, timing, asOf, due, paid },
  });
}

function activities(summary: string): DeliverActivities {
  return proxyActivities<DeliverActivities>({
    summary,
    startToCloseTimeout: '1 minute',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
  });
}

function words(due: number, paid: number): string {
  return `${String(due)} sent to the provider, ${String(paid)} posted`;
}
