import { createHttpNotifier } from '../activities/providers/notifier.ts';
import { createScreens } from '../store/content/screens.ts';
import { openBooks } from './books.ts';
import { createFinder } from './find-code.ts';
import { createLanes } from './lanes.ts';
import type { Desk } from './operate.ts';
import { openPlaces } from './places/open-places.ts';
import { createReceipts } from './receipts/receipts.ts';
import type { UsherOptions } from './usher.ts';
import { createPort } from './workflow-port.ts';

/**
 * What a client's calls stand on.
 * @throws RangeError when the notifier's address or secret is unfit, or a file of places cannot be read
 */
export function openDesk(options: UsherOptions): Desk {
  const { temporal, pool, keys, taskQueue, deadlineMs } = options;
  const books = openBooks(pool, taskQueue);
  return {
    ...{ pool, keys, books, deadlineMs },
    lanes: createLanes((code) => createPort(temporal, books, code)),
    finder: createFinder(pool, keys),
    receipts: createReceipts(pool, keys),
    screens: createScreens(),
    notifier: openNotifier(options.notifier),
    places: openPlaces(options.places),
  };
}

/** Shorter than a call that does not say how long it waits. */
const notifierTimeoutMs = 5_000;

function openNotifier(given: UsherOptions['notifier']): Desk['notifier'] {
  if (given === undefined) return null;
  const { url: baseUrl, secret } = given;
  return createHttpNotifier({ baseUrl, secret, timeoutMs: notifierTimeoutMs });
}
