import type { Asset, MinorUnits } from '../money.ts';
import { duration, type Duration } from '../time.ts';
import type { AssetAmount } from './batch-terms.ts';

/** Which awards of a campaign wait for a second person, and how long. */
export interface AwardTerms {
  /** An award of more than this waits; one in an asset that is not listed always does. */
  readonly approvalAbove: readonly AssetAmount[];
  readonly withinMs: Duration;
}

/** Of a campaign that says nothing: all awards wait, two days each. */
export const usualAwardTerms: AwardTerms = {
  approvalAbove: [],
  withinMs: duration(48 * 3_600_000),
};

/** Whether an award of so much waits for a second person. */
export function awardNeedsApproval(
  { approvalAbove }: AwardTerms,
  asset: Asset,
  minor: MinorUnits,
): boolean {
  const line = approvalAbove.find((one) => one.asset === asset);
  return line === undefined || minor > line.minor;
}
