import { debtKey } from '../domain/commit/counters.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import { setOffEntries } from '../domain/ledger/debt.ts';
import { minorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';

/** Turns a reward due in a payout batch: it settles a debt first, and is paid where that takes all of it. */
export function turnDue(store: MemoryStore, row: RewardRow, at: Instant): RewardRow {
  const { campaign } = store.code(row.code);
  const { id, beneficiary, asset } = row;
  const key = debtKey(asset, beneficiary);
  const name = `${campaign}/${key}`;
  const { used, max } = store.counters.get(name) ?? { used: 0, max: null };
  const setOff = minorUnits(Math.min(used, row.minor));
  if (setOff > 0) {
    store.counters.set(name, { used: used - setOff, max });
    store.debts.note(campaign, key, used - setOff);
    if (store.remembers === 'everything') {
      const entries = setOffEntries({
        campaign,
        reward: id,
        beneficiary,
        asset,
        minor: setOff,
        at,
      });
      store.entries.push(...entries.map((entry) => ({ ...entry, campaign })));
    }
  }
  const turned: RewardRow = { ...row, setOff, state: setOff === row.minor ? 'paid' : 'due' };
  store.rewards.set(id, turned);
  return turned;
}
