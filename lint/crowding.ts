import type { RewardTerms, SharedLimitTerms, Side, Terms } from '../domain/campaign/terms.ts';
import { limitsShared } from '../domain/commit/counters.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { takenAtOnce, takenBefore } from './taken-before.ts';
import { say } from '../lang/say.ts';

export const crowdingFindings = {
  REWARD_CROWDED_OUT: {
    severity: 'warning',
    title: 'another reward uses up a limit that both share before this one is earned',
    why: 'A limit in `spec.limits` counts all its rewards together, and what is earned first takes it. Where one of them is always granted first and leaves no room, the other is a promise that nobody gets.',
    example:
      'limits: [{ of: person, times: 1 }]\nrewards:\n  - { id: welcome, to: invitee, when: { invitee: [redeemed] }, amount: "1.00" }\n  - { id: order, to: invitee, when: { invitee: [first-purchase] }, amount: "5.00" }',
    remedy: 'Raise the limit, or bound each of the rewards by caps or limits of its own.',
  },
} as const satisfies FindingTexts;

/** Whether each reward finds room under the limits that it shares. Steps and bands are looked at one by one. */
export function checkCrowding(terms: Terms, tell: Tell<typeof crowdingFindings>): void {
  for (const [index, reward] of terms.rewards.entries()) {
    const least = leastOf(reward);
    if (least === undefined) continue;
    const limit = limitsShared(terms, reward).find((shared) =>
      reward.to.every((side) => isFull(terms, reward, { limit: shared, side, least })),
    );
    if (limit === undefined) continue;
    tell({
      id: 'REWARD_CROWDED_OUT',
      path: ['spec', 'rewards', index, 'id'],
      message: say`reward "${reward.id}" is never granted: what is granted before it uses up the limit that they share in spec.limits[${terms.limits?.indexOf(limit) ?? 0}]`,
      suggestion: say`a higher limit, or no limit that they share`,
    });
  }
}

interface Sharing {
  readonly limit: SharedLimitTerms;
  readonly side: Side;
  readonly least: number;
}

/** Whether the first invitee of anybody finds no room any more. */
function isFull(terms: Terms, reward: RewardTerms, { limit, side, least }: Sharing): boolean {
  const { of, every, unit, max, review } = limit;
  if (of.kind !== 'scope' || every !== null || review !== undefined) return false;
  const taken = takenBefore(terms, reward, { limit, side })(1);
  return taken > 0 && taken + takenAtOnce(reward, unit, least) > max;
}

/** The least that it is granted in, in minor units; undefined where its amounts go by the number of invitees. */
function leastOf({ schedule }: RewardTerms): number | undefined {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'percent':
      return Math.max(1, schedule.floor);
    case 'random':
      return schedule.least;
    case 'purchase-bands':
      return Math.min(...schedule.bands.map(({ minor }) => minor));
    default:
      return undefined;
  }
}
