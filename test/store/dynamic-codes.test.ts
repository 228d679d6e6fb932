import { afterAll, beforeAll, expect, test } from 'vitest';

import { loginTermsOf, type LoginTerms } from '../../domain/campaign/scenario.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, instant, plus, type Instant } from '../../domain/time.ts';
import { lockAuthenticator } from '../../store/devices/authenticator.ts';
import { dynamicCodeAt, stepOf } from '../../store/devices/dynamic-code.ts';
import { enterDynamicCode } from '../../store/devices/enter-dynamic-code.ts';
import { tellSlowedCodes } from '../../store/devices/slowed-codes.ts';
import { secretOf } from '../../store/keys/authenticator-secret.ts';
import { generateKeyRing, parseKeyRing } from '../../store/keys/key-ring.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, start, type Store } from './fixture.ts';

const fiveMinutes = duration(300_000);
const login: LoginTerms = { digits: 6, everyMs: fiveMinutes, drift: 1, attemptsAnHour: 10 };
let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore(undefined, { connections: 12 });
  terms = await store.publishOwn(termsLike({ scenario: { kind: 'device-login', ...login } }));
  expect(loginTermsOf(terms.scenario)).toBeDefined();
});

afterAll(() => store.close());

interface Entering {
  readonly by?: string;
  readonly opId?: string;
  readonly at?: Instant;
}

async function held(holder: string) {
  const { code } = await store.issue(terms, holder);
  const { lineage }: CodeRow = code;
  const secret = await withTransaction(store.pool, async (db) =>
    secretOf(store.keys, await lockAuthenticator(db, store.keys, lineage)),
  );
  let operations = 0;
  const enter = async (dynamicCode: string, { by = 'tv', opId, at = start }: Entering = {}) => {
    operations += 1;
    const given = { terms: login, dynamicCode, opId: opId ?? `op-${String(operations)}` };
    const entered = {
      ...given,
      lineage,
      parties: [partyKey('person', by)],
      serverNow: at,
      now: at,
    };
    const answer = await withTransaction(store.pool, (db) =>
      enterDynamicCode(db, store.keys, entered),
    );
    return answer.ok ? 'ok' : answer.code;
  };
  const shown = (at: Instant = start): string => dynamicCodeAt(secret, login, at);
  const wrong = (by: number): string =>
    String((Number(shown()) + by * 7919) % 1e6).padStart(6, '0');
  return { code, secret, enter, shown, wrong };
}

test('codes are those of appendix B of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890');
  const shape = { digits: 8, everyMs: duration(30_000) };
  const vectors = {
    59: '94287082',
    1111111109: '07081804',
    1111111111: '14050471',
    1234567890: '89005924',
    2000000000: '69279037',
    20000000000: '65353130',
  };
  for (const [seconds, code] of Object.entries(vectors)) {
    const now = instant(Number(seconds) * 1000);
    expect(dynamicCodeAt(secret, shape, now)).toBe(code);
    const whole = { ...login, ...shape };
    expect(stepOf(secret, whole, { dynamicCode: code, now })).toBe(
      Math.floor(Number(seconds) / 30),
    );
  }
});

test('a code is taken one step before and after its own, and not two', async () => {
  const { secret, shown } = await held('drifting');
  const found = [-2, -1, 0, 1, 2].map((steps) => {
    const dynamicCode = shown(plus(start, steps * fiveMinutes));
    return stepOf(secret, login, { dynamicCode, now: start }) !== undefined;
  });
  expect(found).toEqual([false, true, true, true, false]);
});

test('of a hundred who enter one dynamic code at once one is let in', async () => {
  const { enter, shown } = await held('ann');
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => enter(shown(), { by: `tv-${String(at)}` })),
  );
  expect(answers.filter((one) => one === 'ok')).toHaveLength(1);
  expect(answers.filter((one) => one === 'DYNAMIC_CODE_USED')).toHaveLength(99);
});

test('a step before the last accepted one is used, and the same operation may be repeated', async () => {
  const { enter, shown } = await held('bea');
  const earlier = shown(plus(start, -fiveMinutes));
  expect(await enter(shown(), { opId: 'same' })).toBe('ok');
  expect(await enter(shown(), { opId: 'same' })).toBe('ok');
  expect(await enter(earlier)).toBe('DYNAMIC_CODE_USED');
  const later = plus(start, fiveMinutes);
  expect(await enter(shown(later), { at: later })).toBe('ok');
});

test('of thirty guesses at once by one ten are compared, and only the guesser is shut out', async () => {
  const { enter, shown, wrong } = await held('cleo');
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => enter(wrong(at + 1), { by: 'guesser' })),
  );
  expect(answers.filter((one) => one === 'DYNAMIC_CODE_WRONG')).toHaveLength(10);
  expect(answers.filter((one) => one === 'DYNAMIC_CODE_TRIES_USED')).toHaveLength(20);
  expect(await enter(shown(), { by: 'guesser' })).toBe('DYNAMIC_CODE_TRIES_USED');
  expect(await enter(shown())).toBe('ok');
  const anHourOn = plus(start, 3_600_000);
  expect(await enter(shown(anHourOn), { by: 'guesser', at: anHourOn })).toBe('ok');
});

test('guessers of many addresses slow a code and do not freeze it, and operations hear of it once', async () => {
  const { enter, shown, wrong, code } = await held('dan');
  await Promise.all(
    Array.from({ length: 50 }, (_, at) => enter(wrong(at + 1), { by: `net-${String(at)}` })),
  );
  const next = plus(start, fiveMinutes);
  expect(await enter(shown())).toBe('DYNAMIC_CODE_NEXT_TOO');
  expect(await enter(shown(next), { by: 'another', at: next })).toBe('DYNAMIC_CODE_NEXT_TOO');
  const third = plus(next, fiveMinutes);
  expect(await enter(shown(third), { at: third })).toBe('ok');
  const told = await tellSlowedCodes(store.pool);
  expect(told).toEqual([{ lineage: code.lineage, wrong: 50, slowedAt: start }]);
  expect(await tellSlowedCodes(store.pool)).toEqual([]);
  const nextDay = plus(start, 86_400_000);
  expect(await enter(shown(nextDay), { by: 'new', at: nextDay })).toBe('ok');
});

test('a new key leaves authenticators as they are, and no secret is in the tables', async () => {
  const { code, secret } = await held('eva');
  const rotated = parseKeyRing(generateKeyRing('test-2', store.keys));
  if (!rotated.ok) throw new Error('no ring');
  const again = await withTransaction(store.pool, async (db) =>
    secretOf(rotated.ring, await lockAuthenticator(db, rotated.ring, code.lineage)),
  );
  expect(again.equals(secret)).toBe(true);
  const rows = await query(store.pool, 'SELECT a::text FROM authenticator a');
  expect(JSON.stringify(rows)).not.toContain(secret.toString('hex'));
});
