import type { RewardTerms, Schedule } from '../domain/campaign/terms.ts';
import { say, type Said } from '../lang/say.ts';
import { amountFor, bandFor } from '../domain/reward/amount.ts';

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
    case 'decay':
      return decayTiers(schedule);
  }
}

/** The tier that the n-th invitee reaches, or undefined when this one reaches none. */
export function tierOf({ schedule }: RewardTerms, n: number): Said | undefined {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
    case 'random':
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
