import { debtKey } from '../../domain/commit/counters.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import {
  clearEntry,
  oweEntry,
  setOffEntries,
  type PartOfReward,
} from '../../domain/ledger/debt.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import type { TakeBack } from './book.ts';
import type { Draft } from './draft.ts';

/** Settles what the person owes the campaign by a reward that falls due; returns how much of it that takes. */
export function settleDebt(draft: Draft, row: RewardRow, at: Instant): MinorUnits {
  const key = debtKey(row.asset, row.beneficiary);
  const minor = minorUnits(Math.min(draft.owed(key), row.minor));
  if (minor === 0) return minor;
  draft.take(key, -minor);
  draft.entries.push(...setOffEntries(partOf(draft, row, { minor, at })));
  return minor;
}

/**
 * What was received of a reward that is taken back is owed, but for what is with the provider again.
 * The part that had settled a debt was never sent, so it is owed once more in any case.
 */
export function owe(
  draft: Draft,
  row: RewardRow,
  { received, returned, at, reason, actor }: TakeBack & { readonly received: MinorUnits },
): void {
  // What was taken back in parts is owed already.
  const unsent = minorUnits(Math.max(0, row.setOff - row.refunded));
  const minor = returned === true ? unsent : received;
  if (minor === 0) return;
  draft.take(debtKey(row.asset, row.beneficiary), minor);
  draft.entries.push(oweEntry({ ...partOf(draft, row, { minor, at }), reason, actor }));
}

/** How much is owed of a reward that was sent, and whose money is not known to have come back after that. */
export function keptOf({ facts, entries }: Draft, row: RewardRow): number {
  const own = entries.filter(({ reward }) => reward === row.id);
  if (own.some(({ kind }) => kind === 'clear')) return 0;
  const owed = own.filter(({ kind }) => kind === 'owe').map(({ minor }) => minor);
  return owed.reduce((sum, minor) => sum + minor, facts.owedOf.get(row.id) ?? 0) - row.setOff;
}

/**
 * What was owed of a reward is with the provider again: the person does not have it, and owes so much less, as far as it is
 * still open. Returns how much that is.
 */
export function clearDebt(draft: Draft, row: RewardRow, { at, reason, actor }: TakeBack): number {
  const kept = keptOf(draft, row);
  if (kept <= 0) return 0;
  const key = debtKey(row.asset, row.beneficiary);
  const minor = minorUnits(Math.min(kept, draft.owed(key)));
  if (minor === 0) return minor;
  draft.take(key, -minor);
  draft.entries.push(clearEntry({ ...partOf(draft, row, { minor, at }), reason, actor }));
  return minor;
}

function partOf(
  draft: Draft,
  { id, beneficiary, asset }: RewardRow,
  part: { readonly minor: MinorUnits; readonly at: Instant },
): PartOfReward {
  const { campaign } = draft.facts.code;
  return { campaign, reward: id, beneficiary, asset, ...part };
}
