import type { Asset } from '../domain/money.ts';
import type { MemoryEntry } from '../simulate/points/lots.ts';

/** What every account holds by these entries, the world beyond our books included. */
export function balancesOf(
  entries: readonly MemoryEntry[],
): ReadonlyMap<string, ReadonlyMap<Asset, number>> {
  const balances = new Map<string, Map<Asset, number>>();
  const move = (account: string, asset: Asset, minor: number): void => {
    const held = balances.get(account) ?? new Map<Asset, number>();
    balances.set(account, held.set(asset, (held.get(asset) ?? 0) + minor));
  };
  for (const { source, destination, asset, minor } of entries) {
    move(source, asset, -minor);
    move(destination, asset, minor);
  }
  return balances;
}
