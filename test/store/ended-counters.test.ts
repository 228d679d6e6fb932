import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LimitTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Accepted, Outcome } from '../../domain/code/outcome.ts';
import { stretchOf } from '../../domain/commit/stretch.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RewardId, RowId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { forgetCounters } from '../../store/sweep/forget-counters.ts';
import {
  budgetOf,
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  start,
  type Store,
} from './fixture.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Long after the week for which a counter is kept. */
const later = plus(start, 30 * day);
const hourly: LimitTerms = {
  ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'hour', unit: 'count', max: 2 },
};

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** A code of a campaign of its own, of which two an hour earn. */
async function stage(): Promise<{ terms: Terms; code: CodeRow }> {
  const terms = await store.publishOwn(
    payingTerms({ budget: budgetOf(100_000) }, { limits: [hourly], payout: heldFor(60 * day) }),
  );
  return { terms, code: (await store.issue(terms, 'ann')).code };
}

async function limits(terms: Terms): Promise<readonly number[]> {
  const rows = await query<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND starts_with(key, 'limit:') ORDER BY key`,
    [terms.campaign],
  );
  return rows.map(({ used }) => used);
}

async function budget(terms: Terms): Promise<readonly number[]> {
  const rows = await query<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
    [terms.campaign],
  );
  return rows.map(({ used }) => used);
}

async function earn(code: CodeRow, invitee: string, now = start): Promise<Earned> {
  const { outcomes } = await store.commit(code, [redeem(invitee)], now);
  const outcome = outcomes[0] as Accepted;
  const [reward] = outcome.rewards ?? [];
  if (outcome.redemption === undefined || reward === undefined) throw new Error('nothing earned');
  return {
    redemption: outcome.redemption,
    reward: reward.granted ? reward.id : null,
    reason: reward.granted ? null : reward.reason,
  };
}

interface Earned {
  readonly redemption: RowId;
  readonly reward: RewardId | null;
  readonly reason: string | null;
}

async function correct(
  code: CodeRow,
  command: { kind: 'cancel' | 'reopen'; redemption: RowId } | { kind: 'reverse'; reward: RewardId },
  now = later,
): Promise<Outcome | undefined> {
  const by = { opId: op(), actor: 'olga', reason: 'case 7' };
  return (await store.commit(code, [{ ...command, ...by }], now)).outcomes[0];
}

/** As two passes a minute apart: the first tells commits what the second deletes. */
async function sweep(now = later): Promise<void> {
  await forgetCounters(store.pool, now, { size: 2, max: 100 });
  await forgetCounters(store.pool, now, { size: 2, max: 100 });
}

describe('counters of limits whose time is over', () => {
  it('are deleted page by page a week after it, and no others', async () => {
    const { terms, code } = await stage();
    for (let at = 0; at < 7; at += 1)
      await earn(code, `guest-${String(at)}`, plus(start, at * hour));
    const before = await limits(terms);
    expect(before).toEqual([1, 1, 1, 1, 1, 1, 1]);
    // The first hour of all seven has been over for a week, to the millisecond.
    const firstOver = plus(start, hour + 7 * day);
    const left = async (now: Instant) => {
      await sweep(now);
      return (await limits(terms)).length;
    };
    expect(await left(plus(firstOver, -1))).toBe(7);
    expect(await left(firstOver)).toBe(6);
    expect(await left(plus(firstOver, 6 * hour - 1))).toBe(1);
    expect(await budget(terms)).toEqual([700]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('are given nothing back when a reward is taken back, or its redemption cancelled', async () => {
    const { terms, code } = await stage();
    const [one, other] = [await earn(code, 'bob'), await earn(code, 'carol')];
    await sweep();
    const reversed = await correct(code, { kind: 'reverse', reward: one.reward ?? expect.fail() });
    const cancelled = await correct(code, { kind: 'cancel', redemption: other.redemption });
    expect([reversed, cancelled]).toMatchObject([{ ok: true }, { ok: true }]);
    expect([await limits(terms), await budget(terms)]).toEqual([[], [0]]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('have no part in a reopening after it, whether or not they are deleted', async () => {
    const { terms, code } = await stage();
    const [one, other] = [await earn(code, 'bob'), await earn(code, 'carol')];
    for (const { redemption } of [one, other]) {
      await correct(code, { kind: 'cancel', redemption }, plus(start, 1));
    }
    await earn(code, 'dave', plus(start, 2));
    await earn(code, 'erin', plus(start, 3));
    // The hour is full; while it lasts, neither fits.
    const during = await correct(
      code,
      { kind: 'reopen', redemption: one.redemption },
      plus(start, 4),
    );
    expect(during).toMatchObject({ ok: false, code: 'NO_ROOM_TO_REOPEN' });
    const after = await correct(
      code,
      { kind: 'reopen', redemption: one.redemption },
      plus(start, 2 * hour),
    );
    expect(after).toMatchObject({ ok: true });
    expect([await limits(terms), await budget(terms)]).toEqual([[2, 0], [300]]);
    await sweep();
    expect(await correct(code, { kind: 'reopen', redemption: other.redemption })).toMatchObject({
      ok: true,
    });
    expect([await limits(terms), await budget(terms)]).toEqual([[0], [400]]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('give nothing to a commit that comes too late', async () => {
    const { terms, code } = await stage();
    await earn(code, 'bob');
    await sweep();
    expect(await earn(code, 'carol')).toMatchObject({ reason: 'LIMIT_REACHED' });
    expect([await limits(terms), await budget(terms)]).toEqual([[], [100]]);
  });
});

it('tables read the end of a stretch off a key as the core does', async () => {
  const since = String(start);
  const keys = [
    ...['hour', 'day', 'week', 'month'].map((every) => `limit:r:count:campaign:${every}:${since}`),
    `limit:r:amount:channel:a%3Ahour%3A1:day:${since}`,
    ...['limit:r:count:campaign', 'limit:r:count:store:x:year:7', `cap:r:hour:${since}`],
    ...[
      'budget:CNY/2',
      `debt:CNY/2:x:hour:${since}`,
      'limit:r:count:person:x:day:1234567890123456',
    ],
  ];
  const rows = await query<{ ends: number | null }>(
    store.pool,
    'SELECT counter_ends_at(key) AS ends FROM unnest($1::text[]) WITH ORDINALITY AS k (key, at) ORDER BY at',
    [keys],
  );
  expect(rows.map(({ ends }) => ends)).toEqual(keys.map((key) => stretchOf(key)?.endsAt ?? null));
  expect(rows.filter(({ ends }) => ends !== null)).toHaveLength(5);
});
