import type { PayoutProvider, StatementLine } from '../../activities/providers/payout-provider.ts';
import { adoptPayout, type OurPayout } from '../../store/payouts/compare-payouts.ts';
import type { ReconciliationTurn } from '../../store/payouts/gate.ts';
import type { Services } from '../wake.ts';
import { wasNeverSent, type Classed, type PayoutClass } from './classify.ts';
import type { PayoutDifference, Remedy } from './report.ts';
import { isStanding, takeBackReturned } from './take-back.ts';

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

/** One comparison as it goes on. */
export interface Comparison {
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

/** A payout as the provider has it, and as rows and ledger do; undefined where it is not ours. */
export interface Pair {
  readonly line: StatementLine;
  readonly ours: OurPayout | undefined;
}

const differencesMax = 1_000;
/** How far the provider's clock may be from ours. */
export const skewMs = 300_000;
/** A key that was made here: the id of a reward or of an award. */
const ownKey = /^(?:award\.[0-9a-f-]{36}$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d+\/)/;

/** One that has found nothing yet. */
export function begin(sides: Sides, turn: ReconciliationTurn): Comparison {
  const none = { 'ours-only': 0, 'theirs-only': 0, 'amount-differs': 0, 'state-differs': 0 };
  return {
    ...{ sides, turn, counts: { match: 0, ...none }, differences: [], seen: new Map() },
    ...{ adopted: 0, alarm: null },
  };
}

/** Whether all of it is booked as paid. */
export function isPosted({ posts, rewards }: OurPayout): boolean {
  return posts === rewards.length && rewards.some(({ state }) => state === 'paid');
}

/** Whether somebody has some of it by the books, or owes it. */
function isWithPerson({ posts, rewards }: OurPayout): boolean {
  return posts === rewards.length && rewards.some(isStanding);
}

/**
 * Does about a pair what is done by itself, and says what that was. A turn that may only look does nothing.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function remedyFor(
  comparison: Comparison,
  classed: Classed,
  { line, ours }: Pair,
): Promise<Remedy> {
  const { sides, turn } = comparison;
  raiseAlarm(comparison, line, ours);
  if (turn.lookOnly || ours === undefined || classed.class !== 'state-differs') return 'none';
  if (line.state === 'returned' && isWithPerson(ours)) {
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

/** Counts a pair under its class, and keeps it for the report where it differs. */
export function note(
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
