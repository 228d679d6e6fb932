import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { OpId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { plus } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { forgiveDebt, openDebts } from '../../store/ledger/debts.ts';
import { balances } from '../../store/ledger/read-ledger.ts';
import { payoutsByKey } from '../../store/payouts/compare-payouts.ts';
import { turnRewards } from '../../store/payouts/turn-rewards.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createStore, heldFor, op, payingTerms, redeem, start, type Store } from './fixture.ts';
import { payAll } from './pay-all.ts';

const provider = cashProvider;
const cny = 'CNY/2' as Asset;
const day = 86_400_000;
const rounds = 15;

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** A yuan for the inviter, at once, and thirty fen for the invitee. */
function published(payout?: RewardTerms['payout']): Promise<Terms> {
  const terms = payingTerms({}, payout && { payout });
  const tea = terms.rewards.map((reward): RewardTerms => ({
    ...reward,
    ...{ id: 'tea', to: ['invitee'], schedule: { kind: 'each', minor: minorUnits(30) } },
  }));
  return store.publishOwn({ ...terms, rewards: [...terms.rewards, ...tea] });
}

/** One more redemption of a code; returns the rewards by their names. */
async function earn(code: CodeRow, invitee: string): Promise<Record<string, RewardId>> {
  const { decided } = await store.commit(code, [redeem(invitee)]);
  const rows = [...decided.writes.rewards.values()];
  return Object.fromEntries(rows.map(({ reward, id }) => [reward, id]));
}

function takeBack(code: CodeRow, reward: RewardId | undefined, returned?: boolean) {
  const why = { actor: 'olga', reason: 'refunded', ...(returned && { returned }) };
  return store.commit(code, [
    { kind: 'reverse', opId: op(), reward: reward ?? ('none' as RewardId), ...why },
  ]);
}

/** What a person has of a campaign, and owes it. */
async function standing({ campaign }: Terms, person: string) {
  const all = await balances(store.pool);
  const of = (account: string) => all.find((one) => one.account === account)?.minor ?? 0;
  const debts = await openDebts(store.pool, campaign, 10);
  return {
    has: of(`person:${person}`),
    debt: of(`campaign:${campaign}:debt:${person}`),
    owes: debts.find((one) => one.person === person)?.minor ?? 0,
  };
}

async function rewardOf(id: RewardId | undefined) {
  const [row] = await query<{ state: string; setOff: number; sent: number | null }>(
    store.pool,
    `SELECT r.state, r.set_off AS "setOff", p.minor AS sent
     FROM reward r LEFT JOIN payout p ON p.reward = r.id WHERE r.id = $1`,
    [id],
  );
  return row;
}

let people = 0;
function newPerson(name: string): string {
  people += 1;
  return `${name}-${String(people)}`;
}

/** Somebody who was paid a reward that was then taken back. */
async function debtor(terms: Terms): Promise<{ readonly ann: string; readonly code: CodeRow }> {
  const ann = newPerson('ann');
  const { code } = await store.issue(terms, ann);
  const first = await earn(code, newPerson('guest'));
  await payAll(store.pool);
  await takeBack(code, first['red-packet']);
  return { ann, code };
}

/** Somebody who owes thirty fen, with a code that earns a yuan. */
async function smallDebtor(
  terms: Terms,
): Promise<{ readonly ann: string; readonly code: CodeRow }> {
  const ann = newPerson('ann');
  const bob = await store.issue(terms, newPerson('bob'));
  const { tea } = await earn(bob.code, ann);
  await payAll(store.pool);
  await takeBack(bob.code, tea);
  const { code } = await store.issue(terms, ann);
  return { ann, code };
}

describe('what was paid and is taken back', () => {
  it('is owed, and the next reward settles it without a payout', async () => {
    const terms = await published();
    const { ann, code } = await debtor(terms);
    expect(await standing(terms, ann)).toEqual({ has: 0, debt: 100, owes: 100 });
    const next = await earn(code, newPerson('guest'));
    expect(await rewardOf(next['red-packet'])).toEqual({ state: 'paid', setOff: 100, sent: null });
    expect(await standing(terms, ann)).toEqual({ has: 100, debt: 0, owes: 0 });
    const third = await earn(code, newPerson('guest'));
    expect(await rewardOf(third['red-packet'])).toEqual({ state: 'due', setOff: 0, sent: 100 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('is owed to that campaign alone', async () => {
    const { ann } = await debtor(await published());
    const { code } = await store.issue(await published(), ann);
    const { 'red-packet': reward } = await earn(code, newPerson('guest'));
    expect(await rewardOf(reward)).toMatchObject({ setOff: 0, sent: 100 });
  });

  it('is not owed where the money came back by itself', async () => {
    const terms = await published();
    const { code } = await store.issue(terms, 'rita');
    const { 'red-packet': reward } = await earn(code, newPerson('guest'));
    await payAll(store.pool);
    await takeBack(code, reward, true);
    expect(await standing(terms, 'rita')).toEqual({ has: 0, debt: 0, owes: 0 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('makes a larger reward smaller: the rest of it is sent, compared and posted', async () => {
    const terms = await published();
    const { ann, code } = await smallDebtor(terms);
    const { 'red-packet': reward } = await earn(code, newPerson('guest'));
    expect(await rewardOf(reward)).toEqual({ state: 'due', setOff: 30, sent: 70 });
    const ours = await payoutsByKey(store.pool, provider, [reward ?? '']);
    expect(ours.get(reward ?? '')).toMatchObject({ minor: 70 });
    expect(await payAll(store.pool)).toContainEqual([ann, 70]);
    expect(await standing(terms, ann)).toEqual({ has: 100, debt: 0, owes: 0 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a reward that has settled a debt and is itself taken back', () => {
  it.each([
    ['after the rest was sent, is owed whole', { sent: true, returned: false, owes: 100 }],
    [
      'after the rest came back, is owed as far as it was never sent',
      { sent: true, returned: true, owes: 30 },
    ],
    [
      'after the rest was refused, is owed as far as it was set off',
      { sent: false, returned: false, owes: 30 },
    ],
  ])('%s', async (_, { sent, returned, owes }) => {
    const terms = await published();
    const { ann, code } = await smallDebtor(terms);
    const { 'red-packet': reward } = await earn(code, newPerson('guest'));
    if (sent) await payAll(store.pool);
    else await store.owner.query(`UPDATE payout SET state = 'failed' WHERE reward = $1`, [reward]);
    const { outcomes } = await takeBack(code, reward, returned);
    expect(outcomes).toMatchObject([{ ok: true }]);
    expect(await standing(terms, ann)).toEqual({ has: 0, debt: owes, owes });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('two rewards that fall due at once', () => {
  it('settle one debt once, of two codes', async () => {
    const base = await published();
    const terms = await store.publishOwn({ ...base, code: { ...base.code, perPerson: 3 } });
    for (let round = 0; round < rounds; round += 1) {
      const { ann } = await debtor(terms);
      const codes = [await store.issue(terms, ann), await store.issue(terms, ann)];
      const earned = await Promise.all(codes.map(({ code }) => earn(code, newPerson('guest'))));
      const rows = await Promise.all(earned.map((one) => rewardOf(one['red-packet'])));
      expect(rows.map((row) => row?.setOff).sort()).toEqual([0, 100]);
      expect(await standing(terms, ann)).toMatchObject({ debt: 0, owes: 0 });
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('settle one debt once, of a code and a payout batch', async () => {
    const terms = await published();
    const weekly = { ...heldFor(0), timing: 'weekly' } as const;
    const both = await store.publishOwn({
      ...terms,
      code: { ...terms.code, perPerson: 3 },
      rewards: terms.rewards.flatMap((one) => [
        one,
        { ...one, id: `${one.id}-weekly`, payout: weekly },
      ]),
    });
    for (let round = 0; round < rounds; round += 1) {
      const { ann, code } = await debtor(both);
      const [batched] = await query<{ id: RewardId; code: string; beneficiary: SubjectId }>(
        store.pool,
        `SELECT id, code, beneficiary FROM reward WHERE code = $1 AND reward = 'red-packet-weekly'`,
        [code.id],
      );
      if (batched === undefined) throw new Error('nothing is held for the batch');
      const other = await store.issue(both, ann);
      const turning = { provider, at: plus(start, 30 * day), reason: 'batch' };
      const [earned] = await Promise.all([
        earn(other.code, newPerson('guest')),
        withTransaction(store.pool, (db) =>
          turnRewards(db, [{ ...batched, kind: 'cash' }], turning),
        ),
      ]);
      const rows = [await rewardOf(batched.id), await rewardOf(earned['red-packet'])];
      expect(rows.map((row) => row?.setOff).sort()).toEqual([0, 100]);
      expect(await standing(both, ann)).toMatchObject({ debt: 0, owes: 0 });
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a debt that is forgiven', () => {
  it('is forgiven once, and the person keeps the money', async () => {
    const terms = await published();
    const { ann, code } = await debtor(terms);
    const forgiving = {
      ...{ campaign: terms.campaign, person: ann as SubjectId, asset: cny, at: plus(start, day) },
      ...{ opId: 'f-1' as OpId, actor: 'olga', reason: 'goodwill' },
    };
    const said = await Promise.all(
      Array.from({ length: 10 }, () =>
        withTransaction(store.pool, (db) => forgiveDebt(db, forgiving)),
      ),
    );
    expect(said.filter((one) => one.ok && one.isNew)).toHaveLength(1);
    expect(said.filter((one) => one.ok)).toHaveLength(10);
    expect(await standing(terms, ann)).toEqual({ has: 100, debt: 0, owes: 0 });
    const again = { ...forgiving, opId: 'f-2' as OpId };
    const nothing = await withTransaction(store.pool, (db) => forgiveDebt(db, again));
    expect(nothing).toMatchObject({ ok: false, code: 'NOT_OWED' });
    const elsewhere = { ...forgiving, person: 'carl' as SubjectId, campaign: terms.campaign };
    const reused = await withTransaction(store.pool, (db) => forgiveDebt(db, elsewhere));
    expect(reused).toMatchObject({ ok: false, code: 'OPERATION_REUSED' });
    const next = await earn(code, newPerson('guest'));
    expect(await rewardOf(next['red-packet'])).toMatchObject({ setOff: 0, sent: 100 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('is either settled or forgiven, never both', async () => {
    const terms = await published();
    for (let round = 0; round < rounds; round += 1) {
      const { ann, code } = await debtor(terms);
      const forgiving = {
        ...{ campaign: terms.campaign, person: ann as SubjectId, asset: cny, at: plus(start, day) },
        ...{ opId: op(), actor: 'olga', reason: 'goodwill' },
      };
      const [earned, forgiven] = await Promise.all([
        earn(code, newPerson('guest')),
        withTransaction(store.pool, (db) => forgiveDebt(db, forgiving)),
      ]);
      const { setOff } = (await rewardOf(earned['red-packet'])) ?? { setOff: 0 };
      expect([setOff, forgiven.ok]).toEqual(forgiven.ok ? [0, true] : [100, false]);
      expect(await standing(terms, ann)).toMatchObject({ debt: 0, owes: 0 });
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});
