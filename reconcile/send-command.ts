import { WithStartWorkflowOperation } from '@temporalio/client';

import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import type { CodeId } from '../domain/ids.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import { updates, workflowType, type InvitationCode } from '../workflows/messages.ts';
import { wakingOf, type Services } from './wake.ts';

const patienceMs = 15_000;

/**
 * Has a code carry out a command that nobody waits for, starting its workflow where there is none.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function sendCommand(
  { temporal, pool, taskQueue }: Services,
  code: CodeId,
  command: Command,
): Promise<Outcome> {
  const known = (await findCodes(pool, [code])).get(code);
  if (known === undefined) return reject('CODE_UNKNOWN');
  const options = await wakingOf(pool, known.code, taskQueue);
  const [outcome] = await temporal.withDeadline(Date.now() + patienceMs, () =>
    temporal.workflow.executeUpdateWithStart(updates[command.kind], {
      args: [[command]],
      startWorkflowOperation: new WithStartWorkflowOperation<InvitationCode>(workflowType, options),
    }),
  );
  return outcome ?? reject('CODE_UNKNOWN');
}
