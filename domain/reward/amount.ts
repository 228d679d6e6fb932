import type { RewardKind, Schedule, Step } from '../campaign/terms.ts';
import { minorUnits, percentFloor, type MinorUnits } from '../money.ts';

/**
 * What the n-th qualifying invitee earns by a schedule, or null when this one earns nothing.
 * Rounded down at each step of a decay, so that steps never add up to more than promised.
 */
export function amountFor(schedule: Schedule, n: number): MinorUnits | null {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'ladder':
      return schedule.steps.find((step) => step.invitees === n)?.minor ?? null;
    case 'bands':
      return bandFor(schedule.bands, n)?.minor ?? null;
    case 'decay': {
      if (n % schedule.every !== 0) return null;
      let minor = schedule.first;
      for (let step = 1; step < n / schedule.every && minor > schedule.floor; step += 1) {
        minor = percentFloor(minor, schedule.keepPercent);
      }
      return minorUnits(Math.max(minor, schedule.floor));
    }
  }
}

/** The most that one invitee can earn by a schedule, in minor units. */
export function largestAmount(schedule: Schedule): number {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'bands':
      return Math.max(...schedule.bands.map(({ minor }) => minor));
    case 'ladder':
      return Math.max(...schedule.steps.map(({ minor }) => minor));
    case 'decay':
      return Math.max(schedule.first, schedule.floor);
  }
}

/** Cash is sent by a provider; everything else takes effect in the ledger itself. */
export function needsProvider(kind: RewardKind): boolean {
  return kind === 'cash';
}

/** The band that the n-th invitee falls in. */
export function bandFor(bands: readonly Step[], n: number): Step | undefined {
  return bands.filter((band) => band.invitees <= n).at(-1);
}
