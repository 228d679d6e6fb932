import { milestonesWanted } from '../domain/campaign/milestones.ts';
import type { RewardTerms, SharedLimitTerms, Side, Terms } from '../domain/campaign/terms.ts';
import { limitsShared } from '../domain/commit/counters.ts';
import type { LastingBound } from './purchase-brought.ts';

/** How much of a bound so many invitees use up. */
export type Taken = (invitees: number) => number;

/**
 * What rewards that everybody gets before this one use up of a limit that they share with it: what one grant takes, as
 * often as their own caps let it be granted to one side.
 */
export function takenBefore(
  terms: Terms,
  reward: RewardTerms,
  { limit, side }: { readonly limit: SharedLimitTerms; readonly side: Side },
): Taken {
  const before = terms.rewards
    .filter((other) => isBefore(terms, other, reward))
    .filter((other) => limitsShared(terms, other).includes(limit))
    .filter(({ to }) => !isOfPerson(limit) || to.includes(side));
  return (invitees) =>
    before.reduce((sum, other) => {
      const grants = isOfPerson(limit) ? 1 : other.to.length;
      const often = Math.min(invitees, ...other.caps.map((cap) => grantsUnder(other, cap)));
      return sum + often * grants * takenAtOnce(other, limit.unit);
    }, 0);
}

/** What one grant takes of a bound: one of its number, or the amount of all its months. */
export function takenAtOnce(
  { schedule, recurring }: Pick<RewardTerms, 'schedule' | 'recurring'>,
  unit: 'amount' | 'count',
  minor = schedule.kind === 'each' ? schedule.minor : 0,
): number {
  return unit === 'amount' ? minor * (recurring?.months ?? 1) : 1;
}

function isOfPerson({ of }: SharedLimitTerms): boolean {
  return of.kind === 'scope' && of.scope === 'person';
}

/** As if all of a cap were for one subject, on one side. */
function grantsUnder(
  reward: RewardTerms,
  { unit, max, sides }: Pick<LastingBound, 'unit' | 'max' | 'sides'>,
): number {
  const pays = sides === 'both' ? reward.to.length : 1;
  return Math.floor(max / (pays * takenAtOnce(reward, unit)));
}

/** Whether whoever earns a reward has been granted the other one for the same invitee, whatever comes of them. */
function isBefore(terms: Terms, other: RewardTerms, reward: RewardTerms): boolean {
  const { condition, inOrder, milestones } = other.when;
  const wanted = ['redeemed', ...milestonesWanted(reward.when)];
  const isSure =
    other !== reward &&
    condition === null &&
    inOrder === undefined &&
    other.limits === undefined &&
    other.schedule.kind === 'each' &&
    other.level === reward.level;
  const isEarlier =
    terms.rewards.indexOf(other) < terms.rewards.indexOf(reward) ||
    (milestones.every((one) => one === 'redeemed') &&
      reward.when.milestones.some((one) => one !== 'redeemed'));
  return (
    isSure &&
    isEarlier &&
    milestones.every((one) => typeof one === 'string' && wanted.includes(one))
  );
}
