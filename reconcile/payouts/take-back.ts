import { createHash } from 'node:crypto';

import type pg from 'pg';

import type { ReverseCommand } from '../../domain/code/command.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { parseAwardId, parseOpId, type OpId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { reverseAward } from '../../store/awards/reverse-award.ts';
import { withTransaction } from '../../store/pool.ts';
import { assert } from '../../domain/assert.ts';
import { findCodes } from '../../store/codes/find-codes.ts';
import { loadOutcomes } from '../../store/codes/load-outcomes.ts';
import type { OurPayout } from '../../store/payouts/compare-payouts.ts';
import { sendCommand } from '../send-command.ts';
import type { Services } from '../wake.ts';

type Paid = OurPayout['rewards'][number];

/**
 * Takes back the rewards or the award of a payout whose money came back to the provider: reversing entries, and caps
 * and budget have it again. What was taken back before is owed no more. It happens once however often it is asked, also when the code has settled. False
 * when the code refuses.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function takeBackReturned(services: Services, payout: OurPayout): Promise<boolean> {
  const taken: boolean[] = [];
  const standing = payout.rewards.filter(isStanding);
  for (const reward of standing) taken.push(await takeBackOne(services, reward));
  return taken.every(Boolean);
}

/** Whether the person has it by the books, or owes what they were sent of it. */
export function isStanding({ state, kept, cleared }: Paid): boolean {
  return state === 'paid' || (kept > 0 && !cleared);
}

async function takeBackOne(services: Services, { id, code, state }: Paid): Promise<boolean> {
  if (code === null) return takeBackAward(services, id);
  const known = (await findCodes(services.pool, [code])).get(code);
  assert(known !== undefined, 'a reward has a code');
  const command: ReverseCommand = {
    kind: 'reverse',
    opId: await attemptOf(services.pool, known.code, { id, state }),
    reward: id,
    returned: true,
    actor: 'provider',
    reason: 'the money came back',
  };
  const { ok } = await sendCommand(services, code, command);
  return ok;
}

/**
 * The operation by which a reward is taken back, or its debt is cleared: the same for ever, but that a worker of before refused it of a
 * settled code and stored that. Then it is the next one after those.
 */
async function attemptOf(
  pool: pg.Pool,
  code: CodeRow,
  { id, state }: Pick<Paid, 'id' | 'state'>,
): Promise<OpId> {
  const digest = createHash('sha256').update(id).digest('hex');
  const does = state === 'paid' ? 'returned' : 'cleared';
  for (let attempt = 1; ; attempt += 1) {
    const opId = parseOpId(`${does}-${digest}${attempt === 1 ? '' : `-${String(attempt)}`}`);
    assert(opId !== undefined, 'a digest and a number are an operation id');
    const stored = (await loadOutcomes(pool, code, [opId])).get(opId)?.outcome;
    if (stored === undefined || stored.ok || stored.code !== 'CODE_SETTLED') return opId;
  }
}

async function takeBackAward({ pool }: Services, award: Paid['id']): Promise<boolean> {
  const id = parseAwardId(award);
  assert(id !== undefined, 'a payout without a code is of an award');
  const by = { actor: 'provider', reason: 'the money came back', returned: true };
  const serverNow = instant(Date.now());
  const outcome = await withTransaction(pool, (db) => reverseAward(db, id, { ...by, serverNow }));
  return outcome.ok;
}
