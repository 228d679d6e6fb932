import { duration, type Duration } from '../time.ts';
import type { AssetAmount } from './batch-terms.ts';

/** Which awards of a campaign wait for a second person, and how long. */
export interface AwardTerms {
  /**
   * So much a day a person may be given without a second person, and so much an actor may give, to however many;
   * an award beyond it waits, and one in an asset that is not listed always does.
   */
  readonly approvalAbove: readonly AssetAmount[];
  readonly withinMs: Duration;
}

/** Of a campaign that says nothing: all awards wait, two days each. */
export const usualAwardTerms: AwardTerms = {
  approvalAbove: [],
  withinMs: duration(48 * 3_600_000),
};

/** Whether an award waits for a second person, after so much that its person was given, or its giver gave, today without one. */
export function awardNeedsApproval(
  { approvalAbove }: AwardTerms,
  { asset, minor }: AssetAmount,
  before: number,
): boolean {
  const line = approvalAbove.find((one) => one.asset === asset);
  return line === undefined || before + minor > line.minor;
}
