import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

import type { DeliverActivities } from '../activities/deliver/create-deliver-activities.ts';
import { nudgeSignal, type DeliveryPage } from '../domain/delivery/dispatcher.ts';
import { formatDuration } from '../domain/time.ts';

/** What a dispatcher is started with, and what it carries over a continue-as-new. */
interface DispatcherInput {
  readonly provider: string;
  /** Delivered in the runs before. */
  readonly delivered?: number;
}

const pagesMax = 200;
const waitMinMs = 250;
const backoffMaxMs = 60_000;

const activities = (summary: string): DeliverActivities =>
  proxyActivities<DeliverActivities>({
    summary,
    startToCloseTimeout: '10 minutes',
    // A dead worker's page is taken over after this.
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
  });

/**
 * Delivers all that is due at one payout provider, then ends; the next nudge starts it again. A
 * nudge that comes as it ends is seen, because the server lets no run end with a signal unread.
 */
export async function payoutDispatcher(input: DispatcherInput): Promise<string> {
  const { provider } = input;
  const delivered = await drain(
    input,
    (summary) => activities(summary).deliverPayouts({ provider }),
    (carried) => continueAsNew<typeof payoutDispatcher>(carried),
  );
  return `${String(delivered)} delivered to ${provider}`;
}

/** Delivers all messages that wait, then ends; otherwise as `payoutDispatcher`. */
export async function messageDispatcher(input: DispatcherInput): Promise<string> {
  const delivered = await drain(
    input,
    (summary) => activities(summary).deliverMessages(),
    (carried) => continueAsNew<typeof messageDispatcher>(carried),
  );
  return `${String(delivered)} delivered by the ${input.provider}`;
}

async function drain(
  input: DispatcherInput,
  deliverPage: (summary: string) => Promise<DeliveryPage>,
  goOn: (carried: DispatcherInput) => Promise<never>,
): Promise<number> {
  const { provider } = input;
  let delivered = input.delivered ?? 0;
  let nudged = false;
  setHandler(defineSignal(nudgeSignal), () => {
    nudged = true;
  });
  let last = 'nudged';
  let failures = 0;
  for (let pages = 1; ; pages += 1) {
    nudged = false;
    const page = await deliverPage(`page ${String(pages)} for ${provider} (${last})`);
    delivered += page.delivered;
    last = page.summary;
    setCurrentDetails(`Last page: ${last}. Delivered so far: ${String(delivered)}.`);
    if (page.unreachable) {
      const waitMs = Math.min(backoffMaxMs, 1_000 * 2 ** failures);
      failures += 1;
      await sleep(waitMs, { summary: `${provider} takes nothing in; trying again` });
    } else {
      failures = 0;
      if (page.nextInMs === null && !isNudged()) return delivered;
      if (page.nextInMs !== null && (page.nextInMs > 0 || page.claimed === 0)) {
        await waitForNext(page.nextInMs);
      }
    }
    if (pages >= pagesMax || workflowInfo().continueAsNewSuggested) {
      await goOn({ provider, delivered });
    }
  }

  // Read through a function: a signal changes it while the loop waits.
  function isNudged(): boolean {
    return nudged;
  }

  async function waitForNext(nextInMs: number): Promise<void> {
    const waitMs = Math.max(waitMinMs, nextInMs);
    const summary = `in doubt or leased: looking again in ${formatDuration(waitMs)}`;
    await condition(isNudged, waitMs, { summary });
  }
}
