import type { StatementLine } from '../../activities/providers/payout-provider.ts';
import {
  payoutsByKey,
  payoutsForPeople,
  payoutsMadeSince,
  type OurPayout,
} from '../../store/payouts/compare-payouts.ts';
import { pausePayouts, type ReconciliationTurn } from '../../store/payouts/gate.ts';
import { classify, type Classed } from './classify.ts';
import { askedSince, compareByKey } from './compare-by-key.ts';
import {
  begin,
  isPosted,
  note,
  remedyFor,
  skewMs,
  type Comparison,
  type Pair,
  type Sides,
} from './comparison.ts';
import type { PayoutReport } from './report.ts';
import { statementPages } from './statement.ts';

/** A payout in doubt for longer is a person's, whatever the delivery's own patience is. */
const doubtMaxMs = 24 * 3_600_000;

/**
 * Compares rows and ledger with the provider's statement, or, where it has none, with what it says of each key.
 * What it shows as paid and is in doubt here is asked about by its key; what came back is taken back; where
 * the provider has what this database never sent, payouts are paused. Sends nothing, and books nothing on
 * the word of the statement alone. A turn that may only look reports the same and changes nothing.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function reconcilePayouts(
  sides: Sides,
  turn: ReconciliationTurn,
): Promise<PayoutReport> {
  const comparison = begin(sides, turn);
  const seen = await (sides.port.statement === undefined
    ? seeByKey(comparison)
    : seeStatement(comparison));
  const paused = turn.lookOnly ? null : await pauseOn(comparison);
  if (comparison.adopted > 0) await sides.nudge();
  const people = await payoutsForPeople(sides.pool, sides.provider, doubtMaxMs);
  return {
    provider: sides.provider,
    startedAt: turn.startedAt.toISOString(),
    lookOnly: turn.lookOnly,
    ...seen,
    counts: comparison.counts,
    differences: comparison.differences,
    forPeople: people.map(({ key, reward, campaign, state, sentMs }) => ({
      ...{ key, reward, campaign, state, sentMs },
    })),
    paused,
  };
}

type Seen = Pick<PayoutReport, 'sinceAt' | 'trouble' | 'asked' | 'askedPast'>;

async function seeStatement(comparison: Comparison): Promise<Seen> {
  const sinceMs = windowStart(comparison.turn, comparison.sides.windowMs);
  const trouble = await compareStatement(comparison, sinceMs);
  if (trouble === null) await compareOurs(comparison, sinceMs + skewMs);
  return { sinceAt: new Date(sinceMs).toISOString(), trouble, asked: null, askedPast: null };
}

async function seeByKey(comparison: Comparison): Promise<Seen> {
  const sinceAt = new Date(askedSince(comparison)).toISOString();
  const { asked, trouble, past } = await compareByKey(comparison);
  return { sinceAt, trouble, asked, askedPast: past };
}

/** Back to what was compared before, so that a backup of any age is compared from its own time on. */
function windowStart({ startedAt, formerAt }: ReconciliationTurn, windowMs: number): number {
  return Math.min(startedAt.getTime() - windowMs, formerAt.getTime() - skewMs);
}

async function compareStatement(comparison: Comparison, sinceMs: number): Promise<string | null> {
  const { pool, port, provider } = comparison.sides;
  const pages = statementPages(port, sinceMs);
  for (;;) {
    // Read before the rows: what was sent meanwhile is in a row already.
    const page = await pages.next();
    if (page.done === true) return page.value;
    const keys = page.value.map(({ key }) => key);
    const ours = await payoutsByKey(pool, provider, keys);
    for (const line of page.value) await compareLine(comparison, line, ours.get(line.key));
  }
}

async function compareLine(
  comparison: Comparison,
  line: StatementLine,
  ours: OurPayout | undefined,
): Promise<void> {
  const former = comparison.seen.get(line.key);
  comparison.seen.set(line.key, line.ref);
  if (former !== undefined && former !== line.ref) {
    const second = { ours: `one payout, ${former}`, theirs: `a second one, ${line.ref}` };
    note(comparison, { class: 'theirs-only', ...second }, { key: line.key, ours });
    return;
  }
  const classed = classify(ours, line);
  if (classed === null) return;
  const now = await asOfNow(comparison, classed, { line, ours });
  const remedy = await remedyFor(comparison, now, { line, ours });
  note(comparison, now, { key: line.key, ours, remedy });
}

/** The statement was read first: what has been paid or booked since then is asked for by its key. */
async function asOfNow(
  { sides }: Comparison,
  classed: Classed,
  { line, ours }: Pair,
): Promise<Classed> {
  const isLater =
    ours !== undefined && isPosted(ours) && line.state === 'pending' && ours.reversals === 0;
  if (classed.class !== 'state-differs' || !isLater) return classed;
  const found = await sides.port.find(ours);
  return found.kind === 'paid' ? { ...classed, class: 'match' } : classed;
}

async function pauseOn({ alarm, sides }: Comparison): Promise<string | null> {
  if (alarm === null) return null;
  await pausePayouts(sides.pool, sides.provider, { actor: 'reconciliation', reason: alarm });
  return alarm;
}

/** What counts as paid here, and is not in the statement. */
async function compareOurs(comparison: Comparison, sinceMs: number): Promise<void> {
  const { pool, port, provider } = comparison.sides;
  for await (const page of payoutsMadeSince(pool, provider, sinceMs)) {
    for (const ours of page) {
      if (comparison.seen.has(ours.key)) continue;
      const classed = classify(ours, undefined);
      if (classed === null) continue;
      // Made after the statement was read, or taken on before it begins.
      const found = await port.find(ours);
      if (found.kind === 'paid') comparison.counts.match += 1;
      else note(comparison, classed, { key: ours.key, ours });
    }
  }
}
