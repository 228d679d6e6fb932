import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';

type Payload = proto.temporal.api.common.v1.IPayload;
export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

const { EventType } = proto.temporal.api.enums.v1;

/** A workflow's events so far, in order. */
export async function eventsOf(handle: WorkflowHandle): Promise<HistoryEvent[]> {
  return (await handle.fetchHistory()).events ?? [];
}

/** What an event is called: `TIMER_STARTED`. */
export function nameOf(event: HistoryEvent): string {
  return (EventType[event.eventType ?? 0] ?? '').replace('EVENT_TYPE_', '');
}

/** What the interface shows beside an event. */
export function summaryOf(event: HistoryEvent): string | undefined {
  return read(event.userMetadata?.summary);
}

/** The text of a payload. */
function read(payload: Payload | null | undefined): string | undefined {
  if (payload === null || payload === undefined) return undefined;
  return defaultPayloadConverter.fromPayload<string>(payload);
}
