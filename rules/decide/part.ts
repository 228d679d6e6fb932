import { assert } from '../../domain/assert.ts';
import type { ReverseCommand } from '../../domain/code/command.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Facts } from '../../domain/commit/facts.ts';
import { countsAmount } from '../../domain/commit/counters.ts';
import type { PartOfPurchase } from '../../domain/commit/part-of-purchase.ts';
import { leftOf, type RewardRow } from '../../domain/commit/rows.ts';
import { budgetAccount, heldAccount, personAccount } from '../../domain/ledger/accounts.ts';
import { formatMoney, minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import {
  amountFor,
  isDivisible,
  needsProvider,
  purchaseBandFor,
} from '../../domain/reward/amount.ts';
import { addGranted, type TakeBack } from './book.ts';
import { owe } from './debt.ts';
import type { Draft } from './draft.ts';

/** How much of a reward is taken back, and of which purchase it is a percentage or a band then. */
interface PartOfReward {
  readonly minor: MinorUnits;
  readonly percent: PartOfPurchase | null;
}

/** How much a command takes of a reward that is not taken back: what is left of it, unless it says. */
export function partOf(
  row: RewardRow,
  { part, returned = false }: ReverseCommand,
): PartOfReward | Rejection {
  const { percent = null } = row;
  const left = leftOf(row);
  if (part !== undefined && returned) {
    return reject('INVALID_COMMAND', { message: exactly('partOwed') });
  }
  if (part === undefined) return { minor: left, percent };
  if (!isDivisible(row.kind)) return reject('REWARD_INDIVISIBLE');
  if ('refundedPurchaseMinor' in part) return partOfPurchase(row, part.refundedPurchaseMinor);
  return part.amountMinor > left
    ? moreThanLeft(row.asset, left, 'rewardLeft')
    : { minor: minorUnits(part.amountMinor), percent };
}

/**
 * The reward becomes what the same percentage or bands give for what is left of the purchase; of a purchase of
 * which nothing is left it gives nothing, whatever its floor. Several refunds come to what one of their sum
 * does, since each looks at what is left in the end.
 */
function partOfPurchase(row: RewardRow, refunded: number): PartOfReward | Rejection {
  const { percent = null } = row;
  if (percent === null) {
    return reject('REWARD_INDIVISIBLE', {
      message: exactly('notOfPurchase'),
    });
  }
  if (refunded > percent.of)
    return moreThanLeft(percent.currency ?? row.asset, percent.of, 'purchaseLeft');
  const of = minorUnits(percent.of - refunded);
  const wanted = of === 0 ? 0 : workedOut(percent, of);
  const minor = minorUnits(Math.max(0, leftOf(row) - wanted));
  return { minor, percent: { ...percent, of } };
}

/** What a percentage or bands give for a purchase of so much. */
function workedOut(part: PartOfPurchase, of: MinorUnits): number {
  if ('bands' in part) return purchaseBandFor(part.bands, of)?.minor ?? 0;
  const schedule = { kind: 'percent', milestone: '', property: null, ...part } as const;
  return amountFor(schedule, 1, of) ?? 0;
}

/** Whether what is to be taken of a reward is on its way, or would leave a payout of nothing. */
export function refuseDue(
  { payoutsStoppable, payoutsUnsent }: Facts,
  row: RewardRow,
  minor: MinorUnits,
): Rejection | null {
  if (row.state !== 'due') return null;
  const stoppable = payoutsStoppable.has(row.id);
  const whole = minor === row.minor;
  if (!stoppable && (whole || !payoutsUnsent.has(row.id))) return reject('REWARD_IN_FLIGHT');
  if (whole) return null;
  if (!payoutsUnsent.has(row.id)) {
    const message = exactly('refusedAsWhole');
    return reject('REWARD_INDIVISIBLE', { message });
  }
  if (minor < row.minor - row.setOff) return null;
  const message = exactly('allOrLess');
  return reject('REWARD_INDIVISIBLE', { message });
}

function moreThanLeft(asset: Asset, left: number, what: 'rewardLeft' | 'purchaseLeft'): Rejection {
  const message = exactly(what, formatMoney(left, asset));
  return reject('MORE_THAN_LEFT', { message, left });
}

/**
 * Takes a part of a reward back, less than what is left of it: before it is paid it becomes smaller, and
 * after, the part is reversed and owed. Budget and what counts amounts get the part back; what counts
 * rewards does not. Returns what is left.
 */
export function takePart(
  draft: Draft,
  row: RewardRow,
  { minor, percent, ...why }: PartOfReward & TakeBack,
): MinorUnits {
  const { campaign } = draft.facts.code;
  const paid = row.state === 'paid';
  assert(minor < leftOf(row), 'a part is less than what is left');
  const took = Object.entries(row.took).map(([key, amount]) => {
    if (!countsAmount(key)) return [key, amount] as const;
    draft.giveBack(key, minor);
    return [key, amount - minor] as const;
  });
  const next: RewardRow = {
    ...row,
    ...(paid
      ? { refunded: minorUnits(row.refunded + minor) }
      : { minor: minorUnits(row.minor - minor) }),
    took: Object.fromEntries(took),
    percent,
  };
  draft.rewards.set(row.id, next);
  if (row.state === 'due') {
    draft.payoutsLowered.set(row.id, minorUnits(next.minor - next.setOff));
  }
  if (minor === 0) return leftOf(next);
  draft.entries.push({
    kind: paid ? 'reverse' : 'lower',
    reward: row.id,
    source: paid ? personAccount(row.beneficiary) : heldAccount(campaign),
    destination: budgetAccount(campaign),
    asset: row.asset,
    minor,
    at: why.at,
    reason: why.reason,
    actor: why.actor,
  });
  // Of points, what was spent is borne by the books of points.
  if (paid && needsProvider(row.kind)) owe(draft, row, { ...why, received: minor });
  addGranted(draft, row, -minor);
  return leftOf(next);
}
