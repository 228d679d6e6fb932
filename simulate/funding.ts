import { budgetKey, operatorKey } from '../domain/commit/counters.ts';
import type { EntryRow } from '../domain/commit/rows.ts';
import { budgetAccount, operatorAccount, world } from '../domain/ledger/accounts.ts';
import { minorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryCampaign } from './memory-store.ts';

const enough = minorUnits(1_000_000_000_000);

/** An account with what was paid into it: its counter's key and maximum, and the entry of the payment. */
interface Funding {
  readonly key: string;
  readonly entry: EntryRow;
}

/** What is paid in when a campaign is published: its budget, and what the operator has for renewals. */
export function fundingOf(campaign: MemoryCampaign, at: Instant): readonly Funding[] {
  const { terms, operatorMinor = enough } = campaign;
  const { campaign: id, budget, validity } = terms;
  const fund = { kind: 'fund', reward: null, source: world, at, actor: null } as const;
  const budgets = budget.map(({ asset, minor }) => {
    const reason = 'budget of the published version';
    const entry = { ...fund, destination: budgetAccount(id), asset, minor, reason };
    return { key: budgetKey(asset), entry };
  });
  if (validity.renewal === undefined) return budgets;
  const { asset } = validity.renewal;
  const paid = { destination: operatorAccount(id), asset, minor: operatorMinor };
  const entry = { ...fund, ...paid, reason: 'paid in for renewals' };
  return [...budgets, { key: operatorKey(asset), entry }];
}
