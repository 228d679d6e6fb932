import type { Asset } from '../domain/money.ts';
import type { MemoryStore } from '../simulate/memory-store.ts';

/** What every account holds by the ledger's entries, the world beyond our books included. */
export function balancesOf(store: MemoryStore): ReadonlyMap<string, ReadonlyMap<Asset, number>> {
  const balances = new Map<string, Map<Asset, number>>();
  const move = (account: string, asset: Asset, minor: number): void => {
    const held = balances.get(account) ?? new Map<Asset, number>();
    balances.set(account, held.set(asset, (held.get(asset) ?? 0) + minor));
  };
  for (const { source, destination, asset, minor } of store.entries) {
    move(source, asset, -minor);
    move(destination, asset, minor);
  }
  return balances;
}
