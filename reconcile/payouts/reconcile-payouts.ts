import type { PayoutProvider, StatementLine } from '../../activities/providers/payout-provider.ts';
import {
  adoptPayout,
  payoutsByKey,
  payoutsForPeople,
  payoutsMadeSince,
  type OurPayout,
} from '../../store/payouts/compare-payouts.ts';
import { pausePayouts, type ReconciliationTurn } from '../../store/payouts/gate.ts';
import type { Services } from '../wake.ts';
import { classify, wasNeverSent, type Classed, type PayoutClass } from './classify.ts';
import type { PayoutDifference, PayoutReport, Remedy } from './report.ts';
import { statementPages } from './statement.ts';
import { takeBackReturned } from './take-back.ts';

/** Between whom payouts are compared. */
export interface Sides extends Services {
  /** By the name that payout rows carry. */
  readonly provider: string;
  readonly port: PayoutProvider;
  /** How far back the statement is read at least, in milliseconds. */
  readonly windowMs: number;
  /** Wakes the dispatcher of payouts. */
  readonly nudge: () => Promise<void>;
}

const differencesMax = 1_000;
/** A payout in doubt for longer is a person's, whatever the delivery's own patience is. */
const doubtMaxMs = 24 * 3_600_000;
/** How far the provider's clock may be from ours. */
const skewMs = 300_000;
/** A key that was made here: the id of a reward or of an award. */
const ownKey = /^(?:award\.[0-9a-f-]{36}$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d+\/)/;

/** One comparison as it goes on. */
interface Comparison {
  readonly sides: Sides;
  readonly turn: ReconciliationTurn;
  readonly counts: Record<PayoutClass, number>;
  readonly differences: PayoutDifference[];
  /** The provider's own id of each key of the statement. */
  readonly seen: Map<string, string>;
  adopted: number;
  /** What says that this database is older than what was paid. */
  alarm: string | null;
}

/**
 * Compares rows and ledger with the provider's statement. What the statement shows as paid and is in
 * doubt here is asked about by its key; what came back is taken back; where the provider has
 * what this database never sent, payouts are paused. Sends nothing, and books nothing on the word of
 * the statement alone. A turn that may only look reports the same and changes nothing.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function reconcilePayouts(
  sides: Sides,
  turn: ReconciliationTurn,
): Promise<PayoutReport> {
  const sinceMs = windowStart(turn, sides.windowMs);
  const comparison = begin(sides, turn);
  const trouble = await compareStatement(comparison, sinceMs);
  if (trouble === null) await compareOurs(comparison, sinceMs + skewMs);
  const paused = turn.lookOnly ? null : await pauseOn(comparison);
  if (comparison.adopted > 0) await sides.nudge();
  const people = await payoutsForPeople(sides.pool, sides.provider, doubtMaxMs);
  return {
    provider: sides.provider,
    startedAt: turn.startedAt.toISOString(),
    sinceAt: new Date(sinceMs).toISOString(),
    lookOnly: turn.lookOnly,
    trouble,
    counts: comparison.counts,
    differences: comparison.differences,
    forPeople: people.map(({ key, reward, campaign, state, sentMs }) => ({
      ...{ key, reward, campaign, state, sentMs },
    })),
    paused,
  };
}

/** Back to what was compared before, so that a backup of any age is compared from its own time on. */
function windowStart({ startedAt, formerAt }: ReconciliationTurn, windowMs: number): number {
  return Math.min(startedAt.getTime() - windowMs, formerAt.getTime() - skewMs);
}

function begin(sides: Sides, turn: ReconciliationTurn): Comparison {
  const none = { 'ours-only': 0, 'theirs-only': 0, 'amount-differs': 0, 'state-differs': 0 };
  return {
    ...{ sides, turn, counts: { match: 0, ...none }, differences: [], seen: new Map() },
    ...{ adopted: 0, alarm: null },
  };
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
  { line, ours }: { readonly line: StatementLine; readonly ours: OurPayout | undefined },
): Promise<Classed> {
  const isLater =
    ours !== undefined && isPosted(ours) && line.state === 'pending' && ours.reversals === 0;
  if (classed.class !== 'state-differs' || !isLater) return classed;
  const found = await sides.port.find(ours);
  return found.kind === 'paid' ? { ...classed, class: 'match' } : classed;
}

/** Whether all of it is booked as paid. */
function isPosted({ posts, rewards }: OurPayout): boolean {
  return posts === rewards.length && rewards.some(({ state }) => state === 'paid');
}

async function remedyFor(
  comparison: Comparison,
  classed: Classed,
  { line, ours }: { readonly line: StatementLine; readonly ours: OurPayout | undefined },
): Promise<Remedy> {
  const { sides, turn } = comparison;
  raiseAlarm(comparison, line, ours);
  if (turn.lookOnly || ours === undefined || classed.class !== 'state-differs') return 'none';
  if (line.state === 'returned' && isPosted(ours)) {
    return (await takeBackReturned(sides, ours)) ? 'taken back' : 'none';
  }
  const { key, ref } = line;
  const adopted = await adoptPayout(sides.pool, { provider: sides.provider, key, ref });
  if (adopted) comparison.adopted += 1;
  return adopted ? 'asked about' : 'none';
}

/** A payout that only we can have made, and that this database knows nothing of having sent. */
function raiseAlarm(
  comparison: Comparison,
  { key, ref, acceptedAt }: StatementLine,
  ours: OurPayout | undefined,
): void {
  const { resumedAt } = comparison.turn;
  if (resumedAt !== null && acceptedAt < resumedAt.getTime()) return;
  if (ours === undefined ? !ownKey.test(key) : !wasNeverSent(ours)) return;
  comparison.alarm ??= `the provider has ${key} as ${ref}, which was never sent from this database: was it restored from a backup?`;
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

function note(
  { counts, differences }: Comparison,
  classed: Classed,
  about: { readonly key: string; readonly ours: OurPayout | undefined; readonly remedy?: Remedy },
): void {
  counts[classed.class] += 1;
  if (classed.class === 'match' || differences.length === differencesMax) return;
  const { key, ours, remedy = 'none' } = about;
  differences.push({
    ...classed,
    class: classed.class,
    ...{ key, reward: ours?.reward ?? null, campaign: ours?.campaign ?? null, remedy },
  });
}
