import { minorUnits, type Asset } from '../money.ts';
import { mostByInvitee, needsProvider } from '../reward/amount.ts';
import type { RewardTerms, Side, Terms } from './terms.ts';
import { worstOf, type Bound, type RewardWorstCase } from './worst-case.ts';

/** The most that one person can have of one reward, on one side of it. */
export interface PersonsMost extends RewardWorstCase {
  readonly side: Side;
}

/**
 * The most of an asset that one person can be sent as rewards in cash: for as many invitees as the codes that
 * they may hold one after the other take, and for being invited once themselves. Reckoned as `worstCase` does.
 */
export function mostOfPerson(terms: Terms, asset: Asset): readonly PersonsMost[] {
  return terms.rewards
    .filter((reward) => reward.asset === asset && needsProvider(reward.kind))
    .flatMap((reward) =>
      reward.to.map((side) => ({ reward: reward.id, side, ...mostOf(terms, reward, side) })),
    );
}

function mostOf(terms: Terms, reward: RewardTerms, side: Side): Bound {
  const own = ofOnePerson({ ...reward, to: [side] });
  const { minor, arithmetic } =
    side === 'invitee'
      ? worstOf(onceInvited(terms), { ...own, schedule: eachOf(reward) })
      : worstOf(isOfOwnCodes(reward) ? withCodesOfOne(terms) : terms, own);
  const factors = arithmetic.factors.filter(({ count }) => count !== 1);
  return { minor, arithmetic: { ...arithmetic, factors } };
}

/** What counts for each person is all that there is of one. */
function ofOnePerson(reward: RewardTerms): RewardTerms {
  return {
    ...reward,
    caps: reward.caps.map((cap) => (cap.scope === 'person' ? { ...cap, scope: 'campaign' } : cap)),
    limits: (reward.limits ?? []).map((limit) =>
      limit.of.kind === 'scope' && limit.of.scope === 'person'
        ? { ...limit, of: { kind: 'scope', scope: 'campaign' } }
        : limit,
    ),
  };
}

/** Somebody further up earns by codes of others, and steps of the whole campaign are reached by all together. */
function isOfOwnCodes({ level, schedule }: RewardTerms): boolean {
  return level === undefined && !('over' in schedule && schedule.over === 'campaign');
}

function withCodesOfOne(terms: Terms): Terms {
  const { perPerson, liveCodesMax } = terms.code;
  return { ...terms, code: { ...terms.code, liveCodesMax: Math.min(perPerson, liveCodesMax) } };
}

function onceInvited(terms: Terms): Terms {
  return {
    ...terms,
    code: { ...terms.code, liveCodesMax: 1, perPerson: 1 },
    redemption: { ...terms.redemption, usesMax: 1 },
    validity: { ...terms.validity, lifetime: { kind: 'campaign' } },
  };
}

function eachOf({ schedule }: RewardTerms): Extract<RewardTerms['schedule'], { kind: 'each' }> {
  return { kind: 'each', minor: minorUnits(mostByInvitee(schedule)) };
}
