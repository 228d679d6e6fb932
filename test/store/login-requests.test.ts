import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeId } from '../../domain/ids.ts';
import { duration, plus } from '../../domain/time.ts';
import {
  claimLogin,
  closeClaim,
  denyLogin,
  findClaim,
  keepLoginRequest,
  pollLogin,
  requestMs,
} from '../../store/devices/login-request.ts';
import { withTransaction } from '../../store/pool.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, start, type Store } from './fixture.ts';

const login = { digits: 6, everyMs: duration(300_000), drift: 1, attemptsAnHour: 10 };
let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore(undefined, { connections: 12 });
  terms = await store.publishOwn(termsLike({ scenario: { kind: 'device-login', ...login } }));
});

afterAll(() => store.close());

async function asked() {
  const id = randomUUID();
  const [deviceIndex, userIndex] = [Buffer.from(`device ${id}`), Buffer.from(`user ${id}`)];
  const { campaign } = terms;
  const request = { id, campaign, deviceIndex, userIndex, asked: {}, serverNow: start };
  expect(await keepLoginRequest(store.pool, request)).toBe(true);
  const claim = (code: CodeId, serverNow = start) =>
    claimLogin(store.pool, { campaign, userIndexes: [userIndex], code, serverNow });
  const deny = (code: CodeId) =>
    denyLogin(store.pool, { campaign, userIndexes: [userIndex], code, serverNow: start });
  const poll = (opId: string) =>
    withTransaction(store.pool, (db) =>
      pollLogin(db, { deviceIndexes: [deviceIndex], opId, serverNow: start }),
    );
  return { claim, deny, poll, request };
}

async function codes(count: number): Promise<readonly CodeId[]> {
  const issued = Array.from({ length: count }, () => store.issue(terms, randomUUID()));
  return (await Promise.all(issued)).map(({ code }) => code.id);
}

test('of twenty codes that claim one login at once, one has it until it sets it free', async () => {
  const { claim } = await asked();
  const all = await codes(20);
  const claims = await Promise.all(all.map((code) => claim(code)));
  const [mine, ...others] = claims.flatMap((one) => one ?? []);
  expect(others).toEqual([]);
  if (mine === undefined) throw new Error('one of them has it');
  expect(mine.attempt).toBe(1);
  await Promise.all([closeClaim(store.pool, mine, false), closeClaim(store.pool, mine, false)]);
  const other = all.find((code) => code !== mine.code) ?? mine.code;
  const next = await claim(other);
  expect(next).toMatchObject({ code: other, attempt: 2 });
  await closeClaim(store.pool, mine, true);
  expect(await claim(mine.code)).toBeUndefined();
  expect(await claim(other, plus(start, requestMs))).toBeUndefined();
});

test('of fifty polls at once, one is told that the device was let in, and again when it asks again', async () => {
  const { claim, poll } = await asked();
  const [code] = await codes(1);
  const mine = code === undefined ? undefined : await claim(code);
  if (mine === undefined) throw new Error('a code claims it');
  await closeClaim(store.pool, mine, true);
  const names = Array.from({ length: 50 }, (_, n) => `poll-${String(n)}`);
  const answers = await Promise.all(names.map(poll));
  const told = names.filter((_, n) => answers[n]?.state === 'approved');
  expect(told).toHaveLength(1);
  for (const name of told) expect((await poll(name)).state).toBe('approved');
  expect(answers.filter(({ state }) => state === 'unknown')).toHaveLength(49);
});

test('two requests never have one user code', async () => {
  const { request } = await asked();
  const twin = { ...request, id: randomUUID(), deviceIndex: Buffer.from(randomUUID()) };
  expect(await keepLoginRequest(store.pool, twin)).toBe(false);
});

test('a login that a code is letting in is denied by none, nor by that code, until it is free', async () => {
  const { claim, deny, poll, request } = await asked();
  const [code, other] = await codes(2);
  if (code === undefined || other === undefined) throw new Error('two were issued');
  const mine = await claim(code);
  if (mine === undefined) throw new Error('a code claims it');
  expect(await findClaim(store.pool, [request.deviceIndex])).toEqual(mine);
  expect([await deny(code), await deny(other)]).toEqual([false, false]);
  await closeClaim(store.pool, mine, false);
  expect(await findClaim(store.pool, [request.deviceIndex])).toBeUndefined();
  expect([await deny(code), await deny(code), await deny(other)]).toEqual([true, true, false]);
  expect(await poll('late')).toEqual({ state: 'denied' });
  expect(await claim(other)).toBeUndefined();
});
