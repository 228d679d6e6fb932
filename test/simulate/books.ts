import { isDeepStrictEqual } from 'node:util';

import type { CapTerms } from '../../domain/campaign/terms.ts';
import { leftOf, type RewardRow } from '../../domain/commit/rows.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';

/** Everything in the books of a store that cannot be; empty when they are in order. */
export function flawsOf(store: MemoryStore): readonly string[] {
  return [
    ...capsExceeded(store),
    ...moneyLost(store),
    ...rewardsMisbooked(store),
    ...miscounted(store),
  ];
}

function isTakenBack({ state }: RewardRow): boolean {
  return state === 'voided' || state === 'reversed';
}

/** Sums over rows, and no counter asked. */
function capsExceeded(store: MemoryStore): string[] {
  const flaws: string[] = [];
  for (const { terms } of store.campaigns.values()) {
    for (const { id, caps } of terms.rewards) {
      const rows = [...store.rewards.values()].filter(
        (row) => row.reward === id && !isTakenBack(row),
      );
      for (const cap of caps) {
        for (const [subject, taken] of takenBy(rows, cap)) {
          if (taken > cap.max) flaws.push(`${id} of ${subject}: ${taken} of ${cap.max}`);
        }
      }
    }
    const spent = new Map<string, number>();
    for (const row of store.rewards.values()) {
      if (!isTakenBack(row)) spent.set(row.asset, (spent.get(row.asset) ?? 0) + leftOf(row));
    }
    for (const { asset, minor } of terms.budget) {
      if ((spent.get(asset) ?? 0) > minor) flaws.push(`budget of ${asset} overspent`);
    }
  }
  return flaws;
}

function takenBy(rows: readonly RewardRow[], cap: CapTerms): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const row of rows) {
    const of = { code: row.code, lineage: row.lineage, person: row.beneficiary, campaign: 'all' };
    const subject = `${cap.scope} ${of[cap.scope]} ${cap.sides === 'both' ? '' : row.side}`;
    taken.set(subject, (taken.get(subject) ?? 0) + (cap.unit === 'amount' ? leftOf(row) : 1));
  }
  return taken;
}

/** Budget, held and persons hold together what was funded, and none of them less than nothing. */
function moneyLost(store: MemoryStore): string[] {
  const balances = balancesOf(store);
  const flaws = [...balances]
    .filter(([account, minor]) => minor < 0 && !account.startsWith('world '))
    .map(([account, minor]) => `${account} holds ${minor}`);
  const total = [...balances.values()].reduce((sum, minor) => sum + minor, 0);
  if (total !== 0) flaws.push(`${total} too much in the world`);
  for (const [account, minor] of balances) {
    if (!account.includes(':held ')) continue;
    const open = [...store.rewards.values()].filter(
      (row) => heldIn(store, row) === account && (row.state === 'held' || row.state === 'due'),
    );
    const promised = open.reduce((sum, row) => sum + row.minor - row.setOff, 0);
    if (minor !== promised) flaws.push(`${account} holds ${minor} for ${promised}`);
  }
  return flaws;
}

function heldIn(store: MemoryStore, row: RewardRow): string {
  return `campaign:${store.code(row.code).campaign}:held ${row.asset}`;
}

/** By account and asset. */
function balancesOf(store: MemoryStore): ReadonlyMap<string, number> {
  const balances = new Map<string, number>();
  for (const { source, destination, asset, minor } of store.entries) {
    for (const [account, change] of [
      [source, -minor],
      [destination, minor],
    ] as const) {
      const key = `${account} ${asset}`;
      balances.set(key, (balances.get(key) ?? 0) + change);
    }
  }
  return balances;
}

/** What became of a reward by its entries: how much by each kind. */
function wanted(row: RewardRow, lowered: number): Record<string, number> {
  const { state, kind, minor, setOff, refunded } = row;
  const rest = minor - setOff;
  const received = state === 'reversed' ? minor : state === 'voided' ? setOff : refunded;
  const amounts = {
    hold: minor + lowered,
    lower: lowered,
    'set-off': setOff,
    repay: setOff,
    post: state === 'paid' || state === 'reversed' ? rest : 0,
    void: state === 'voided' ? rest : 0,
    reverse: received,
    owe: kind === 'cash' ? received : 0,
  };
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount > 0));
}

/** What may be booked of one reward several times. */
const inParts: readonly string[] = ['lower', 'reverse', 'owe'];

/** A hold closes once at most, and what was booked says what became of the reward. */
function rewardsMisbooked(store: MemoryStore): string[] {
  return [...store.rewards.values()].flatMap((row) => {
    const entries = store.entries.filter(({ reward }) => reward === row.id);
    const booked: Record<string, number> = {};
    for (const { kind, minor } of entries) booked[kind] = (booked[kind] ?? 0) + minor;
    const kinds = entries.map(({ kind }) => kind).filter((kind) => !inParts.includes(kind));
    const isRight = kinds.length === new Set(kinds).size;
    return isRight && isDeepStrictEqual(booked, wanted(row, booked['lower'] ?? 0))
      ? []
      : [`${row.id} is ${row.state}: ${JSON.stringify(entries)}`];
  });
}

/** Counters and the codes' own figures say what the rows say. */
function miscounted(store: MemoryStore): string[] {
  const standing = [...store.rewards.values()].filter((row) => !isTakenBack(row));
  const took = new Map<string, number>();
  for (const row of standing) {
    const { campaign } = store.code(row.code);
    for (const [key, amount] of Object.entries(row.took)) {
      const name = `${campaign}/${key}`;
      took.set(name, (took.get(name) ?? 0) + amount);
    }
  }
  const flaws = [...store.counters]
    .filter(([name]) => name.includes('/cap:') || name.includes('/budget:'))
    .filter(([name, { used }]) => used !== (took.get(name) ?? 0))
    .map(([name, { used }]) => `${name} stands at ${used}`);
  for (const { id, state } of store.codes.values()) {
    for (const [asset, minor] of Object.entries(state.granted)) {
      const own = standing.filter((row) => row.code === id && row.asset === asset);
      const granted = own.reduce((sum, row) => sum + leftOf(row), 0);
      if (minor !== granted) flaws.push(`${id} says ${minor} of ${asset}, not ${granted}`);
    }
  }
  return flaws;
}
