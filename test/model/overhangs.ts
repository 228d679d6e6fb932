import { isTakenBack, placeOf } from './earn.ts';
import type { ModelReward, World } from './world.ts';

/**
 * Steps that are not reached any more go, whoever's code has them: all of a code's steps of one promise at once, or,
 * while the provider has one of them, none.
 */
export function takeOverhangs(world: World): void {
  const above = world.rewards.filter((one) => !isTakenBack(one) && isAbove(world, one));
  for (const one of above) {
    const together = above.filter(
      ({ promised, redemption }) =>
        promised === one.promised && redemption.code === one.redemption.code,
    );
    if (together.some(({ state }) => state === 'due')) continue;
    for (const each of together) {
      if (!isTakenBack(each)) each.state = each.state === 'held' ? 'voided' : 'reversed';
    }
  }
}

function isAbove(world: World, { promised, place, redemption }: ModelReward): boolean {
  return place !== null && place > placeOf(world, promised, redemption);
}
