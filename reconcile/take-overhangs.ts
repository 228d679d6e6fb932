import { randomUUID } from 'node:crypto';

import { assert } from '../domain/assert.ts';
import type { ReverseCommand } from '../domain/code/command.ts';
import { takingBack, type Overhang } from '../domain/commit/overhang.ts';
import { parseOpId } from '../domain/ids.ts';
import { openOverhangs } from '../store/sweep/overhangs.ts';
import { askCodes } from './ask-codes.ts';
import type { Log } from './sync-codes.ts';
import type { Services } from './wake.ts';

const overhangsMax = 200;

/**
 * Has codes take back steps that their ladders are below, since redemptions of other codes were cancelled. A code
 * decides anew each time, by what is counted then: asked twice it takes back once, and a step that was reached
 * again stands. 200 at a time.
 * @throws StoreUnavailable
 */
export async function takeOverhangs(services: Services, log: Log): Promise<void> {
  const all = await openOverhangs(services.pool, overhangsMax);
  const asked = all.map((overhang) => ({
    ...{ code: overhang.code, command: commandOf(overhang), about: { ladder: overhang.key } },
    done: 'steps above their ladder were taken back',
    refused: 'steps stand above their ladder still',
  }));
  await askCodes(services, log, asked);
}

/** Under an id of its own: a refusal is remembered by its id, and what is with a provider is asked for again. */
export function commandOf(overhang: Overhang): ReverseCommand {
  const opId = parseOpId(`overhang-${randomUUID()}`);
  assert(opId !== undefined, 'a uuid is an operation id');
  return takingBack(overhang, opId);
}
