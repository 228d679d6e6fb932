import type pg from 'pg';

import type { DeliveryPage } from '../../domain/delivery/dispatcher.ts';
import { claimMessages, type ClaimedMessage } from '../../store/messages/claim-messages.ts';
import { closeMessage, type MessageEnd } from '../../store/messages/close-message.ts';
import { nextMessageInMs } from '../../store/messages/messages-waiting.ts';
import type { Notifier } from '../providers/notifier.ts';
import { inLanes } from './lanes.ts';
import { pageWords } from './page-words.ts';
import { retryAfterMs, type DeliverySettings } from './settings.ts';

/** What delivering messages needs. */
export interface MessageDelivery {
  readonly pool: pg.Pool;
  readonly notifier: Notifier;
  readonly settings: DeliverySettings;
}

/**
 * Delivers one page of messages, each at least once and always under its key; the notifier takes a
 * key once. A message that could not be delivered for too long is given up as failed.
 */
export async function deliverMessages(
  delivery: MessageDelivery,
  worker: string,
  cancelled: () => boolean,
): Promise<DeliveryPage> {
  const { pool, settings } = delivery;
  const { pageSize: limit, leaseMs, lanes } = settings;
  const claimed = await claimMessages(pool, { limit, worker, leaseMs });
  const counts = new Map<string, number>();
  let unreachable = false;
  await inLanes(claimed, { lanes, stopped: cancelled }, async (message) => {
    const end = await attempt(delivery, message);
    unreachable ||= end.notTaken;
    const written = await closeMessage(pool, message, end);
    const word = written ? words[end.state] : 'taken over by another worker';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  const what = claimed.length === 1 ? 'message' : 'messages';
  return {
    summary: pageWords(what, claimed.length, [...counts]),
    claimed: claimed.length,
    delivered: counts.get(words.sent) ?? 0,
    nextInMs: await nextMessageInMs(pool),
    unreachable,
  };
}

const words: Readonly<Record<MessageEnd['state'], string>> = {
  sent: 'sent',
  failed: 'given up',
  due: 'to be tried again',
};

async function attempt(
  { notifier, settings }: MessageDelivery,
  message: ClaimedMessage,
): Promise<MessageEnd & { readonly notTaken: boolean }> {
  const answer = await notifier.notify(message);
  const notTaken = answer.kind === 'not-taken';
  if (answer.kind === 'sent') return { state: 'sent', notTaken };
  const { reason } = answer;
  if (answer.kind === 'refused') return { state: 'failed', reason, notTaken };
  if (message.ageMs >= settings.manualAfterMs) {
    return { state: 'failed', reason: `tried for too long: ${reason}`, notTaken };
  }
  return { state: 'due', reason, retryMs: retryAfterMs(settings, message.ageMs), notTaken };
}
