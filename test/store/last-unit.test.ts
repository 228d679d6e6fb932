import { afterAll, describe, expect, it } from 'vitest';

import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RewardId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { fundBudget } from '../../store/campaigns/fund-budget.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { withTransaction } from '../../store/pool.ts';
import {
  budgetOf,
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  start,
  type Committed,
  type Store,
} from './fixture.ts';
import { withNaiveCounters } from './naive-counters.ts';

const rounds = 100;
const atOnce = 200;
/** In which those two hundred take turns; more make them no more likely to meet, and slower. */
const connections = 30;
/**
 * What a crash would lose is not asked here, and waiting for the disk is most of a commit. Plans made
 * while the tables are empty would read them whole when they no longer are.
 */
const settings = ['synchronous_commit = off', 'enable_seqscan = off'];
const day = 86_400_000;
const budget = 'budget:CNY/2';
const cap = 'cap:tea:amount:invitee:campaign';
const capMax = 3_000;

const stores: Store[] = [];
afterAll(() => Promise.all(stores.map((store) => store.close())));

/** A yuan for the inviter, then thirty fen for the invitee, of which the campaign gives so much and no more. */
function mixedTerms(): Terms {
  const terms = payingTerms({ budget: budgetOf(0) }, { payout: heldFor(day) });
  const caps = [
    { scope: 'campaign', unit: 'amount', max: minorUnits(capMax), sides: 'each' },
  ] as const;
  const tea = terms.rewards.map((reward): RewardTerms => ({
    ...reward,
    ...{ id: 'tea', to: ['invitee'], caps, schedule: { kind: 'each', minor: minorUnits(30) } },
  }));
  return { ...terms, rewards: [...terms.rewards, ...tea] };
}

interface Field {
  readonly store: Store;
  readonly terms: Terms;
  readonly codes: readonly CodeRow[];
  /** Rewards that may be taken back. */
  readonly held: Map<RewardId, CodeRow>;
  max: number;
}

async function createField(through?: typeof withNaiveCounters): Promise<Field> {
  const store = await createStore(undefined, { connections, ...(through && { through }) });
  stores.push(store);
  const { pathname } = new URL(store.database.url);
  for (const setting of settings) {
    await store.owner.query(`ALTER DATABASE ${pathname.slice(1)} SET ${setting}`);
  }
  const terms = await store.publishOwn(mixedTerms());
  const issued = numbers(atOnce).map((at) => store.issue(terms, `inviter-${String(at)}`));
  const codes = (await Promise.all(issued)).map(({ code }) => code);
  return { store, terms, codes, held: new Map(), max: 0 };
}

async function fund(field: Field, minor: number): Promise<void> {
  field.max += minor;
  const terms = { ...field.terms, budget: budgetOf(field.max) };
  const by = { version: 1, actor: 'test', at: start };
  await withTransaction(field.store.pool, (db) => fundBudget(db, terms, by));
}

async function counters(field: Field): Promise<Left> {
  const { rows } = await field.store.pool.query<{ key: string; used: string }>(
    'SELECT key, used FROM counter WHERE campaign = $1',
    [field.terms.campaign],
  );
  const used = (name: string): number => Number(rows.find(({ key }) => key === name)?.used ?? 0);
  return { used: used(budget), capUsed: used(cap) };
}

/** What budget and cap have used. */
interface Left {
  readonly used: number;
  readonly capUsed: number;
}

/** What one redemption must get: of each reward as it stands in the terms, what fits. */
function fitting({ used, capUsed }: Left, max: number): readonly string[] {
  const packet = used + 100 <= max ? 100 : 0;
  const tea = used + packet + 30 <= max && capUsed + 30 <= capMax ? 30 : 0;
  return [...(packet > 0 ? ['red-packet'] : []), ...(tea > 0 ? ['tea'] : [])];
}

function after({ used, capUsed }: Left, rewards: readonly string[]): Left {
  const tea = rewards.includes('tea') ? 30 : 0;
  return { used: used + tea + (rewards.includes('red-packet') ? 100 : 0), capUsed: capUsed + tea };
}

/** What so many redemptions get one after the other. */
function oneByOne(from: Left, max: number): readonly string[] {
  let now = from;
  return numbers(atOnce).flatMap(() => {
    const rewards = fitting(now, max);
    now = after(now, rewards);
    return rewards;
  });
}

/**
 * Two hundred people redeem two hundred codes at once, while rewards of earlier rounds are taken back;
 * returns all that is wrong with what they got.
 */
async function race(field: Field, round: number, reversals: number): Promise<readonly string[]> {
  const { store, codes, held, max } = field;
  const before = await counters(field);
  const taken = [...held].slice(0, reversals);
  const redeeming = codes.map((code, at) =>
    store.commit(code, [redeem(`guest-${String(round)}-${String(at)}`)]),
  );
  const reversing = taken.map(([reward, code]) => {
    held.delete(reward);
    return store.commit(code, [
      { kind: 'reverse', opId: op(), reward, actor: 'olga', reason: 'test' },
    ]);
  });
  const redeemed = await Promise.all(redeeming);
  const reversed = await Promise.all(reversing);
  redeemed.forEach(({ decided }, at) => {
    const code = codes[at];
    for (const id of decided.writes.rewards.keys()) if (code) held.set(id, code);
  });
  const end = await counters(field);
  const granted = redeemed.flatMap(rewardsOf);
  return [
    ...(end.used > max ? [`overspent: ${String(end.used)} of ${String(max)}`] : []),
    ...(end.capUsed > capMax ? [`beyond the cap: ${String(end.capUsed)}`] : []),
    ...(reversals === 0 ? unlike(granted, oneByOne(before, max)) : []),
    ...redeemed.flatMap((commit) => unlike(rewardsOf(commit), fitting(seenBy(commit), max))),
    ...outOfLine([...redeemed, ...reversed], before.used, end.used),
  ];
}

function rewardsOf({ decided }: Committed): readonly string[] {
  return [...decided.writes.rewards.values()].map(({ reward }) => reward);
}

function seenBy({ counters: seen }: Committed): Left {
  return { used: seen.get(budget)?.used ?? 0, capUsed: seen.get(cap)?.used ?? 0 };
}

function unlike(got: readonly string[], wanted: readonly string[]): readonly string[] {
  const [one, other] = [got, wanted].map((names) => [...names].sort().join());
  return one === other ? [] : [`granted ${one ?? ''}, and not ${other ?? ''}`];
}

/** Commits of one line each go on from where another has left off: every place is left as often as it is come to. */
function outOfLine(commits: readonly Committed[], from: number, to: number): readonly string[] {
  const balance = new Map([[from, 1]]);
  const add = (place: number, by: number): unknown =>
    balance.set(place, (balance.get(place) ?? 0) + by);
  add(to, -1);
  for (const commit of commits) {
    const { used } = seenBy(commit);
    add(used, -1);
    add(used + (commit.decided.writes.counters.get(budget)?.delta ?? 0), 1);
  }
  const uneven = [...balance].filter(([, times]) => times !== 0);
  return uneven.map(([place]) => `${String(place)} was seen by more or fewer than came to it`);
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** From nothing to nine yuan, of odd amounts. */
const fundsOf = (round: number): number => (round * round * 37 + round * 130) % 901;

describe('the last units of a budget', () => {
  it('go to exactly those that fit, of two hundred at once, in a hundred rounds', async () => {
    const field = await createField();
    for (const round of numbers(rounds)) {
      await fund(field, fundsOf(round));
      expect(await race(field, round, round % 2 === 0 ? 0 : 5)).toEqual([]);
    }
    // The cap has had its say.
    expect((await counters(field)).capUsed).toBeGreaterThan(capMax / 2);
    expect(await checkInvariants(field.store.pool)).toEqual([]);
  }, 600_000);

  it('are overspent where counters are read, decided on and then written', async () => {
    const field = await createField(withNaiveCounters);
    await field.store.owner.query('ALTER TABLE counter DROP CONSTRAINT counter_within');
    await fund(field, 350);
    const wrong = await race(field, 0, 0);
    expect(wrong).toContainEqual(expect.stringMatching(/^overspent: /));
    const broken = await checkInvariants(field.store.pool);
    expect(broken.map(({ invariant }) => invariant)).toContain('a counter is within its bounds');
  });
});
