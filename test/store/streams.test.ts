import { setTimeout as sleep } from 'node:timers/promises';

import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { StreamId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { beginBatch, loadBatch } from '../../store/payouts/batch-row.ts';
import { turnBatchPage } from '../../store/payouts/batch-page.ts';
import { withTransaction } from '../../store/pool.ts';
import { query, queryOne } from '../../store/query.ts';
import { closeStream, openStream, settleStream } from '../../store/streams/change-stream.ts';
import { listStreams, loadStream } from '../../store/streams/stream-row.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';
import { createStore, issueOf, payingTerms, redeem, start, type Store } from './fixture.ts';
import { issueCode } from '../../store/codes/issue-code.ts';

const points = 'points/0' as Asset;
const second = (count: number): Instant => plus(start, count * 1000);
const word = (outcome: { readonly ok: boolean; readonly code?: unknown } | undefined): unknown =>
  outcome?.ok === true ? 'ok' : outcome?.code;

/** Holds a commit between its look at the streams and its writes, while a test wants that. */
const gate = { held: false, passed: Promise.resolve(), arrived: (): void => undefined };

let store: Store;

beforeAll(async () => {
  store = await createStore(noPolicy, { through: held });
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

function held(db: pg.PoolClient): pg.PoolClient {
  return new Proxy(db, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown;
      return async (config: pg.QueryConfig) => {
        const answer = await target.query(config);
        if (gate.held && config.name === 'read-streams') {
          gate.arrived();
          await gate.passed;
        }
        return answer;
      };
    },
  });
}

/** Lets a commit look at the streams, does something else, and lets the commit go on. */
async function between<Done>(
  commit: () => Promise<unknown>,
  other: () => Promise<Done>,
): Promise<Done> {
  let letPass = (): void => undefined;
  gate.passed = new Promise((resolve) => (letPass = resolve));
  const looked = new Promise<void>((resolve) => (gate.arrived = resolve));
  gate.held = true;
  const committed = commit();
  await looked;
  gate.held = false;
  const state = { isDone: false };
  const done = other().finally(() => (state.isDone = true));
  while (!state.isDone && !(await somebodyWaits())) await sleep(5);
  letPass();
  await committed;
  return done;
}

async function somebodyWaits(): Promise<boolean> {
  const row = await queryOne<{ n: number }>(
    store.owner,
    `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`,
  );
  return (row?.n ?? 0) > 0;
}

function liveTerms(redemptionsAMinute = 5000): Terms {
  const payout = { ...redPacket.payout, timing: 'after-stream' } as const;
  const scenario = {
    kind: 'livestream',
    streamer: 'host',
    onlyWhileLive: true,
    redemptionsAMinute,
  } as const;
  const { code } = termsLike();
  const terms = { code: { ...code, parameters: ['host'], perPerson: 9 }, scenario };
  return payingTerms(terms, { payout, kind: 'points', asset: points });
}

interface Live {
  readonly terms: Terms;
  readonly code: CodeRow;
  readonly of: { readonly campaign: Terms['campaign']; readonly streamer: string };
}

async function liveCampaign(redemptionsAMinute?: number): Promise<Live> {
  const terms = await store.publishOwn({
    ...liveTerms(redemptionsAMinute),
    budget: [{ asset: points, minor: minorUnits(1_000_000) }],
  });
  const { code } = await store.issue(terms, 'luna', { parameters: { host: 'luna' } });
  return { terms, code, of: { campaign: terms.campaign, streamer: 'luna' } };
}

const open = ({ of }: Live, id = 's', now = start) =>
  withTransaction(store.pool, (db) => openStream(db, of, { id: id as StreamId, now }));
const close = ({ of }: Live, at: Instant) =>
  withTransaction(store.pool, (db) => closeStream(db, of, { now: () => at }));
const settle = ({ of }: Live, at: Instant, id = 's') =>
  withTransaction(store.pool, (db) => settleStream(db, of, { id: id as StreamId, now: at }));
const load = ({ of }: Live, id = 's') => loadStream(store.pool, of.campaign, id as StreamId);

test('a redemption that races with the settling of its stream is counted in it', async () => {
  const live = await liveCampaign();
  await open(live);
  await close(live, second(10));
  const late = redeem('bob', { happenedAt: second(9) });
  const settled = await between(
    () => store.commit(live.code, [late], second(39)),
    () => settle(live, second(40)),
  );
  expect(settled).toBe(true);
  expect(await load(live)).toMatchObject({ invitees: 1, settledAt: second(40) });
  const { outcomes } = await store.commit(
    live.code,
    [redeem('cleo', { happenedAt: second(9) })],
    second(39),
  );
  expect(outcomes.map(word)).toEqual(['STREAM_NOT_OPEN']);
});

test('a stream that is closed while somebody redeems ends after that, whatever the clocks say', async () => {
  const live = await liveCampaign();
  await open(live);
  const closed = await between(
    () => store.commit(live.code, [redeem('bob')], second(8)),
    () => close(live, second(5)),
  );
  expect(closed).toMatchObject({ closedAt: plus(second(8), 1), invitees: 1 });
});

test('of many who race with a close each is counted or refused', async () => {
  const live = await liveCampaign();
  const codes = [live.code];
  for (let n = 0; n < 5; n += 1) {
    codes.push((await store.issue(live.terms, 'luna', { parameters: { host: 'luna' } })).code);
  }
  for (const round of [1, 2, 3, 4]) {
    const id = `s-${String(round)}`;
    const at = second(round * 100);
    await open(live, id, at);
    const uses = Array.from({ length: 30 }, (_, n) =>
      store.commit(
        codes[n % codes.length] ?? live.code,
        [redeem(`${id}-${String(n)}`)],
        plus(at, 1),
      ),
    );
    const [results] = await Promise.all([Promise.all(uses), close(live, plus(at, 2))]);
    expect(await settle(live, plus(at, 40_000), id)).toBe(true);
    const counted = results.filter(({ outcomes }) => outcomes[0]?.ok === true).length;
    expect(await load(live, id)).toMatchObject({ invitees: counted });
  }
});

test('a minute takes as many redemptions as the campaign says, however many come at once', async () => {
  const live = await liveCampaign(5);
  await open(live);
  const comers = (name: string, at: Instant) =>
    Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        store.commit(
          live.code,
          [redeem(`${name}-${String(n)}`), redeem(`${name}-too-${String(n)}`)],
          at,
        ),
      ),
    );
  for (const minute of [0, 1]) {
    const answers = await comers(`m${String(minute)}`, second(60 * minute + 30));
    const words = answers.flatMap(({ outcomes }) => outcomes.map(word));
    expect(words.filter((one) => one === 'ok')).toHaveLength(5);
    expect(new Set(words)).toEqual(new Set(['ok', 'STREAM_MINUTE_FULL']));
  }
});

test('an event has its own time if it lies in the thirty seconds before it arrives', async () => {
  const live = await liveCampaign();
  await open(live, 's', second(100));
  const times = [
    ['within', -20, 180],
    ['too old', -31, 200],
    ['ahead', 5, 200],
    ['at the edge', -30, 170],
  ] as const;
  for (const [who, offset] of times) {
    const at = second(200);
    await store.commit(
      live.code,
      [redeem(who.replace(/ /g, '-'), { happenedAt: plus(at, offset * 1000) })],
      at,
    );
  }
  const rows = await query<{ invitee: string; at: Instant }>(
    store.pool,
    `SELECT invitee, at FROM redemption WHERE campaign = $1 AND stream = 's'`,
    [live.terms.campaign],
  );
  const found = new Map(rows.map(({ invitee, at }) => [invitee, at]));
  for (const [who, , counts] of times)
    expect(found.get(who.replace(/ /g, '-'))).toBe(second(counts));
});

test('elsewhere an event has no time of its own', async () => {
  const plain = await store.publishOwn(payingTerms());
  const { code } = await store.issue(plain, 'ann');
  const { outcomes } = await store.commit(code, [redeem('bob', { happenedAt: start })], second(1));
  expect(outcomes.map(word)).toEqual(['EVENT_TIME_NOT_WANTED']);
});

test('a streamer has one stream at a time, and one follows the other', async () => {
  const live = await liveCampaign();
  const opened = await Promise.all(['a', 'b', 'c'].map((id) => open(live, id)));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(await close(live, second(60))).toMatchObject({ closedAt: second(60) });
  expect(await close(live, second(60))).toBeUndefined();
  expect(await open(live, 'next', second(10))).toMatchObject({ openedAt: second(60) });
  const { campaign } = live.of;
  const all = { streamer: null, onlyOpen: false, limit: 10 };
  expect((await listStreams(store.pool, campaign, all)).map(({ id }) => id)[0]).toBe('next');
});

test('a stream is settled half a minute after its close, once', async () => {
  const live = await liveCampaign();
  await open(live);
  expect(await settle(live, second(100))).toBe(false);
  await close(live, second(10));
  expect(await settle(live, plus(second(40), -1))).toBe(false);
  expect(await settle(live, second(40))).toBe(true);
  expect(await settle(live, second(50))).toBe(false);
});

test('a batch pays of a stream once that is settled, and nothing of another one', async () => {
  const live = await liveCampaign();
  await open(live);
  await store.commit(live.code, [redeem('bob'), redeem('cleo')], second(5));
  await close(live, second(10));
  await open(live, 'next', second(20));
  await store.commit(live.code, [redeem('dan')], second(25));
  const early = await paid(live, 'early');
  await settle(live, second(40));
  const after = await paid(live, 'after');
  expect([early, after]).toEqual([0, 2]);
  expect(await load(live)).toMatchObject({
    earned: [{ asset: 'points/0', rewards: 2, held: 0, minor: 200 }],
    batches: [1, 2],
  });
});

async function paid({ of: { campaign } }: Live, run: string): Promise<number> {
  const request = { campaign, timing: 'after-stream', stream: 's' as StreamId } as const;
  const batch = await withTransaction(store.pool, (db) =>
    beginBatch(db, { ...request, asOf: second(60) }, { workflow: run, run: `${campaign} ${run}` }),
  );
  const name = { campaign, number: batch?.number ?? 0 };
  for (let pages = 0; pages < 4; pages += 1) {
    await withTransaction(store.pool, (db) =>
      turnBatchPage(db, name, { size: 100, provider: 'none' }),
    );
  }
  const done = await loadBatch(store.pool, name);
  expect(done?.state).toBe('done');
  return done?.paid ?? 0;
}

test('nobody is issued a code of no streamer', async () => {
  const { terms } = await liveCampaign();
  const answer = await issueCode(store.pool, issueOf(terms, 'orion', store.keys));
  expect(word(answer)).toBe('PARAMETER_REQUIRED');
});

test('late attribution by hand counts in a stream that is not settled yet', async () => {
  const live = await liveCampaign();
  await open(live, 's', plus(start, 1));
  await close(live, second(10));
  const byHand = { actor: 'olga', reason: 'a complaint', at: second(5) };
  const use = (who: string) => store.commit(live.code, [redeem(who, { late: byHand })], second(60));
  expect((await use('bob')).outcomes.map(word)).toEqual(['ok']);
  await settle(live, plus(second(60), duration(1)));
  expect((await use('cleo')).outcomes.map(word)).toEqual(['STREAM_NOT_OPEN']);
});
