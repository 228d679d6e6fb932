import { createHash } from 'node:crypto';

import { WithStartWorkflowOperation } from '@temporalio/client';

import type { ReverseCommand } from '../../domain/code/command.ts';
import { parseOpId } from '../../domain/ids.ts';
import { assert } from '../../domain/assert.ts';
import { findCodes } from '../../store/codes/find-codes.ts';
import type { OurPayout } from '../../store/payouts/compare-payouts.ts';
import { updates, workflowType, type InvitationCode } from '../../workflows/messages.ts';
import { wakingOf, type Services } from '../wake.ts';

const patienceMs = 15_000;

/**
 * Takes back the rewards of a payout whose money came back to the provider: a reversing entry, and caps
 * and budget have it again. One operation for ever, so that it happens once however often it is
 * asked. False when the code refuses, as a settled one does.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function takeBackReturned(services: Services, payout: OurPayout): Promise<boolean> {
  const taken: boolean[] = [];
  for (const reward of payout.rewards) taken.push(await takeBackOne(services, reward));
  return taken.every(Boolean);
}

async function takeBackOne(
  { temporal, pool, taskQueue }: Services,
  reward: OurPayout['rewards'][number],
): Promise<boolean> {
  const known = (await findCodes(pool, [reward.code])).get(reward.code);
  const digest = createHash('sha256').update(reward.id).digest('hex');
  const opId = parseOpId(`returned-${digest}`);
  assert(known !== undefined && opId !== undefined, 'a reward has a code');
  if (known.code.state.status === 'settled') return false;
  const command: ReverseCommand = {
    kind: 'reverse',
    opId,
    reward: reward.id,
    returned: true,
    actor: 'provider',
    reason: 'the money came back',
  };
  const options = await wakingOf(pool, known.code, taskQueue);
  const [outcome] = await temporal.withDeadline(Date.now() + patienceMs, () =>
    temporal.workflow.executeUpdateWithStart(updates.reverse, {
      args: [[command]],
      startWorkflowOperation: new WithStartWorkflowOperation<InvitationCode>(workflowType, options),
    }),
  );
  return outcome?.ok === true;
}
