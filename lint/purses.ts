import type { RewardTerms, Scope, Terms } from '../domain/campaign/terms.ts';
import { codesOfOne } from '../domain/campaign/worst-case.ts';
import { goesTo, money } from './figures.ts';
import { say, type Said } from '../lang/say.ts';
import { lastingBounds, type LastingBound } from './purchase-brought.ts';
import { takenAtOnce, takenBefore, type Taken } from './taken-before.ts';

/** What bounds all invitees that a schedule counts together. */
export interface Purse {
  readonly name: Said;
  readonly unit: 'amount' | 'count';
  readonly sides: number;
  left: number;
  /** What other rewards use up of it first. */
  readonly taken: Taken;
}

export const scopeWords: Readonly<Record<Scope, Said>> = {
  code: say`code`,
  lineage: say`lineage`,
  person: say`person`,
  campaign: say`campaign`,
};

const wideness: readonly Scope[] = ['code', 'lineage', 'person', 'campaign'];

/**
 * Caps and lasting limits as wide as what is counted over, narrower ones where that is so many of them, and the
 * budget.
 */
export function pursesOf(terms: Terms, reward: RewardTerms, over: Scope): Purse[] {
  const { budget } = terms;
  const purses = lastingBounds(terms, reward)
    .filter(({ scope }) => scope !== 'person' || goesTo(reward, 'inviter'))
    .flatMap((bound): Purse[] => {
      const count = countOf(terms, bound.scope, over);
      if (count === null) return [];
      const limit = terms.limits?.find((shared) => shared === bound.limit);
      return [
        {
          name: nameOf(bound, reward),
          unit: bound.unit,
          sides: bound.scope !== 'person' && bound.sides === 'both' ? reward.to.length : 1,
          left: bound.max * count,
          taken:
            limit === undefined ? nothing : takenBefore(terms, reward, { limit, side: 'inviter' }),
        },
      ];
    });
  const line = budget.find(({ asset }) => asset === reward.asset);
  if (line === undefined) return purses;
  const name = say`the budget of ${money(line.minor, reward)}`;
  const sides = reward.to.length;
  return [...purses, { name, unit: 'amount', sides, left: line.minor, taken: nothing }];
}

const nothing: Taken = () => 0;

/** How many of what a cap bounds lie in one of what is counted over; null where nobody can say. */
function countOf(terms: Terms, scope: Scope, over: Scope): number | null {
  if (wideness.indexOf(scope) >= wideness.indexOf(over)) return 1;
  return over === 'person' ? codesOfOne(terms) : null;
}

function nameOf({ unit, max, scope, limit }: LastingBound, reward: RewardTerms): Said {
  const times = max === 1 ? say`${max} time` : say`${max} times`;
  const most = unit === 'amount' ? money(max, reward) : times;
  return limit === undefined
    ? say`the cap of ${most} a ${scopeWords[scope]}`
    : say`the limit of ${most} a ${scopeWords[scope]}`;
}

/** An amount that invitees bring one after the other. */
interface Bringing {
  readonly minor: number;
  readonly times: number;
  /** With how many invitees it begins. */
  readonly invitees: number;
}

/** Takes as many grants as there is room for; the purse that has room for none, if one has. */
export function spend(
  purses: readonly Purse[],
  reward: RewardTerms,
  { minor, times, invitees }: Bringing,
): Said | undefined {
  const rooms = purses.map((purse) => {
    const one = takenAtOnce(reward, purse.unit, minor);
    const left = purse.left - purse.taken(invitees);
    // What has no room for both sides may have some for one.
    return {
      all: one * purse.sides,
      grants: left < one ? 0 : Math.max(1, Math.floor(left / (one * purse.sides))),
    };
  });
  const granted = Math.min(times, ...rooms.map(({ grants }) => grants));
  const empty = purses[rooms.findIndex(({ grants }) => grants < 1)];
  if (empty !== undefined) return empty.name;
  for (const [index, purse] of purses.entries()) {
    purse.left -= granted * (rooms[index]?.all ?? 0);
  }
  return undefined;
}
