import type { CapTerms, RewardTerms, Scope, Terms } from '../domain/campaign/terms.ts';
import { codesOfOne } from '../domain/campaign/worst-case.ts';
import { goesTo, money } from './figures.ts';
import { say, type Said } from '../lang/say.ts';

/** What bounds all invitees that a schedule counts together. */
export interface Purse {
  readonly name: Said;
  /** What one grant takes beside its amount: 1 for a cap on times. */
  readonly perGrant: number | null;
  readonly sides: number;
  left: number;
}

export const scopeWords: Readonly<Record<Scope, Said>> = {
  code: say`code`,
  lineage: say`lineage`,
  person: say`person`,
  campaign: say`campaign`,
};

const wideness: readonly Scope[] = ['code', 'lineage', 'person', 'campaign'];

/** Caps as wide as what is counted over, narrower ones where that is so many of them, and the budget. */
export function pursesOf(terms: Terms, reward: RewardTerms, over: Scope): Purse[] {
  const { budget } = terms;
  const purses = reward.caps
    .filter(({ scope }) => scope !== 'person' || goesTo(reward, 'inviter'))
    .flatMap((cap): Purse[] => {
      const count = countOf(terms, cap.scope, over);
      if (count === null) return [];
      return [
        {
          name: capName(cap, reward),
          perGrant: cap.unit === 'count' ? 1 : null,
          sides: cap.scope !== 'person' && cap.sides === 'both' ? reward.to.length : 1,
          left: cap.max * count,
        },
      ];
    });
  const line = budget.find(({ asset }) => asset === reward.asset);
  if (line === undefined) return purses;
  const name = say`the budget of ${money(line.minor, reward)}`;
  return [...purses, { name, perGrant: null, sides: reward.to.length, left: line.minor }];
}

/** How many of what a cap bounds lie in one of what is counted over; null where nobody can say. */
function countOf(terms: Terms, scope: Scope, over: Scope): number | null {
  if (wideness.indexOf(scope) >= wideness.indexOf(over)) return 1;
  return over === 'person' ? codesOfOne(terms) : null;
}

function capName(cap: CapTerms, reward: RewardTerms): Said {
  const times = cap.max === 1 ? say`${cap.max} time` : say`${cap.max} times`;
  const most = cap.unit === 'amount' ? money(cap.max, reward) : times;
  return say`the cap of ${most} a ${scopeWords[cap.scope]}`;
}

/** Takes as many grants as there is room for; the purse that has room for none, if one has. */
export function spend(purses: readonly Purse[], minor: number, times: number): Said | undefined {
  const costs = purses.map((purse) => (purse.perGrant ?? minor) * purse.sides);
  const room = purses.map((purse, index) => Math.floor(purse.left / (costs[index] ?? 1)));
  const granted = Math.min(times, ...room);
  const empty = purses[room.findIndex((grants) => grants < 1)];
  if (empty !== undefined) return empty.name;
  for (const [index, purse] of purses.entries()) purse.left -= granted * (costs[index] ?? 0);
  return undefined;
}
