import { candidatesOf, type Candidate } from './candidates.ts';
import {
  decisionOf,
  explain,
  type Deciding,
  type ExplainedReward,
  type Explanation,
} from './explain.ts';
import type { Situation } from './situation.ts';

/** A situation that is decided otherwise, and what has to be otherwise in it. */
export interface Nearest {
  readonly changes: readonly Candidate[];
  readonly situation: Situation;
  readonly explanation: Explanation;
}

/** How many other decisions are shown, each by its nearest situation; more where more is wished for. */
const shownMax = 4;
/** Two facts at a time are many: the nearest of them are tried, and the same ones each time. */
const pairsMax = 2_000;
/** Whoever came before is played anew in each. */
const inviteesMax = 10_000;

/** Something that whoever asks misses; whether another explanation has it. */
type Wish = (other: Explanation) => boolean;

/**
 * The nearest situations that would be decided otherwise, one for each other decision: those with
 * one fact changed, or where that is not enough, one with two. First come those that have what is
 * missed: a refusal becomes an acceptance, or else a reward that is not granted is. The same question
 * has the same answer.
 */
export async function nearestOthers(
  deciding: Deciding,
  situation: Situation,
  explained: Explanation,
): Promise<readonly Nearest[]> {
  const candidates = candidatesOf(deciding, situation);
  const found = new Found(explained);
  for (const candidate of candidates) {
    if (found.isEnough(shownMax)) break;
    found.take(await tryOut(deciding, situation, [candidate]));
  }
  const others = found.others.length;
  for (const pair of found.isEnough(1) ? [] : pairsOf(candidates, situation)) {
    if (found.isEnough(1)) break;
    found.take(await tryOut(deciding, situation, pair));
  }
  return found.shown(others);
}

/** What was found so far. */
class Found {
  private readonly seen: Set<string>;
  private missed: readonly Wish[];
  private readonly wished: Nearest[] = [];
  readonly others: Nearest[] = [];

  constructor(explained: Explanation) {
    this.seen = new Set([decisionOf(explained)]);
    this.missed = wishesOf(explained);
  }

  /** Whether all is found that is missed, and as many in all as are asked for. */
  isEnough(count: number): boolean {
    return this.missed.length === 0 && this.wished.length + this.others.length >= count;
  }

  /** Keeps it where it is decided as none before was. */
  take(nearest: Nearest): void {
    const decision = decisionOf(nearest.explanation);
    if (this.seen.has(decision)) return;
    this.seen.add(decision);
    const missed = this.missed.filter((has) => !has(nearest.explanation));
    (missed.length < this.missed.length ? this.wished : this.others).push(nearest);
    this.missed = missed;
  }

  /** What is wished for, and so many of the others, but one at least where nothing is. */
  shown(others: number): readonly Nearest[] {
    const { length } = this.wished;
    const fill = Math.min(shownMax - length, Math.max(others, length === 0 ? 1 : 0));
    return [...this.wished, ...this.others.slice(0, Math.max(fill, 0))];
  }
}

function wishesOf({ outcome, rewards }: Explanation): readonly Wish[] {
  if (!outcome.ok) return [(other) => other.outcome.ok];
  return rewards
    .filter((reward) => !isGranted(reward))
    .map(
      ({ id }): Wish =>
        (other) =>
          other.rewards.some((reward) => reward.id === id && isGranted(reward)),
    );
}

function isGranted({ results }: ExplainedReward): boolean {
  return results.some(({ granted }) => granted);
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

function pairsOf(
  candidates: readonly Candidate[],
  { inviteesBefore }: Situation,
): readonly (readonly Candidate[])[] {
  const pairs = candidates.flatMap((one, index) =>
    candidates
      .slice(index + 1)
      .filter(({ fact }) => fact !== one.fact)
      .map((other) => ({ pair: [one, other], distance: one.distance + other.distance })),
  );
  let invitees = 0;
  // Sorting is stable, so pairs as near as each other stay in the order of their parts.
  return pairs
    .sort((a, b) => a.distance - b.distance)
    .slice(0, pairsMax)
    .map(({ pair }) => pair)
    .filter((pair) => {
      const before = pair.find(({ fact }) => fact === 'inviteesBefore')?.to ?? inviteesBefore;
      invitees += Number(before);
      return invitees <= inviteesMax;
    });
}
