/** The task queue of everything that touches the outside, apart from that of the codes. */
export const effectsTaskQueue = 'effects';

/** Asks a running dispatcher to look again; carries nothing. */
export const nudgeSignal = 'nudge';

/** The name by which payout rows know the one who pays cash; one until there are several. */
export const cashProvider = 'cash-provider';

/** A dispatcher as it is started by whoever nudges first. At most one runs under an id. */
export interface Dispatcher {
  readonly workflowType: 'payoutDispatcher' | 'messageDispatcher';
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly args: readonly [{ readonly provider: string }];
  readonly staticSummary: string;
}

/** The one workflow that delivers what is due at a payout provider. */
export function payoutDispatcherOf(provider: string, taskQueue: string): Dispatcher {
  return {
    workflowType: 'payoutDispatcher',
    workflowId: onQueue(`payouts/${provider}`, taskQueue),
    taskQueue,
    args: [{ provider }],
    staticSummary: `Delivers due payouts to ${provider}`,
  };
}

/** The one workflow that delivers messages. */
export function messageDispatcherOn(taskQueue: string): Dispatcher {
  return {
    workflowType: 'messageDispatcher',
    workflowId: onQueue('messages/notifier', taskQueue),
    taskQueue,
    args: [{ provider: 'notifier' }],
    staticSummary: 'Delivers messages through the notifier',
  };
}

/** Installations that share a namespace are told apart by their task queue. */
export function onQueue(id: string, taskQueue: string): string {
  return taskQueue === effectsTaskQueue ? id : `${id}@${taskQueue}`;
}

/** What one page of deliveries came to, as the dispatcher's history keeps it. */
export interface DeliveryPage {
  /** In words: `12 payouts to sandbox: 12 paid`. */
  readonly summary: string;
  readonly claimed: number;
  readonly delivered: number;
  /** Until the next row wants attention, in milliseconds; null when none will. */
  readonly nextInMs: number | null;
  /** The provider took nothing in; going on at once would not help. */
  readonly unreachable: boolean;
}
