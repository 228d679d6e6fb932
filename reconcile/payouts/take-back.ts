import { createHash } from 'node:crypto';

import type { ReverseCommand } from '../../domain/code/command.ts';
import { parseAwardId, parseOpId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { reverseAward } from '../../store/awards/reverse-award.ts';
import { withTransaction } from '../../store/pool.ts';
import { assert } from '../../domain/assert.ts';
import type { OurPayout } from '../../store/payouts/compare-payouts.ts';
import { sendCommand } from '../send-command.ts';
import type { Services } from '../wake.ts';

type Paid = OurPayout['rewards'][number];

/**
 * Takes back the rewards or the award of a payout whose money came back to the provider: reversing entries, and caps
 * and budget have it again. One operation for ever, so that it happens once however often it is
 * asked, also when the code has settled. False when the code refuses.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function takeBackReturned(services: Services, payout: OurPayout): Promise<boolean> {
  const taken: boolean[] = [];
  const standing = payout.rewards.filter(({ state }) => state === 'paid');
  for (const reward of standing) taken.push(await takeBackOne(services, reward));
  return taken.every(Boolean);
}

async function takeBackOne(services: Services, { id, code }: Paid): Promise<boolean> {
  if (code === null) return takeBackAward(services, id);
  const digest = createHash('sha256').update(id).digest('hex');
  const opId = parseOpId(`returned-${digest}`);
  assert(opId !== undefined, 'a digest is an id');
  const command: ReverseCommand = {
    kind: 'reverse',
    opId,
    reward: id,
    returned: true,
    actor: 'provider',
    reason: 'the money came back',
  };
  const { ok } = await sendCommand(services, code, command);
  return ok;
}

async function takeBackAward({ pool }: Services, award: Paid['id']): Promise<boolean> {
  const id = parseAwardId(award);
  assert(id !== undefined, 'a payout without a code is of an award');
  const by = { actor: 'provider', reason: 'the money came back', returned: true };
  const serverNow = instant(Date.now());
  const outcome = await withTransaction(pool, (db) => reverseAward(db, id, { ...by, serverNow }));
  return outcome.ok;
}
