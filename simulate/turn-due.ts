import { debtKey } from '../domain/commit/counters.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import { setOffEntries } from '../domain/ledger/debt.ts';
import type { CampaignId } from '../domain/ids.ts';
import { minorUnits, type MinorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';

/** When a reward falls due, and in which campaign: its code may be forgotten. */
interface When {
  readonly campaign: CampaignId;
  readonly at: Instant;
}

/** Turns a reward due in a payout batch: it settles a debt first, and is paid where that takes all of it. */
export function turnDue(store: MemoryStore, row: RewardRow, when: When): RewardRow {
  return settleDebt(store, { ...row, state: 'due' }, when);
}

/** Settles a debt by what is left of a reward that is due; it is paid where nothing is left then. */
export function settleDebt(store: MemoryStore, row: RewardRow, { campaign, at }: When): RewardRow {
  const taken = takenByDebt(
    store,
    { ...row, minor: minorUnits(row.minor - row.setOff) },
    { campaign, at },
  );
  const setOff = minorUnits(row.setOff + taken);
  const settled: RewardRow = { ...row, setOff, state: setOff === row.minor ? 'paid' : 'due' };
  store.rewards.set(row.id, settled);
  return settled;
}

/** Settles by so much that is due what its person owes the campaign, and returns how much of it that takes. */
export function takenByDebt(
  store: MemoryStore,
  {
    id,
    beneficiary,
    asset,
    minor: most,
  }: Pick<RewardRow, 'id' | 'beneficiary' | 'asset' | 'minor'>,
  { campaign, at }: When,
): MinorUnits {
  const key = debtKey(asset, beneficiary);
  const name = `${campaign}/${key}`;
  const { used, max } = store.counters.get(name) ?? { used: 0, max: null };
  const minor = minorUnits(Math.min(used, most));
  if (minor > 0) {
    store.counters.set(name, { used: used - minor, max });
    store.debts.note(campaign, key, used - minor);
    if (store.remembers === 'everything') {
      const entries = setOffEntries({
        campaign,
        reward: id,
        beneficiary,
        asset,
        minor,
        at,
      });
      for (const entry of entries) store.points.book({ ...entry, campaign });
    }
  }
  return minor;
}
