import { isDeepStrictEqual } from 'node:util';
import type { CodeId } from '../../domain/ids.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';
import { debtOf, endOfId, leftOf, promisedOf } from './grant.ts';
import type { Names } from './names.ts';
import { assetOf } from './terms-of.ts';
import { statusOf, usesOf, type ModelCode, type World } from './world.ts';

/** Compares what both have in the end: codes, rewards, and where the money is. Returns what it saw. */
export function compareAll(world: World, store: MemoryStore, names: Names): string[] {
  const seen: string[] = [];
  for (const code of world.codes) {
    const { state } = store.code(names.id('code', code.name) as CodeId);
    const system = {
      status: state.status,
      generation: state.generation,
      expiresAt: state.expiresAt,
      uses: state.uses,
      redemptions: state.redemptions,
      reviews: state.reviewsOpen,
      shares: state.shares,
      resets: state.resets,
    };
    insist(`code ${code.name}`, system, inModel(world, code));
    seen.push(`at the end ${state.status}`);
  }
  insist('number of codes', store.codes.size, world.codes.length);
  insist('rewards', rewardsOf(store), rewardsIn(world, names));
  for (const asset of Object.keys(world.meaning.budget)) {
    insist(`balances of ${asset}`, balancesOf(store, asset), balancesIn(world, asset));
  }
  return seen;
}

function insist(what: string, system: unknown, model: unknown): void {
  if (isDeepStrictEqual(system, model)) return;
  throw new Error(`${what}: model ${JSON.stringify(model)}, system ${JSON.stringify(system)}`);
}

function inModel(world: World, code: ModelCode): object {
  const own = world.redemptions.filter((one) => one.code === code);
  return {
    status: statusOf(world, code),
    generation: code.generation,
    expiresAt: code.endsAt,
    uses: usesOf(world, code),
    redemptions: own.filter(({ state }) => state === 'redeemed').length,
    reviews: own.filter(({ state }) => state === 'review').length,
    shares: code.countedShares,
    resets: code.resets,
  };
}

function rewardsOf(store: MemoryStore): string[] {
  return [...store.rewards.values()]
    .map(({ id, minor, refunded, state }) => `${id} ${minor}-${refunded} ${state}`)
    .sort();
}

function rewardsIn(world: World, names: Names): string[] {
  return world.rewards
    .map((reward) => {
      const { redemption, minor, refunded, state } = reward;
      const id = names.id('redemption', redemption.name);
      return `${id}/${endOfId(reward)} ${minor}-${refunded} ${state}`;
    })
    .sort();
}

/** What every account holds by the ledger's entries; those that hold nothing left out. */
function balancesOf(store: MemoryStore, asset: string): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const entry of store.entries) {
    if (entry.asset !== asset) continue;
    balances[entry.source] = (balances[entry.source] ?? 0) - entry.minor;
    balances[entry.destination] = (balances[entry.destination] ?? 0) + entry.minor;
  }
  delete balances['world'];
  return withoutNought(balances);
}

function balancesIn(world: World, asset: string): Record<string, number> {
  const funded = world.meaning.budget[asset] ?? 0;
  const balances: Record<string, number> = {
    'campaign:registration:budget': funded - promisedOf(world, asset),
    'campaign:registration:held': 0,
  };
  const add = (account: string, minor: number): number =>
    (balances[account] = (balances[account] ?? 0) + minor);
  for (const one of world.rewards) {
    const { promised, beneficiary, state, setOff } = one;
    if (assetOf(promised.kind) !== asset) continue;
    if (promised.kind === 'cash') {
      balances[`campaign:registration:debt:${beneficiary}`] = debtOf(world, beneficiary);
    }
    if (state === 'voided' || state === 'reversed') continue;
    const received = state === 'paid' ? leftOf(one) : setOff;
    add(`person:${beneficiary}`, received);
    add('campaign:registration:held', leftOf(one) - received);
  }
  return withoutNought(balances);
}

function withoutNought(balances: Record<string, number>): Record<string, number> {
  const held = Object.entries(balances).filter(([, minor]) => minor !== 0);
  return Object.fromEntries(held.sort(([a], [b]) => (a < b ? -1 : 1)));
}
