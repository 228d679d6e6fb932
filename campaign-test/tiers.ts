import type { RewardTerms, Schedule } from '../domain/campaign/terms.ts';
import { amountFor, bandFor } from '../domain/reward/amount.ts';

const decayStepsMax = 200;

/** The names of all tiers of a reward: its bands or steps, or the parts of its decay. */
export function tiersOf({ schedule }: RewardTerms): readonly string[] {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
      return [];
    case 'bands':
      return schedule.bands.map(({ invitees }) => `band from ${invitees}`);
    case 'ladder':
      return schedule.steps.map(({ invitees }) => `step at ${invitees}`);
    case 'decay':
      return decayTiers(schedule);
  }
}

/** The tier that the n-th invitee reaches, or undefined when this one reaches none. */
export function tierOf({ schedule }: RewardTerms, n: number): string | undefined {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
      return undefined;
    case 'bands': {
      const band = bandFor(schedule.bands, n);
      return band && `band from ${band.invitees}`;
    }
    case 'ladder':
      return amountFor(schedule, n) === null ? undefined : `step at ${n}`;
    case 'decay':
      return decayTier(schedule, n);
  }
}

type Decay = Extract<Schedule, { readonly kind: 'decay' }>;

function decayTiers(schedule: Decay): readonly string[] {
  const tiers = new Set<string>();
  for (let step = 1; step <= decayStepsMax && !tiers.has('at its floor'); step += 1) {
    const tier = decayTier(schedule, step * schedule.every);
    if (tier === undefined) break;
    tiers.add(tier);
  }
  return [...tiers];
}

function decayTier(schedule: Decay, n: number): string | undefined {
  const minor = amountFor(schedule, n);
  if (minor === null || minor === 0) return undefined;
  if (minor === schedule.first) return 'at its first amount';
  return minor === schedule.floor ? 'at its floor' : 'in decay';
}
