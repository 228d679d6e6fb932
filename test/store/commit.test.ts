import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Accepted } from '../../domain/code/outcome.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { plus } from '../../domain/time.ts';
import { invitationsLimit } from '../../store/commit/invitations-limit.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances, entriesOfCode } from '../../store/ledger/read-ledger.ts';
import { query } from '../../store/query.ts';
import { noPolicy } from '../support/terms.ts';
import {
  budgetOf,
  confirm,
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  release,
  reload,
  revoke,
  share,
  start,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const day = 24 * 3_600_000;

describe('a commit', () => {
  it('stores outcome, redemption, reward, hold and payout, and counts revisions', async () => {
    const terms = await store.publishOwn(payingTerms());
    const { code } = await store.issue(terms, 'anna');
    const { row, outcomes } = await store.commit(code, [redeem('ben'), redeem('carl')]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(row).toEqual(await reload(store, code));
    expect(row).toMatchObject({
      revision: 1,
      state: { status: 'active', uses: 2, redemptions: 2 },
    });
    const entries = await entriesOfCode(store.pool, code.id);
    expect(entries.map(({ kind, minor }) => [kind, minor])).toEqual([
      ['hold', 100],
      ['hold', 100],
    ]);
    expect(await balances(store.pool, `campaign:${terms.campaign}`)).toEqual([
      { account: `campaign:${terms.campaign}:budget`, asset: 'CNY/2', minor: 999_800 },
      { account: `campaign:${terms.campaign}:held`, asset: 'CNY/2', minor: 200 },
    ]);
    const payouts = await query(
      store.pool,
      'SELECT key, state, provider FROM payout WHERE campaign = $1 ORDER BY key',
      [terms.campaign],
    );
    expect(payouts).toHaveLength(2);
    expect(payouts[0]).toMatchObject({ state: 'due', key: entries[0]?.reward });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('answers a repeated operation from its row and writes nothing', async () => {
    const terms = await store.publishOwn(payingTerms());
    const { code } = await store.issue(terms, 'anna');
    const command = redeem('ben');
    const first = await store.commit(code, [command]);
    const again = await store.commit(code, [command]);
    expect(again.outcomes).toEqual(first.outcomes);
    expect(again.row.revision).toBe(first.row.revision);
    const other = await store.commit(code, [{ ...command, invitee: 'dora' as SubjectId }]);
    expect(other.outcomes).toMatchObject([{ ok: false, code: 'OPERATION_REUSED' }]);
  });

  it('finds a person who redeemed another code of the campaign', async () => {
    const terms = await store.publishOwn(payingTerms());
    const [one, two] = [await store.issue(terms, 'anna'), await store.issue(terms, 'bert')];
    await store.commit(one.code, [redeem('ben')]);
    const { outcomes } = await store.commit(two.code, [redeem('ben')]);
    expect(outcomes).toMatchObject([{ ok: false, code: 'ALREADY_REDEEMED' }]);
  });

  it('frees a place and takes it again in one batch', async () => {
    const terms = await store.publishOwn(payingTerms());
    const { code } = await store.issue(terms, 'anna');
    const reserved = await store.commit(code, [{ ...redeem('ben'), kind: 'reserve' }]);
    const { redemption } = reserved.outcomes[0] as Accepted;
    if (redemption === undefined) throw new Error('not reserved');
    const { outcomes } = await store.commit(code, [release(redemption), redeem('ben')]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('knows the earliest deadline among the rows of a code', async () => {
    const terms = await store.publishOwn(payingTerms({}, { payout: heldFor(day) }));
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [redeem('ben')], plus(start, 1000));
    const reserve = { ...redeem('carl'), kind: 'reserve' as const };
    const reserved = await store.commit(code, [reserve], plus(start, 2000));
    expect(reserved.row.state.rowDeadline).toBe(plus(start, 2000 + 15 * 60_000));
    const { redemption } = reserved.outcomes[0] as Accepted;
    if (redemption === undefined) throw new Error('not reserved');
    await store.commit(code, [confirm(redemption)], plus(start, 3000));
    const { row } = await store.commit(code, [share()], plus(start, 4000));
    expect(row.state.rowDeadline).toBe(plus(start, 1000 + day));
  });

  it('turns held rewards due page by page, oldest first', async () => {
    const terms = await store.publishOwn(payingTerms({}, { payout: heldFor(3_600_000) }));
    const { code } = await store.issue(terms, 'anna');
    const people = Array.from({ length: 500 }, (_, at) => redeem(`early-${String(at)}`));
    await store.commit(code, people, plus(start, 1000));
    await store.commit(code, [redeem('late-1'), redeem('late-2')], plus(start, 2000));
    const later = plus(start, 2 * 3_600_000);
    const first = await store.commit(code, [], later);
    expect(first.decided.writes.payouts).toHaveLength(500);
    expect(first.row.state.rowDeadline).toBe(plus(start, 2000 + 3_600_000));
    const second = await store.commit(code, [], later);
    expect(second.decided.writes.payouts).toHaveLength(2);
    expect(second.row.state.rowDeadline).toBeNull();
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('takes back all held rewards of a revoked code, and gives the budget back', async () => {
    const terms = await store.publishOwn(
      payingTerms({ budget: budgetOf(300) }, { payout: heldFor(day) }),
    );
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [redeem('ben'), redeem('carl'), redeem('dora')]);
    const { row } = await store.commit(code, [revoke()]);
    expect(row.state).toMatchObject({ status: 'revoked', granted: { 'CNY/2': 0 } });
    expect(await balances(store.pool, `campaign:${terms.campaign}:budget`)).toMatchObject([
      { minor: 300 },
    ]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('reverses one reward, and keeps a reversal by hand with its actor', async () => {
    const terms = await store.publishOwn(payingTerms({}, { kind: 'points' }));
    const { code } = await store.issue(terms, 'anna');
    const { outcomes } = await store.commit(code, [redeem('ben')]);
    const reward = (outcomes[0] as Accepted).rewards?.[0];
    const id = reward?.granted === true ? reward.id : ('' as RewardId);
    await store.commit(code, [
      { kind: 'reverse', opId: op(), reward: id, actor: 'olga', reason: 'refunded' },
    ]);
    const entries = await entriesOfCode(store.pool, code.id);
    expect(entries.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['hold', null],
      ['post', null],
      ['reverse', 'olga'],
    ]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('makes a successor at expiry, and leaves the number of open codes as it is', async () => {
    const terms = await store.publishOwn(payingTerms());
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [share()]);
    const { row } = await store.commit(code, [], plus(start, 8 * day));
    expect(row.state.status).toBe('replaced');
    const [successor] = await query<{ id: string; status: string; lineage: string }>(
      store.pool,
      'SELECT id, status, lineage FROM code WHERE predecessor = $1',
      [code.id],
    );
    expect(successor).toEqual({ id: row.successor, status: 'dormant', lineage: code.id });
    expect(row).toEqual(await reload(store, code));
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('counts today from midnight in the zone of the campaign', async () => {
    const rule = { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 2 } as const;
    const policy = {
      id: 'few',
      title: 'Two a day',
      digest: 'few' as never,
      rules: [{ id: 'few', title: 'few', when: rule, answer: { kind: 'refuse' as const } }],
    };
    const own = await createStore(policy);
    try {
      const terms = payingTerms({ risk: { policy: 'few' }, campaign: 'days' as CampaignId });
      await own.publish(terms);
      const { code } = await own.issue(terms, 'anna');
      // 23:59:58 in Shanghai.
      const evening = plus(start, 14 * 3_600_000 - 2000);
      const two = await own.commit(code, [redeem('a'), redeem('b')], evening);
      const third = await own.commit(code, [redeem('c')], plus(evening, 1999));
      const fourth = await own.commit(code, [redeem('d')], plus(evening, 2000));
      expect([two, third, fourth].map(({ outcomes }) => outcomes[0]?.ok)).toEqual([
        true,
        false,
        true,
      ]);
    } finally {
      await own.close();
    }
  });
});

describe('how far invitations are counted', () => {
  it.each([
    [1000, { fact: 'channel', operator: 'equal', value: 'poster' }],
    [1000, { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 5 }],
    [5001, { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 5000 }],
    [7001, { not: { fact: 'inviterInvitationsToday', operator: 'in', value: [1, 7000] } }],
  ] as const)('is %i for %j', (limit, condition) => {
    const answer = { kind: 'refuse' } as const;
    const rules = [{ id: 'r', title: 'r', when: { all: [{ any: [condition] }] }, answer }];
    expect(invitationsLimit([{ ...noPolicy, rules }])).toBe(limit);
  });
});

describe('the cost of a commit', () => {
  it('is the same statements for one redemption and for five hundred, and rows of each', async () => {
    const terms = await store.publishOwn(payingTerms());
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [redeem('first')]);
    const single = await costOf(() => store.commit(code, [redeem('one')]));
    const batch = Array.from({ length: 500 }, (_, at) => redeem(`person-${String(at)}`));
    const many = await costOf(() => store.commit(code, batch));
    // BEGIN, lock, facts, counters, writes, COMMIT.
    expect([single, many]).toEqual([
      { statements: 6, inserted: 7, updated: 2 },
      { statements: 6, inserted: 3500, updated: 2 },
    ]);
  });
});

interface Cost {
  readonly statements: number;
  /** Rows of all tables, as Postgres itself counts them in the transaction. */
  readonly inserted: number;
  readonly updated: number;
}

const written = `SELECT sum(n_tup_ins)::int AS inserted, sum(n_tup_upd)::int AS updated
  FROM pg_stat_xact_user_tables`;

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const client = await store.pool.connect();
  const original = Object.getPrototypeOf(client) as Pick<pg.PoolClient, 'query'>;
  client.release();
  const query = original.query as (...args: unknown[]) => Promise<unknown>;
  let statements = 0;
  const readings: Omit<Cost, 'statements'>[] = [];
  const read = async (on: pg.PoolClient): Promise<void> => {
    const { rows } = (await query.call(on, written)) as pg.QueryResult<Omit<Cost, 'statements'>>;
    readings.push(...rows);
  };
  // Of a connection Postgres may still have what transactions before have written: the difference counts.
  const counted = async function (this: pg.PoolClient, ...args: unknown[]): Promise<unknown> {
    statements += 1;
    if (args[0] === 'COMMIT') await read(this);
    const answer = await query.apply(this, args);
    if (args[0] === 'BEGIN') await read(this);
    return answer;
  };
  Object.assign(original, { query: counted });
  try {
    await work();
  } finally {
    Object.assign(original, { query });
  }
  const [before, after] = readings;
  if (before === undefined || after === undefined) throw new Error('nothing was committed');
  const inserted = after.inserted - before.inserted;
  return { statements, inserted, updated: after.updated - before.updated };
}
