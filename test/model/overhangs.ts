import { reachedIn } from './earn.ts';
import { isTakenBack } from './grant.ts';
import type { ModelReward, World } from './world.ts';

/** Steps that are not reached any more go, whoever's code has them; what the provider has, as soon as it is paid. */
export function takeOverhangs(world: World): void {
  for (const one of world.rewards) {
    if (isTakenBack(one) || one.state === 'due' || !isAbove(world, one)) continue;
    one.state = one.state === 'held' ? 'voided' : 'reversed';
  }
}

function isAbove(world: World, { promised, place, redemption }: ModelReward): boolean {
  return place !== null && place > reachedIn(world, promised, redemption);
}
