import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';

import type { DeliverActivities } from '../activities/deliver/create-deliver-activities.ts';
import type { BatchRequest, BatchResult } from '../domain/delivery/batch.ts';

/** What a batch carries over a continue-as-new. */
interface BatchInput extends BatchRequest {
  readonly due?: number;
  readonly paid?: number;
}

const pagesMax = 200;

/**
 * Turns a campaign's weekly or after-campaign rewards due, page by page. Which ones is fixed by
 * `asOf`, so that a batch that was cut off goes on, and one that is run again finds nothing.
 */
export async function payoutBatch(input: BatchInput): Promise<BatchResult> {
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
  return continueAsNew<typeof payoutBatch>({ campaign, timing, asOf, due, paid });
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
