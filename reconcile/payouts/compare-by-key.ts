import type { FindAnswer, StatementLine } from '../../activities/providers/payout-provider.ts';
import { payoutsToAskAbout, type OurPayout } from '../../store/payouts/compare-payouts.ts';
import { classify, classifyEnded, wasNeverSent, type Classed } from './classify.ts';
import { note, remedyFor, skewMs, type Comparison } from './comparison.ts';

/** What asking by key came to. */
export interface Asked {
  /** How many keys were asked about. */
  readonly asked: number;
  /** Why not all were; null when they were. */
  readonly trouble: string | null;
  /** The key that the next comparison goes on after; null when this was the last of them. */
  readonly past: string | null;
}

/** In one comparison: at a tenth of a second for each, less than two minutes. */
const askedMax = 1_000;
/** After so many answers in a row that tell nothing, the provider is left alone until the next time. */
const doubtsMax = 3;

/**
 * Compares payouts with a provider that has no statement: asks about each by its key, one after the other. Since the
 * last time that all were asked about those that were sent; and where this database has moved since then, also those
 * that it never sent. What only the provider knows cannot be found so.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function compareByKey(comparison: Comparison): Promise<Asked> {
  const { sides, turn } = comparison;
  const before = turn.lookOnly ? '' : turn.askedPast;
  const which = { sinceMs: askedSince(comparison), neverSent: turn.moved, past: before };
  const page = await payoutsToAskAbout(sides.pool, sides.provider, {
    ...which,
    limit: askedMax + 1,
  });
  let [asked, doubts] = [0, 0];
  for (const ours of page.slice(0, askedMax)) {
    const found = await sides.port.find(ours);
    doubts = found.kind === 'doubtful' ? doubts + 1 : 0;
    // Whether what was never sent may be sent is what all this is for.
    if (found.kind === 'doubtful' && (wasNeverSent(ours) || doubts === doubtsMax)) {
      asked -= doubts - 1;
      return { asked, trouble: found.reason, past: page[asked - 1]?.key ?? before };
    }
    await compareFound(comparison, ours, found);
    asked += 1;
  }
  if (page.length <= askedMax) return { asked, trouble: null, past: null };
  const trouble = 'there are more than can be asked about at once; the next comparison goes on';
  return { asked, trouble, past: page[asked - 1]?.key ?? before };
}

/** From when on payouts are asked about, in epoch milliseconds. */
export function askedSince({ sides, turn }: Pick<Comparison, 'sides' | 'turn'>): number {
  const formerMs = turn.formerAt.getTime() - skewMs;
  return turn.moved ? Math.min(turn.startedAt.getTime() - sides.windowMs, formerMs) : formerMs;
}

async function compareFound(
  comparison: Comparison,
  ours: OurPayout,
  found: FindAnswer,
): Promise<void> {
  const line = lineOf(ours, found, comparison.turn.startedAt);
  const classed = line === null ? classifyAbsent(ours, found) : classify(ours, line);
  if (classed === null) return;
  const remedy = line === null ? 'none' : await remedyFor(comparison, classed, { line, ours });
  note(comparison, classed, { key: ours.key, ours, remedy });
}

/** What the provider has, as a statement would have it; of another amount it is a conflict, and not this. */
function lineOf(ours: OurPayout, found: FindAnswer, askedAt: Date): StatementLine | null {
  if (found.kind !== 'paid' && found.kind !== 'pending' && found.kind !== 'returned') return null;
  const { key, beneficiary, asset, minor } = ours;
  const { kind: state, ref } = found;
  return { key, ref, state, beneficiary, asset, minor, acceptedAt: askedAt.getTime() };
}

function classifyAbsent(ours: OurPayout, found: FindAnswer): Classed | null {
  if (found.kind === 'failed') return classifyEnded(ours, found.reason);
  const absent = classify(ours, undefined);
  if (found.kind === 'conflict') {
    const said = { ours: absent?.ours ?? 'not paid', theirs: found.reason };
    return { class: 'amount-differs', ...said };
  }
  if (absent === null || found.kind !== 'doubtful') return absent;
  return { ...absent, class: 'state-differs', theirs: `cannot be told: ${found.reason}` };
}
