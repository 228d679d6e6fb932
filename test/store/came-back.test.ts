import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { ReverseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { RewardId, SubjectId } from '../../domain/ids.ts';
import { classify } from '../../reconcile/payouts/classify.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { forgiveDebt, openDebts } from '../../store/ledger/debts.ts';
import { payoutsByKey } from '../../store/payouts/compare-payouts.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { awardsStage, cny, noon, type AwardsStage } from './awards-stage.ts';
import { createStore, op, payingTerms, redeem, start, type Store } from './fixture.ts';
import { payAll } from './pay-all.ts';

const why = { actor: 'olga', reason: 'refunded' };

let store: Store;
let awards: AwardsStage;
beforeAll(async () => {
  store = await createStore();
  awards = awardsStage(store);
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

interface Paid {
  readonly terms: Terms;
  readonly code: CodeRow;
  readonly reward: RewardId;
}

/** A code of a campaign of its own, whose reward of a yuan was paid. */
async function paid(): Promise<Paid> {
  const terms = await store.publishOwn(payingTerms({}, {}));
  const { code } = await store.issue(terms, 'rita');
  return { terms, code, reward: await earn(code, 'guest') };
}

async function earn(code: CodeRow, invitee: string): Promise<RewardId> {
  const { decided } = await store.commit(code, [redeem(invitee)]);
  const [row = expect.fail('no reward')] = decided.writes.rewards.values();
  await payAll(store.pool);
  return row.id;
}

type Said = Pick<ReverseCommand, 'part' | 'returned'>;

async function reverse({ code, reward }: Paid, ...said: Said[]): Promise<readonly Outcome[]> {
  const commands = said.map((one) => ({ kind: 'reverse', opId: op(), reward, ...why, ...one }));
  return (await store.commit(code, commands as ReverseCommand[])).outcomes;
}

async function owed({ terms }: Pick<Paid, 'terms'>): Promise<readonly number[]> {
  return (await openDebts(store.pool, terms.campaign, 10)).map(({ minor }) => minor);
}

/** What a comparison makes of it when the provider says that the money came back. */
async function compared(key: string): Promise<unknown> {
  const ours = (await payoutsByKey(store.pool, cashProvider, [key])).get(key);
  if (ours === undefined) return expect.fail('no payout');
  const { beneficiary, asset, minor } = ours;
  const line = {
    key,
    ref: 'po',
    state: 'returned',
    beneficiary,
    asset,
    minor,
    acceptedAt: 1,
  } as const;
  return classify(ours, line)?.class;
}

async function cleared(reward: string): Promise<unknown> {
  return query(
    store.pool,
    `SELECT minor, source, destination, actor, reason FROM entry WHERE reward = $1 AND kind = 'clear'`,
    [reward],
  );
}

describe('what comes back to the provider', () => {
  it('after the reward was taken back is owed no more, by one entry, however often it is said', async () => {
    const one = await paid();
    await reverse(one, {});
    expect(await owed(one)).toEqual([100]);
    expect(await compared(one.reward)).toBe('state-differs');
    const said = await Promise.all([1, 2, 3].map(() => reverse(one, { returned: true })));
    expect(said.flat().filter(({ ok }) => ok)).toHaveLength(1);
    expect(said.flat().filter(({ ok }) => !ok)).toMatchObject([
      { code: 'REWARD_CLOSED' },
      { code: 'REWARD_CLOSED' },
    ]);
    expect(await owed(one)).toEqual([]);
    const { campaign } = one.terms;
    const debt = { source: `campaign:${campaign}:debt:rita`, destination: 'world' };
    expect(await cleared(one.reward)).toEqual([{ minor: 100, ...debt, ...why }]);
    expect(await compared(one.reward)).toBe('match');
  });

  it('after a part was taken back leaves no debt of that part', async () => {
    const one = await paid();
    await reverse(one, { part: { amountMinor: 60 } });
    expect(await owed(one)).toEqual([60]);
    expect(await reverse(one, { returned: true })).toMatchObject([{ ok: true }]);
    expect(await owed(one)).toEqual([]);
    expect(await cleared(one.reward)).toMatchObject([{ minor: 60 }]);
    expect(await compared(one.reward)).toBe('match');
  });

  it('is cleared once where all is said in one batch', async () => {
    const one = await paid();
    const part = { part: { amountMinor: 60 } };
    const outcomes = await reverse(one, part, {}, { returned: true }, { returned: true });
    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
      ...['ok', 'ok', 'ok', 'REWARD_CLOSED'],
    ]);
    expect(await owed(one)).toEqual([]);
  });

  it('clears what is still open: what later rewards have settled is told to a person', async () => {
    const one = await paid();
    await reverse(one, { part: { amountMinor: 60 } });
    await earn(one.code, 'later-guest');
    expect(await owed(one)).toEqual([]);
    await reverse(one, {});
    expect(await owed(one)).toEqual([40]);
    expect(await reverse(one, { returned: true })).toMatchObject([{ ok: true }]);
    expect(await cleared(one.reward)).toMatchObject([{ minor: 40 }]);
    expect(await compared(one.reward)).toBe('state-differs');
    expect(await reverse(one, { returned: true })).toMatchObject([{ code: 'REWARD_CLOSED' }]);
    const other = await paid();
    await reverse(other, {});
    await earn(other.code, 'later-guest');
    expect(await reverse(other, { returned: true })).toMatchObject([{ code: 'NOT_OWED' }]);
    expect(await compared(other.reward)).toBe('state-differs');
  });

  it('does not clear what its reward had settled and was never sent', async () => {
    const former = await paid();
    await reverse(former, { part: { amountMinor: 30 } });
    const one = { ...former, reward: await earn(former.code, 'next-guest') };
    await reverse(one, {});
    expect(await owed(one)).toEqual([100]);
    await reverse(one, { returned: true });
    expect(await owed(one)).toEqual([30]);
    expect(await reverse(one, { returned: true })).toMatchObject([{ code: 'REWARD_CLOSED' }]);
  });

  it('is nothing that anybody owes where that was forgiven', async () => {
    const one = await paid();
    await reverse(one, {});
    const { campaign } = one.terms;
    const debt = { campaign, person: 'rita' as SubjectId, asset: cny, opId: op() };
    await withTransaction(store.pool, (db) => forgiveDebt(db, { ...debt, ...why, at: start }));
    expect(await reverse(one, { returned: true })).toMatchObject([{ code: 'NOT_OWED' }]);
  });
});

it('an award that comes back after it was taken back is owed no more', async () => {
  const terms = await store.publishOwn(payingTerms({}, {}));
  const award = await awards.given(terms, 70);
  await awards.approve(award);
  await awards.payAll();
  await awards.reverse(award);
  expect(await owed({ terms })).toEqual([70]);
  expect(await compared(award)).toBe('state-differs');
  const said = await Promise.all([1, 2, 3].map(() => awards.reverse(award, true, 'refunded')));
  const at = noon;
  const takenBack = {
    ...{ actor: 'olga', reason: 'a slip', at, returned: false },
    cleared: { ...why, at },
  };
  const stands = { ok: true, award: { state: 'reversed', takenBack } };
  expect(said).toMatchObject([stands, stands, stands]);
  // What was said before is the same again; another word on it is not.
  expect(await awards.reverse(award)).toMatchObject(stands);
  expect(await awards.reverse(award, false, 'another')).toMatchObject({ code: 'AWARD_CLOSED' });
  expect(await awards.reverse(award, true, 'another')).toMatchObject({ code: 'AWARD_CLOSED' });
  expect(await owed({ terms })).toEqual([]);
  expect(await cleared(award)).toMatchObject([{ minor: 70 }]);
  expect(await compared(award)).toBe('match');
  // One that was never sent has nothing that could come back.
  const stopped = await awards.given(terms, 30);
  await awards.approve(stopped);
  await awards.reverse(stopped);
  expect(await awards.reverse(stopped, true)).toMatchObject({ code: 'AWARD_CLOSED' });
});
