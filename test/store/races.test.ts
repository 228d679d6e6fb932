import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { InvariantError } from '../../domain/assert.ts';
import { issueCode } from '../../store/codes/issue-code.ts';
import { applyWrites } from '../../store/commit/apply-writes.ts';
import { lockCounters } from '../../store/commit/lock-counters.ts';
import { RedemptionConflict } from '../../store/failure.ts';
import { mintValue } from '../../store/keys/value.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { withTransaction } from '../../store/pool.ts';
import { query, queryOne } from '../../store/query.ts';
import {
  budgetOf,
  createStore,
  issueOf,
  op,
  payingTerms,
  redeem,
  reload,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

async function codesOf(terms: Terms, count: number): Promise<CodeRow[]> {
  const codes: CodeRow[] = [];
  for (let at = 0; at < count; at += 1) {
    codes.push((await store.issue(terms, `inviter-${String(at)}`)).code);
  }
  return codes;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('the last unit', () => {
  it('goes to no more than fits of fifty commits at once, three times in a row', async () => {
    const terms = await store.publishOwn(payingTerms({ budget: budgetOf(1000) }));
    const codes = await codesOf(terms, 50);
    for (const round of numbers(3)) {
      const results = await Promise.all(
        codes.map((code, at) => store.commit(code, [redeem(`p-${String(round)}-${String(at)}`)])),
      );
      const granted = results.flatMap(({ decided }) => [...decided.writes.rewards.values()]);
      expect(granted).toHaveLength(round === 0 ? 10 : 0);
      expect(results.every(({ outcomes }) => outcomes[0]?.ok)).toBe(true);
    }
    const budget = await queryOne(
      store.pool,
      `SELECT used, max FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
      [terms.campaign],
    );
    expect(budget).toEqual({ used: 1000, max: 1000 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('is never overdrawn by amounts that do not fit evenly', async () => {
    const terms = await store.publishOwn(
      payingTerms(
        { budget: budgetOf(1000) },
        { caps: [{ scope: 'campaign', unit: 'count', max: 3, sides: 'both' }] },
      ),
    );
    const codes = await codesOf(terms, 20);
    await Promise.all(codes.map((code, at) => store.commit(code, [redeem(`q-${String(at)}`)])));
    const rewards = await query(store.pool, 'SELECT FROM reward WHERE campaign = $1', [
      terms.campaign,
    ]);
    expect(rewards).toHaveLength(3);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('two connections', () => {
  it('give one person one redemption, and decide again for the other', async () => {
    const terms = await store.publishOwn(payingTerms());
    const codes = await codesOf(terms, 10);
    for (const round of numbers(5)) {
      const results = await Promise.all(
        codes.map((code) => store.commit(code, [redeem(`same-${String(round)}`)])),
      );
      const answers = results.map(({ outcomes }) => outcomes[0]);
      expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
      const refused = answers.flatMap((answer) => (answer?.ok === false ? [answer.code] : []));
      expect(new Set(refused)).toEqual(new Set(['ALREADY_REDEEMED']));
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('throw RedemptionConflict where the facts are out of date', async () => {
    const terms = await store.publishOwn(payingTerms());
    const [one, two] = await codesOf(terms, 2);
    if (one === undefined || two === undefined) throw new Error('no codes');
    const decided = (await store.rehearse(one, [redeem('eve')])).decided;
    await store.commit(two, [redeem('eve')]);
    const stale = withTransaction(store.pool, (db) =>
      applyWrites(db, { code: one, terms, decided, mint, committedBy: 'late' }),
    );
    await expect(stale).rejects.toBeInstanceOf(RedemptionConflict);
  });

  it('answer the same operation once', async () => {
    const terms = await store.publishOwn(payingTerms());
    // Often, since connections that happen to come one after the other prove nothing.
    for (const code of await codesOf(terms, 25)) {
      const command = redeem(`fred-${code.id}`);
      const results = await Promise.all(numbers(10).map(() => store.commit(code, [command])));
      for (const { outcomes } of results) expect(outcomes).toEqual(results[0]?.outcomes);
      expect((await reload(store, code)).revision).toBe(1);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('take the same people in opposite orders', async () => {
    const terms = await store.publishOwn(payingTerms());
    const [one, two] = await codesOf(terms, 2);
    if (one === undefined || two === undefined) throw new Error('no codes');
    const people = numbers(100).map((at) => `order-${String(at)}`);
    const [up, down] = await Promise.all([
      store.commit(
        one,
        people.map((who) => redeem(who)),
      ),
      store.commit(
        two,
        people.toReversed().map((who) => redeem(who)),
      ),
    ]);
    const accepted = [...up.outcomes, ...down.outcomes].filter(({ ok }) => ok);
    expect(accepted).toHaveLength(100);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('see a counter that the other has just made', async () => {
    const terms = await store.publishOwn(payingTerms());
    const key = 'made-up:campaign';
    const count = (): Promise<number> =>
      withTransaction(store.pool, async (db) => {
        const counters = await lockCounters(db, terms.campaign, [{ key, max: null }]);
        const used = counters.get(key)?.used ?? Number.NaN;
        await query(db, 'UPDATE counter SET used = $3 WHERE campaign = $1 AND key = $2', [
          terms.campaign,
          key,
          used + 1,
        ]);
        return used;
      });
    const seen = await Promise.all(numbers(20).map(count));
    expect(seen.sort((a, b) => a - b)).toEqual(numbers(20));
  });
});

describe('a reward that is paid while it is taken back', () => {
  it('is seen as paid once the payment is booked', async () => {
    const terms = await store.publishOwn(payingTerms());
    const [code] = await codesOf(terms, 1);
    if (code === undefined) throw new Error('no code');
    const { decided } = await store.commit(code, [redeem('kim')]);
    const [reward] = decided.writes.payouts;
    if (reward === undefined) throw new Error('no payout');
    const settling = await store.pool.connect();
    await settling.query('BEGIN');
    await settling.query(`UPDATE reward SET state = 'paid' WHERE id = $1`, [reward]);
    await settling.query(
      `INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
       SELECT campaign, 'post', reward, destination, 'person:inviter-0', asset, minor, at, 'paid'
       FROM entry WHERE reward = $1`,
      [reward],
    );
    await settling.query(`UPDATE payout SET state = 'paid' WHERE reward = $1`, [reward]);
    const reverse = { kind: 'reverse', opId: op(), reward, actor: 'olga', reason: 'test' } as const;
    const reversing = store.commit(code, [reverse]);
    // Whatever does not wait for the payment has answered.
    await Promise.race([reversing, untilSomebodyWaits()]);
    await settling.query('COMMIT');
    settling.release();
    expect((await reversing).outcomes).toMatchObject([{ ok: true }]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  /** At most five seconds. */
  async function untilSomebodyWaits(): Promise<void> {
    const waiting = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (let tries = 0; tries < 500; tries += 1) {
      if ((await query(store.owner, waiting)).length > 0) return;
      await sleep(10);
    }
  }
});

describe('issuing at once', () => {
  it('gives one person one code', async () => {
    const terms = await store.publishOwn(payingTerms());
    const issued = await Promise.all(numbers(20).map(() => store.issue(terms, 'gina')));
    expect(new Set(issued.map(({ code }) => code.id)).size).toBe(1);
    expect(issued.filter(({ created }) => created)).toHaveLength(1);
  });

  it('keeps to the number of open codes', async () => {
    const { code } = payingTerms();
    const terms = await store.publishOwn(payingTerms({ code: { ...code, liveCodesMax: 5 } }));
    const answers = await Promise.all(
      numbers(20).map((at) => issueCode(store.pool, issueOf(terms, `h-${String(at)}`, store.keys))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'LIVE_CODES_EXHAUSTED' });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('the net under a decision', () => {
  it.each([
    ['more than a budget has', { delta: 1001, max: null }],
    ['more than a cap in the terms allows', { delta: 501, max: 500 }],
    ['more given back than was taken', { delta: -1, max: null }],
  ])('refuses %s', async (_, change) => {
    const terms = await store.publishOwn(payingTerms({ budget: budgetOf(1000) }));
    const [code] = await codesOf(terms, 1);
    if (code === undefined) throw new Error('no code');
    const decided = (await store.rehearse(code, [redeem('harry')])).decided;
    const counters = new Map([['budget:CNY/2', change]]);
    const wrong = { ...decided, writes: { ...decided.writes, counters } };
    const write = withTransaction(store.pool, (db) =>
      applyWrites(db, { code, terms, decided: wrong, mint, committedBy: 'wrong' }),
    );
    await expect(write).rejects.toBeInstanceOf(InvariantError);
    expect((await reload(store, code)).revision).toBe(0);
  });

  // A refusal numbers no rows, so that nothing but the revision tells that it is late.
  it.each(['iris', 'inviter-0'])('refuses to write over a newer revision, for %s', async (who) => {
    const terms = await store.publishOwn(payingTerms());
    const [code] = await codesOf(terms, 1);
    if (code === undefined) throw new Error('no code');
    await store.commit(code, [redeem('jack')]);
    const awake = await reload(store, code);
    const decided = (await store.rehearse(awake, [redeem(who)])).decided;
    await store.commit(awake, [redeem('kate')]);
    const write = withTransaction(store.pool, (db) =>
      applyWrites(db, { code: awake, terms, decided, mint, committedBy: 'late' }),
    );
    await expect(write).rejects.toBeInstanceOf(InvariantError);
    expect((await reload(store, code)).state.uses).toBe(2);
  });
});

const mint = (id: CodeId) => mintValue(store.keys, payingTerms().code.format, id);
