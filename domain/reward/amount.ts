import type { PercentSchedule, RewardKind, Schedule, Step } from '../campaign/terms.ts';
import { minorUnits, partFloor, percentFloor, type MinorUnits } from '../money.ts';
import type { Way } from './reached.ts';

/**
 * What the n-th qualifying invitee earns by a schedule, or null when this one earns nothing.
 * Rounded down at each step of a decay, so that steps never add up to more than promised. `of` is the
 * amount, in minor units, that a percentage is taken of.
 */
export function amountFor(schedule: Schedule, n: number, of = 0): MinorUnits | null {
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
    case 'percent': {
      const part = partFloor(of, schedule.basisPoints);
      return minorUnits(Math.min(Math.max(part, schedule.floor), schedule.ceiling));
    }
    case 'random':
      // What it is, only a draw tells.
      return null;
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
    case 'percent':
      return schedule.ceiling;
    case 'random':
      return schedule.most;
  }
}

/** What the last report of a percentage's milestone was worth, in minor units; 0 where it said nothing. */
export function percentBase(
  { milestone, property }: PercentSchedule,
  way: Pick<Way, 'reports'>,
): number {
  const last = way.reports.findLast((report) => report.milestone === milestone);
  const amount = property === null ? last?.minor : last?.properties?.[property];
  return typeof amount === 'number' ? amount : 0;
}

/** Cash is sent by a provider; everything else takes effect in the ledger itself. */
export function needsProvider(kind: RewardKind): boolean {
  return kind === 'cash';
}

/** The band that the n-th invitee falls in. */
export function bandFor(bands: readonly Step[], n: number): Step | undefined {
  return bands.filter((band) => band.invitees <= n).at(-1);
}
