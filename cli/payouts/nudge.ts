import {
  effectsTaskQueue,
  nudgeSignal,
  payoutDispatcherOf,
} from '../../domain/delivery/dispatcher.ts';
import type { Context } from '../context.ts';

/** Has the dispatcher of a provider look at once. Throws what the Temporal client throws. */
export async function nudgePayouts(context: Context, provider: string): Promise<void> {
  const temporal = await context.temporal();
  const queue = context.settings.taskQueues?.effects ?? effectsTaskQueue;
  const { workflowType, args, ...dispatcher } = payoutDispatcherOf(provider, queue);
  await temporal.workflow.signalWithStart(workflowType, {
    ...dispatcher,
    args: [...args],
    signal: nudgeSignal,
  });
}
