import type { PayoutTerms, RewardTerms, Side, Terms } from '../../domain/campaign/terms.ts';
import type { CommandKind } from '../../domain/code/command.ts';
import type { Outcome, RewardRefusal, RewardResult } from '../../domain/code/outcome.ts';
import type { RejectionCode } from '../../domain/code/rejection.ts';
import type {
  CampaignId,
  CodeId,
  Digest,
  OpId,
  RewardId,
  RowId,
  SubjectId,
} from '../../domain/ids.ts';
import {
  formatMinor,
  formatMoney,
  minorUnits,
  type Asset,
  type MinorUnits,
} from '../../domain/money.ts';
import { needsProvider, purchaseSourceOf } from '../../domain/reward/amount.ts';
import type { Instant } from '../../domain/time.ts';
import type { VersionRow } from '../../store/campaigns/campaign-row.ts';
import type { ReceiptRow } from '../../store/inspect/receipt-records.ts';

/** Grows when a field of a statement changes its meaning or goes; a new field does not count. */
export const statementVersion = 1;

/** Commands whose answer is about a redemption, and comes with a receipt. */
const receipted: readonly CommandKind[] = [
  ...(['redeem', 'reserve', 'confirm', 'release', 'milestone', 'decideReview'] as const),
  ...(['cancel', 'reopen'] as const),
];

/** Whether an operation of this kind is given a receipt. */
export function hasReceipt(kind: CommandKind): boolean {
  return receipted.includes(kind);
}

/** What a receipt says: how one operation was answered, by which terms, and what it earned. */
export interface Statement {
  readonly receipt: typeof statementVersion;
  readonly campaign: CampaignId;
  readonly title: string;
  /** Number and digest of the terms that were in force for the code. */
  readonly version: number;
  readonly digest: Digest;
  readonly variant?: string;
  /** Only in a sandbox, where nothing that is promised is real. */
  readonly sandbox?: true;
  readonly code: CodeId;
  readonly operation: OpId;
  readonly kind: CommandKind;
  /** ISO 8601 in UTC, by the campaign's clock, which goes by `timeZone`. */
  readonly at: string;
  readonly timeZone: string;
  readonly outcome: 'accepted' | NonNullable<RedemptionOutcome> | RejectionCode;
  readonly redemption?: RowId;
  /** As the service calls them; left out where we have made the id from something personal. */
  readonly invitee?: SubjectId;
  readonly reservedUntil?: string;
  readonly reviewDueAt?: string;
  /** Rules of the risk policy that fired, by their names alone. */
  readonly rules: readonly string[];
  readonly facts: StatedFacts;
  readonly rewards: readonly StatedReward[];
}

type RedemptionOutcome = Extract<Outcome, { ok: true }>['redemptionState'];

/** What the service itself has reported of the redemption. */
export interface StatedFacts {
  readonly channel?: string;
  readonly region?: string;
  /** Reported with this operation. */
  readonly milestones?: readonly string[];
}

/** What came of one reward for one side, as it was when the operation was answered. */
export type StatedReward =
  | {
      readonly granted: true;
      readonly reward: string;
      readonly side: Side;
      readonly id: RewardId;
      /** With the decimals of the asset: `1.00` of `CNY/2`. */
      readonly amount: string;
      readonly asset: Asset;
      /** How many months it is granted for, the amount in each. */
      readonly months?: number;
      /** Of a percentage: the purchase that it is of, with the decimals of its currency. */
      readonly purchase?: string;
      /** Of a step of a ladder: how many invitees reached it. */
      readonly invitees?: number;
      /** Of a step of a ladder by purchases: the sum that reached it, such as `1000.00 CNY`. */
      readonly purchases?: string;
      /** Which packet of its draw it is, where amounts are drawn; `usher draw verify` checks it. */
      readonly packet?: number;
      readonly state: 'held' | 'due' | 'paid';
      readonly dueAt: string;
      readonly paidBy: 'provider' | 'ledger';
      readonly timing: PayoutTerms['timing'] | null;
    }
  | {
      readonly granted: false;
      readonly reward: string;
      readonly side: Side;
      readonly reason: RewardRefusal;
    };

/** What an operation's receipt says; the same whenever it is asked for. */
export function statementOf(record: ReceiptRow, { version, terms }: VersionRow): Statement {
  const { campaign, digest, code, opId, kind, at, outcome, redemption } = record;
  const { variant, title, period } = terms;
  return {
    receipt: statementVersion,
    ...{ campaign, title, version, digest },
    ...(variant === undefined ? {} : { variant }),
    ...(record.sandbox ? { sandbox: true } : {}),
    ...{ code, operation: opId, kind, at: iso(at), timeZone: period.timeZone },
    ...answerOf(outcome),
    ...(redemption === null || isOurs(redemption.invitee) ? {} : { invitee: redemption.invitee }),
    rules: outcome.rules ?? [],
    facts: factsOf(record),
    rewards: (outcome.ok ? (outcome.rewards ?? []) : []).map((one) => stated(one, terms)),
  };
}

function answerOf(
  outcome: Outcome,
): Pick<Statement, 'outcome' | 'redemption' | 'reservedUntil' | 'reviewDueAt'> {
  if (!outcome.ok) return { outcome: outcome.code };
  const { redemption, redemptionState, reservedUntil, reviewDueAt } = outcome;
  return {
    outcome: redemptionState ?? 'accepted',
    ...(redemption === undefined ? {} : { redemption }),
    ...(reservedUntil === undefined ? {} : { reservedUntil: iso(reservedUntil) }),
    ...(reviewDueAt === undefined ? {} : { reviewDueAt: iso(reviewDueAt) }),
  };
}

function factsOf({ redemption, milestones }: ReceiptRow): StatedFacts {
  const { channel = null, region = null } = redemption ?? {};
  return {
    ...(channel === null ? {} : { channel }),
    ...(region === null ? {} : { region }),
    ...(milestones.length === 0 ? {} : { milestones }),
  };
}

/** Caps and limits are not named: which of them is reached would tell how to go around it. */
function stated(result: RewardResult, terms: Terms): StatedReward {
  const { reward, side } = result;
  if (!result.granted) return { granted: false, reward, side, reason: result.reason };
  const { id, asset, minor, months, purchase, invitees, purchases, packet, state, dueAt } = result;
  const own = terms.rewards.find((one) => one.id === reward);
  return {
    granted: true,
    ...{ reward, side, id, amount: formatMinor(minor, asset), asset },
    ...(months === undefined ? {} : { months }),
    ...(purchase === undefined ? {} : { purchase: inItsCurrency(own, purchase, asset) }),
    ...(invitees === undefined ? {} : { invitees }),
    ...sumOfStep(own, purchases),
    ...(packet === undefined ? {} : { packet }),
    ...{ state, dueAt: iso(dueAt) },
    paidBy: own !== undefined && needsProvider(own.kind) ? 'provider' : 'ledger',
    timing: own?.payout.timing ?? null,
  };
}

function inItsCurrency(own: RewardTerms | undefined, purchase: MinorUnits, asset: Asset): string {
  return formatMinor(purchase, (own && purchaseSourceOf(own)?.asset) ?? asset);
}

function sumOfStep(
  own: RewardTerms | undefined,
  purchases: number | undefined,
): { readonly purchases?: string } {
  if (purchases === undefined || own?.schedule.kind !== 'purchase-ladder') return {};
  return { purchases: formatMoney(minorUnits(purchases), own.schedule.of.asset) };
}

/** An id that was made from a phone number or the like: it is the same in all campaigns. */
function isOurs(subject: SubjectId): boolean {
  return /^(?:phone|email|account|device)-[\w-]{43}$/.test(subject);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
