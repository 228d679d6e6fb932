import { randomUUID } from 'node:crypto';

import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { EventType, ResetReapplyExcludeType } = proto.temporal.api.enums.v1;

/**
 * Resets a workflow to its first task, as the web UI does. Updates that came after it are applied
 * again, or left out.
 */
export async function resetToStart(
  client: Client,
  workflowId: string,
  updates: 'again' | 'left out',
): Promise<void> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const first = events?.find(
    ({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
  );
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowTaskFinishEventId: first?.eventId ?? null,
    reason: 'reset by hand',
    requestId: randomUUID(),
    resetReapplyExcludeTypes:
      updates === 'again' ? [] : [ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE],
  });
}
