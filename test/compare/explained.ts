import { decisionOf, explain, type Deciding } from '../../compare/explain/explain.ts';
import { nearestOthers } from '../../compare/explain/nearest.ts';
import { plainSituation, type Situation } from '../../compare/explain/situation.ts';
import { instant } from '../../domain/time.ts';

/** A Tuesday, ten o'clock in Shanghai. */
export const plain = plainSituation(instant(Date.UTC(2026, 11, 1, 2)));

/** What came of it, and of what changes. */
interface Otherwise {
  readonly changes: readonly (readonly [keyof Situation, unknown])[];
  readonly decision: string;
}

/** How a situation is decided that is plain but for the changes. */
export async function decide(deciding: Deciding, changes: Partial<Situation>): Promise<string> {
  return decisionOf(await explain(deciding, { ...plain, ...changes }));
}

/** The nearest situations that are decided otherwise than it. */
export async function nearest(
  deciding: Deciding,
  changes: Partial<Situation>,
): Promise<readonly Otherwise[]> {
  const situation = { ...plain, ...changes };
  const found = await nearestOthers(deciding, situation, await explain(deciding, situation));
  return found.map((one) => ({
    changes: one.changes.map(({ fact, to }) => [fact, to] as const),
    decision: decisionOf(one.explanation),
  }));
}
