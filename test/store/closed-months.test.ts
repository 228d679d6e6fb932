import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { closeMonth, monthOf, type Month } from '../../store/ledger/close-month.ts';
import { readLegs, type Leg, type LegsOf, type Span } from '../../store/ledger/read-legs.ts';
import { balances, statement, type Balance } from '../../store/ledger/read-ledger.ts';
import { withTransaction } from '../../store/pool.ts';
import { createStore, payingTerms, redeem, start, type Store } from './fixture.ts';

const day = 86_400_000;
const zone = 'Asia/Shanghai';
const terms = payingTerms({ campaign: 'books' as CampaignId }, { kind: 'points' });
const { campaign } = terms;
const january = month('2026-01');
const february = month('2026-02');

let store: Store;

beforeAll(async () => {
  store = await createStore();
  await store.publish(terms);
  const { code } = await store.issue(terms, 'anna');
  for (const at of [1, 2, 3]) await store.commit(code, [redeem(`p-${String(at)}`)], after(at));
});
afterAll(() => store.close());

function month(name: string): Month {
  const found = monthOf(name, zone);
  if (found === undefined) throw new Error(name);
  return found;
}

function after(seconds: number): Instant {
  return plus(start, seconds * 1000);
}

function close(of: Month, now: number, by: string = campaign) {
  const closing = { campaign: by as CampaignId, month: of, now: instant(now), actor: 'test' };
  return withTransaction(store.pool, (db) => closeMonth(db, closing));
}

async function legsOf(of: LegsOf, span: Span = { from: null, to: null }) {
  let openings: readonly Balance[] = [];
  const legs: Leg[] = [];
  for await (const part of readLegs(store.pool, of, span)) {
    if ('page' in part) legs.push(...part.page);
    else ({ openings } = part);
  }
  return { openings, legs };
}

const insert = `INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason)
  VALUES ($1, 'fund', 'world', 'campaign:' || $1 || ':budget', 'CNY/2', 1, $2, 'a test')`;

test('a month is one by the clock of the campaign', () => {
  expect(january).toEqual({
    name: '2026-01',
    startsAt: Date.parse('2026-01-01T00:00:00+08:00'),
    endsAt: Date.parse('2026-02-01T00:00:00+08:00'),
  });
  for (const none of ['2026-13', '2026-00', '2026-1', '2026', 'soon']) {
    expect(monthOf(none, zone)).toBeUndefined();
  }
});

test('running balances go on over pages, and end with what the account has', async () => {
  const account = 'campaign:books:budget';
  const all = await statement(store.pool, account, { limit: 50 });
  expect(all.map(({ balanceMinor }) => balanceMinor)).toEqual([
    999_700, 999_800, 999_900, 1_000_000,
  ]);
  const pages = [];
  for (let before = Number.MAX_SAFE_INTEGER; ; before = pages.at(-1)?.id ?? 0) {
    const page = await statement(store.pool, account, { before, limit: 1 });
    if (page.length === 0) break;
    pages.push(...page);
  }
  expect(pages).toEqual(all);
});

test('a span begins with what was before it, and the last line is the balance at its end', async () => {
  const of = { account: 'campaign:books:budget' };
  const { openings, legs } = await legsOf(of, { from: after(2), to: after(3) });
  expect(openings).toEqual([{ account: of.account, asset: 'CNY/2', minor: 999_900 }]);
  expect(legs.map(({ minor, balanceMinor }) => [minor, balanceMinor])).toEqual([[-100, 999_800]]);
  const whole = await legsOf({ campaign });
  const last = new Map(whole.legs.map((leg) => [leg.account, leg.balanceMinor]));
  const own = (await balances(store.pool, 'campaign:books:')).map((one) => [
    one.account,
    one.minor,
  ]);
  expect([...last].sort()).toEqual(own);
  const person = await legsOf({ account: 'person:anna' });
  expect(person.legs.map(({ balanceMinor }) => balanceMinor)).toEqual([100, 200, 300]);
});

test('a month that may still be booked in is not closed', async () => {
  expect(await close(january, january.endsAt + 3_599_999)).toMatchObject({
    code: 'MONTH_NOT_OVER',
  });
  const unsettled = await close(january, january.endsAt + 2 * day);
  expect(unsettled).toMatchObject({ code: 'MONTH_UNSETTLED' });
  expect(unsettled).toHaveProperty('message', expect.stringContaining('1 codes have deadlines'));
});

test('a closed month takes nothing more, keeps its balances, and months go in order', async () => {
  await store.owner.query('UPDATE code SET deadline_at = $1', [february.endsAt + day]);
  expect(await close(february, february.endsAt + day)).toMatchObject({
    code: 'MONTH_OUT_OF_ORDER',
  });
  const closed = await close(january, january.endsAt + day);
  expect(closed).toMatchObject({ ok: true, isNew: true, closed: { entries: 7, month: '2026-01' } });
  expect(await close(january, january.endsAt + 9 * day)).toEqual({ ...closed, isNew: false });
  const kept = await store.pool.query(
    'SELECT account, asset, minor FROM closed_balance ORDER BY account, asset',
  );
  expect(kept.rows).toEqual(await balances(store.pool));
  for (const at of [january.endsAt - 1, january.startsAt - 1]) {
    await expect(store.pool.query(insert, [campaign, at])).rejects.toMatchObject({ code: '23001' });
  }
  await store.pool.query(insert.replace("'fund'", "'charge'"), ['another', january.endsAt - 1]);
  expect(await close(february, february.endsAt + day)).toMatchObject({
    ok: true,
    closed: { entries: 0 },
  });
  expect(await close(month('2025-12'), february.endsAt)).toMatchObject({
    code: 'MONTH_OUT_OF_ORDER',
  });
});

test('whoever closes waits for who is booking, and finds what they have booked', async () => {
  const own = await store.publishOwn(payingTerms({}, { kind: 'points' }));
  const booking = await store.pool.connect();
  try {
    await booking.query('BEGIN');
    await booking.query(insert, [own.campaign, january.endsAt - 1]);
    const closing = close(january, january.endsAt + day, own.campaign);
    const waits = `SELECT count(*)::integer AS waiting FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted`;
    await expect
      .poll(async () => (await store.owner.query<{ waiting: number }>(waits)).rows, {
        timeout: 7_000,
      })
      .toEqual([{ waiting: 1 }]);
    await booking.query('COMMIT');
    expect(await closing).toMatchObject({ ok: true, closed: { entries: 2 } });
  } finally {
    booking.release();
  }
});

test.each(['UPDATE closed_month SET entries = 1', 'DELETE FROM closed_balance'])(
  'what was closed stays as it is, whoever says %s',
  async (sql) => {
    await expect(store.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(store.owner.query(sql)).rejects.toMatchObject({ code: '23001' });
  },
);

test('an entry that the owner of the database has changed is found', async () => {
  const ofMonths = async () =>
    (await checkInvariants(store.pool)).filter(({ invariant }) =>
      invariant.includes('closed month'),
    );
  expect(await ofMonths()).toEqual([]);
  const change = async (reason: string): Promise<void> => {
    await store.owner.query('ALTER TABLE entry DISABLE TRIGGER entry_append_only');
    await store.owner.query(
      `UPDATE entry SET reason = $2 WHERE id = (SELECT max(id) FROM entry WHERE campaign = $1)`,
      [campaign, reason],
    );
    await store.owner.query('ALTER TABLE entry ENABLE TRIGGER entry_append_only');
  };
  const [last] = (await legsOf({ campaign })).legs.slice(-1);
  await change('something else');
  expect(await ofMonths()).toMatchObject([
    {
      invariant: 'a closed month has the entries that it was closed with',
      subject: 'books 2026-01',
    },
  ]);
  await change(last?.reason ?? '');
  expect(await ofMonths()).toEqual([]);
});
