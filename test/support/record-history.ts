import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import type { CodeId } from '../../domain/ids.ts';
import { workflowId } from '../../workflows/messages.ts';

/** One code's whole history as JSON, for `test/replay/histories`. Add files; never rewrite one. */
export async function recordHistory(
  client: Client,
  campaign: string,
  code: CodeId,
): Promise<string> {
  const handle = client.workflow.getHandle(workflowId(campaign as never, code));
  return `${historyToJSON(await handle.fetchHistory())}\n`;
}
