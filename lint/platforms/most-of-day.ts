import { lengthOf } from '../../domain/campaign/period.ts';
import type {
  CapTerms,
  LimitEvery,
  LimitTerms,
  RewardTerms,
  Scope,
  Side,
  Terms,
} from '../../domain/campaign/terms.ts';
import { isBatched } from '../../domain/delivery/batch.ts';
import { largestAmount, mostByInvitee } from '../../domain/reward/amount.ts';

/** What one person may be due on one day; `Infinity` is without bound. */
export interface MostOfDay {
  readonly packets: number;
  readonly minor: number;
}

const dayMs = 86_400_000;
const everyMs: Readonly<Record<LimitEvery, number>> = {
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
  month: 28 * dayMs,
};

/**
 * The most that one person may be due on one day of rewards in one asset: the least that the caps and
 * limits of each allow, together, and not more than limits that they share do. Of what an invitee gets
 * each has one, since a person redeems once. A batch pays on one day what was earned in all days before.
 */
export function mostOfDay(
  terms: Terms,
  rewards: readonly RewardTerms[],
  side: Side | 'both',
): MostOfDay {
  const each = rewards.flatMap((reward) => [
    ...(side !== 'invitee' && reward.to.includes('inviter') ? [asInviter(terms, reward)] : []),
    ...(side !== 'inviter' && reward.to.includes('invitee') ? [asInvitee(reward)] : []),
  ]);
  const all = { packets: sum(each, 'packets'), minor: sum(each, 'minor') };
  const [first] = rewards;
  const shared = (terms.limits ?? []).filter(
    ({ asset }) => asset === null || asset === first?.asset,
  );
  const bounds = shared.flatMap((limit) => byLimit(terms, rewards, limit) ?? []);
  return least([all, ...bounds]);
}

function asInviter(terms: Terms, reward: RewardTerms): MostOfDay {
  const largest = largestAmount(reward.schedule);
  const bounds = [
    ...reward.caps.map((cap) => byCap(terms, reward, cap)),
    ...(reward.limits ?? []).flatMap((limit) => byLimit(terms, [reward], limit) ?? []),
  ];
  const { packets, minor } = least(bounds);
  return { packets, minor: Math.min(minor, packets * largest) };
}

function asInvitee({ schedule }: RewardTerms): MostOfDay {
  const packets = schedule.kind === 'purchase-ladder' ? schedule.steps.length : 1;
  return { packets, minor: mostByInvitee(schedule) };
}

function byCap(terms: Terms, reward: RewardTerms, { scope, unit, max }: CapTerms): MostOfDay {
  return allowed([reward], unit, max * subjects(terms, scope));
}

/** Undefined of one that is not of scopes: a person comes by many channels and stores; or that a person lets pass. */
function byLimit(
  terms: Terms,
  rewards: readonly RewardTerms[],
  { of, every, unit, max, review }: LimitTerms,
): MostOfDay | undefined {
  if (of.kind !== 'scope' || review !== undefined) return undefined;
  const stretches = Math.max(...rewards.map((reward) => stretchesOf(terms, reward, every)));
  return allowed(rewards, unit, max * subjects(terms, of.scope) * stretches);
}

function allowed(rewards: readonly RewardTerms[], unit: CapTerms['unit'], most: number): MostOfDay {
  if (unit === 'count') {
    const largest = Math.max(...rewards.map(({ schedule }) => largestAmount(schedule)));
    return { packets: most, minor: most * largest };
  }
  const smallest = Math.min(...rewards.map(smallestOf));
  return { packets: Math.floor(most / smallest), minor: most };
}

/** Of how many codes or lineages one person may earn at once. */
function subjects({ code }: Terms, scope: Scope): number {
  return scope === 'code' || scope === 'lineage' ? code.perPerson : 1;
}

/** In how many hours, days and so on what is paid on one day may have been earned. */
function stretchesOf(
  { period }: Terms,
  { payout: { timing } }: RewardTerms,
  every: LimitEvery | null,
): number {
  if (every === null) return 1;
  if (!isBatched(timing)) return Math.max(1, dayMs / everyMs[every]);
  const earnedMs = timing === 'weekly' ? 7 * dayMs : (lengthOf(period) ?? Infinity);
  return Math.ceil(earnedMs / everyMs[every]) + 1;
}

function smallestOf({ schedule }: RewardTerms): number {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'ladder':
    case 'purchase-ladder':
      return Math.min(...schedule.steps.map(({ minor }) => minor));
    case 'bands':
    case 'purchase-bands':
      return Math.min(...schedule.bands.map(({ minor }) => minor));
    case 'decay':
    case 'percent':
      return Math.max(schedule.floor, 1);
    case 'random':
      return schedule.least;
  }
}

function least(bounds: readonly MostOfDay[]): MostOfDay {
  const unbounded = Number.POSITIVE_INFINITY;
  return {
    packets: Math.min(...bounds.map(({ packets }) => packets), unbounded),
    minor: Math.min(...bounds.map(({ minor }) => minor), unbounded),
  };
}

function sum(all: readonly MostOfDay[], of: keyof MostOfDay): number {
  return all.reduce((total, one) => total + one[of], 0);
}
