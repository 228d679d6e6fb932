import { createHash } from 'node:crypto';

import { assert } from '../domain/assert.ts';
import type { ReverseCommand } from '../domain/code/command.ts';
import { parseOpId } from '../domain/ids.ts';
import { heldOfBanned, type HeldOfBanned } from '../store/parties/held-of-banned.ts';
import { askCodes } from './ask-codes.ts';
import type { Log } from './sync-codes.ts';
import type { Services } from './wake.ts';

const rewardsMax = 200;

/**
 * Has codes take back what people have on hold whom a ban wants to lose it; caps and budget have it again. Each
 * reward once, however often this is asked, and 200 at a time.
 * @throws StoreUnavailable
 */
export async function voidHeld(services: Services, log: Log): Promise<void> {
  const all = await heldOfBanned(services.pool, rewardsMax);
  const asked = all.map((held) => ({
    ...{ code: held.code, command: reversing(held), about: { reward: held.reward } },
    done: 'a reward of somebody who is banned was taken back',
    refused: 'a reward of somebody banned is held still',
  }));
  await askCodes(services, log, asked);
}

function reversing({ reward, rules, actor, reason }: HeldOfBanned): ReverseCommand {
  const digest = createHash('sha256').update(reward).digest('hex');
  const opId = parseOpId(`banned-${digest}`);
  assert(opId !== undefined, 'a digest is an operation id');
  const byRule = { actor: 'policy', reason: `the person is banned by rule ${rules.join(', ')}` };
  const by = actor === null ? byRule : { actor, reason: reason ?? 'the person is banned' };
  return { kind: 'reverse', opId, reward, ...by };
}
