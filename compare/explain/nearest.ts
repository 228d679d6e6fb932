import { candidatesOf, type Candidate } from './candidates.ts';
import { decisionOf, explain, type Deciding, type Explanation } from './explain.ts';
import type { Situation } from './situation.ts';

/** A situation that is decided otherwise, and what has to be otherwise in it. */
export interface Nearest {
  readonly changes: readonly Candidate[];
  readonly situation: Situation;
  readonly explanation: Explanation;
}

/** How many other decisions are shown, each by its nearest situation. */
const shownMax = 4;
/** Two facts at a time are many; the nearest of them are tried, and the same ones each time. */
const pairsMax = 2_000;

/**
 * The nearest situations that would be decided otherwise, one for each other decision: those with
 * one fact changed, or if there is none, one with two. The same question has the same answer.
 */
export async function nearestOthers(
  deciding: Deciding,
  situation: Situation,
  explained: Explanation,
): Promise<readonly Nearest[]> {
  const candidates = candidatesOf(deciding, situation);
  const seen = new Set([decisionOf(explained)]);
  const found: Nearest[] = [];
  for (const candidate of candidates) {
    if (found.length === shownMax) return found;
    const nearest = await tryOut(deciding, situation, [candidate]);
    const decision = decisionOf(nearest.explanation);
    if (seen.has(decision)) continue;
    seen.add(decision);
    found.push(nearest);
  }
  if (found.length > 0) return found;
  for (const pair of pairsOf(candidates)) {
    const nearest = await tryOut(deciding, situation, pair);
    if (!seen.has(decisionOf(nearest.explanation))) return [nearest];
  }
  return [];
}

async function tryOut(
  deciding: Deciding,
  from: Situation,
  changes: readonly Candidate[],
): Promise<Nearest> {
  const changed = Object.fromEntries(changes.map(({ fact, to }) => [fact, to]));
  const situation: Situation = { ...from, ...changed };
  return { changes, situation, explanation: await explain(deciding, situation) };
}

function pairsOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const pairs = candidates.flatMap((one, index) =>
    candidates
      .slice(index + 1)
      .filter(({ fact }) => fact !== one.fact)
      .map((other) => ({ pair: [one, other], distance: one.distance + other.distance })),
  );
  // Sorting is stable, so pairs as near as each other stay in the order of their parts.
  return pairs
    .sort((a, b) => a.distance - b.distance)
    .slice(0, pairsMax)
    .map(({ pair }) => pair);
}
