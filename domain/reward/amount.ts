import type {
  PercentSchedule,
  PurchaseLadder,
  PurchaseSource,
  PurchaseStep,
  RewardKind,
  RewardTerms,
  Schedule,
  Step,
} from '../campaign/terms.ts';
import type { Report } from '../commit/report.ts';
import {
  decimalsOf,
  leastWithPart,
  minorUnits,
  partFloor,
  percentFloor,
  type MinorUnits,
} from '../money.ts';
import type { Way } from './reached.ts';

/**
 * What the n-th qualifying invitee earns by a schedule, or null when this one earns nothing.
 * Rounded down at each step of a decay, so that steps never add up to more than promised. `of` is the
 * purchase, in minor units, that a percentage is taken of or whose band is looked up; of a ladder by
 * purchases, what its step is for.
 */
export function amountFor(schedule: Schedule, n: number, of = 0): MinorUnits | null {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'ladder':
      return schedule.steps.find((step) => step.invitees === n)?.minor ?? null;
    case 'bands':
      return bandFor(schedule.bands, n)?.minor ?? null;
    case 'purchase-ladder':
      return schedule.steps.find((step) => step.purchases === of)?.minor ?? null;
    case 'purchase-bands':
      return purchaseBandFor(schedule.bands, of)?.minor ?? null;
    case 'decay':
      return decayed(schedule, n);
    case 'percent': {
      const part = partFloor(of, schedule.basisPoints, wholeOf(schedule));
      return minorUnits(Math.min(Math.max(part, schedule.floor), schedule.ceiling));
    }
    case 'random':
      // What it is, only a draw tells.
      return null;
  }
}

/** Of how many parts, in minor units of the purchase, a percentage states its hundredths of a percent. */
export function wholeOf({ currency }: Pick<PercentSchedule, 'currency'>): number {
  return wholeBasisPoints * (currency === undefined ? 1 : 10 ** decimalsOf(currency));
}

/** Hundredths of a percent that are all of a purchase. */
const wholeBasisPoints = 10_000;

/** The least purchase, in minor units of its currency, of which a percentage comes to so much. */
export function purchaseWorth(schedule: PercentSchedule, minor: number): number {
  return leastWithPart(minor, schedule.basisPoints, wholeOf(schedule));
}

function decayed(
  { every, first, keepPercent, floor }: Extract<Schedule, { readonly kind: 'decay' }>,
  n: number,
): MinorUnits | null {
  if (n % every !== 0) return null;
  let minor = first;
  for (let step = 1; step < n / every && minor > floor; step += 1) {
    const next = percentFloor(minor, keepPercent);
    if (next === minor) break;
    minor = next;
  }
  return minorUnits(Math.max(minor, floor));
}

/** The most that is earned at once by a schedule, in minor units. */
export function largestAmount(schedule: Schedule): number {
  switch (schedule.kind) {
    case 'each':
      return schedule.minor;
    case 'bands':
    case 'purchase-bands':
      return Math.max(...schedule.bands.map(({ minor }) => minor));
    case 'ladder':
    case 'purchase-ladder':
      return Math.max(...schedule.steps.map(({ minor }) => minor));
    case 'decay':
      return Math.max(schedule.first, schedule.floor);
    case 'percent':
      return schedule.ceiling;
    case 'random':
      return schedule.most;
  }
}

/** The most that one invitee can earn by a schedule, in minor units: whoever pays enough climbs a whole ladder. */
export function mostByInvitee(schedule: Schedule): number {
  return schedule.kind === 'purchase-ladder'
    ? schedule.steps.reduce((sum, { minor }) => sum + minor, 0)
    : largestAmount(schedule);
}

/** The steps of a ladder by purchases that a sum reaches which it had not reached before, ascending. */
export function stepsBetween(
  { steps }: PurchaseLadder,
  before: number,
  after: number,
): readonly PurchaseStep[] {
  return steps.filter(({ purchases }) => before < purchases && purchases <= after);
}

/** Of which purchases a reward is worked out; undefined where it goes by none. */
export function purchaseSourceOf({
  schedule,
  asset,
}: Pick<RewardTerms, 'schedule' | 'asset'>): PurchaseSource | undefined {
  switch (schedule.kind) {
    case 'percent':
      return {
        milestone: schedule.milestone,
        property: schedule.property,
        asset: schedule.currency ?? asset,
      };
    case 'purchase-ladder':
    case 'purchase-bands':
      return schedule.of;
    default:
      return undefined;
  }
}

/**
 * What is left of the last purchase that was reported, in minor units: 0 where the report said nothing, and null
 * where all of it was refunded.
 */
export function lastPurchase(source: PurchaseSource, way: Pick<Way, 'reports'>): number | null {
  const report = way.reports.findLast(({ milestone }) => milestone === source.milestone);
  const left = leftIn(report, source);
  return left === 0 && refundedOf(report, source) > 0 ? null : left;
}

/** What a report says was paid, less what of it was refunded, in minor units; 0 where it says nothing. */
export function leftIn(report: Report | undefined, source: PurchaseSource): number {
  const { property } = source;
  const amount = property === null ? report?.minor : report?.properties?.[property];
  return typeof amount === 'number' ? Math.max(0, amount - refundedOf(report, source)) : 0;
}

function refundedOf(report: Report | undefined, { asset }: PurchaseSource): number {
  return report?.refunded?.[asset] ?? 0;
}

/** Cash is sent by a provider; everything else takes effect in the ledger itself. */
export function needsProvider(kind: RewardKind): boolean {
  return kind === 'cash';
}

/** Of cash and points a part can be taken back; everything else is whole. */
export function isDivisible(kind: RewardKind): boolean {
  return kind === 'cash' || kind === 'points';
}

/** The band that the n-th invitee falls in. */
export function bandFor(bands: readonly Step[], n: number): Step | undefined {
  return bands.filter((band) => band.invitees <= n).at(-1);
}

/** The band that a purchase falls in. */
export function purchaseBandFor(
  bands: readonly PurchaseStep[],
  minor: number,
): PurchaseStep | undefined {
  return bands.filter((band) => band.purchases <= minor).at(-1);
}
