import type {
  PurchaseBands,
  PurchaseLadder,
  RewardTerms,
  Schedule,
} from '../domain/campaign/terms.ts';
import { stepOf } from '../domain/commit/ladder.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import { formatMoney } from '../domain/money.ts';
import { amountFor, bandFor, lastPurchase, purchaseBandFor } from '../domain/reward/amount.ts';
import type { Way } from '../domain/reward/reached.ts';
import { say, type Said } from '../lang/say.ts';

const decayStepsMax = 200;

/** The names of all tiers of a reward: its bands or steps, or the parts of its decay. */
export function tiersOf({ schedule }: RewardTerms): readonly Said[] {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
    case 'random':
      return [];
    case 'bands':
      return schedule.bands.map(({ invitees }) => bandName(invitees));
    case 'ladder':
      return schedule.steps.map(({ invitees }) => stepName(invitees));
    case 'purchase-bands':
    case 'purchase-ladder':
      return purchaseTiers(schedule).map(({ name }) => name);
    case 'decay':
      return decayTiers(schedule);
  }
}

/** The tier that the n-th invitee reaches, or undefined when this one reaches none; tiers by purchases have no n. */
export function tierOf({ schedule }: RewardTerms, n: number): Said | undefined {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
    case 'random':
    case 'purchase-bands':
    case 'purchase-ladder':
      return undefined;
    case 'bands': {
      const band = bandFor(schedule.bands, n);
      return band && bandName(band.invitees);
    }
    case 'ladder':
      return amountFor(schedule, n) === null ? undefined : stepName(n);
    case 'decay':
      return decayTier(schedule, n);
  }
}

/** The tier by purchases that a reward was granted for; undefined where it was for none. */
export function purchaseTierOf(
  { schedule }: RewardTerms,
  row: Pick<RewardRow, 'ladder'>,
  way: Pick<Way, 'reports'>,
): Said | undefined {
  if (schedule.kind === 'purchase-ladder') {
    const { ladder } = row;
    if (ladder === null) return undefined;
    const at = stepOf(ladder);
    return purchaseTiers(schedule).find(({ purchases }) => purchases === at)?.name;
  }
  if (schedule.kind !== 'purchase-bands') return undefined;
  const band = purchaseBandFor(schedule.bands, lastPurchase(schedule.of, way) ?? 0);
  return purchaseTiers(schedule).find(({ purchases }) => purchases === band?.purchases)?.name;
}

function purchaseTiers(
  schedule: PurchaseBands | PurchaseLadder,
): readonly { readonly purchases: number; readonly name: Said }[] {
  const isLadder = schedule.kind === 'purchase-ladder';
  const steps = isLadder ? schedule.steps : schedule.bands;
  return steps.map(({ purchases }) => {
    const at = formatMoney(purchases, schedule.of.asset);
    return {
      purchases,
      name: isLadder ? say`step at purchases of ${at}` : say`band from a purchase of ${at}`,
    };
  });
}

/** A tier with the reward that it is of. */
export function tierName({ id }: RewardTerms, tier: Said): Said {
  return say`${id} ${tier}`;
}

function bandName(invitees: number): Said {
  return say`band from ${invitees}`;
}

function stepName(invitees: number): Said {
  return say`step at ${invitees}`;
}

const first = say`at its first amount`;
const falling = say`in decay`;
const floor = say`at its floor`;

type Decay = Extract<Schedule, { readonly kind: 'decay' }>;

function decayTiers(schedule: Decay): readonly Said[] {
  const tiers = new Set<Said>();
  for (let step = 1; step <= decayStepsMax && !tiers.has(floor); step += 1) {
    const tier = decayTier(schedule, step * schedule.every);
    if (tier === undefined) break;
    tiers.add(tier);
  }
  return [...tiers];
}

function decayTier(schedule: Decay, n: number): Said | undefined {
  const minor = amountFor(schedule, n);
  if (minor === null || minor === 0) return undefined;
  if (minor === schedule.first) return first;
  return minor === schedule.floor ? floor : falling;
}
