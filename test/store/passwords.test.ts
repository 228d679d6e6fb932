import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { OpId, ProofId, SubjectId } from '../../domain/ids.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { duration, plus } from '../../domain/time.ts';
import { beginPassword } from '../../store/passwords/begin-password.ts';
import { enterPassword } from '../../store/passwords/enter-password.ts';
import { forgetPasswords } from '../../store/passwords/forget-passwords.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, start, type Store } from './fixture.ts';

const password = { digits: 6, validForMs: duration(300_000), attemptsMax: 5 };
const sending = { ...password, resendAfterMs: duration(0), sendsMax: 3, sessionsPerDay: 5 };
let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore(undefined, { connections: 12 });
  terms = await store.publishOwn(termsLike({ scenario: { kind: 'exclusive-coupon', password } }));
});

afterAll(() => store.close());

async function begun(holder: string, of = terms, phone = 'a-phone', isUsable = true) {
  const { code } = await store.issue(of, holder);
  const about = { asked: code.lineage, phone, operation: 'redeem' as const, now: start };
  const request = { ...about, campaign: code.campaign, isUsable, terms: sending };
  const made = await withTransaction(store.pool, (db) =>
    beginPassword(db, store.keys, { ...request, timeZone: 'Asia/Shanghai' }),
  );
  if (!made.ok) throw new Error(made.message);
  const enter = (text: string) =>
    withTransaction(store.pool, (db) =>
      enterPassword(db, store.keys, { ...about, password: text }),
    );
  return { code, right: made.password, enter };
}

function claim(proof: ProofId, by: string): UseCommand {
  const phone = 'a-phone';
  return { kind: 'redeem', opId: by as OpId, invitee: by as SubjectId, phone, proof };
}

test('two redemptions with one password: one wins, in one batch and in two', async () => {
  for (const [holder, batches] of [
    ['ann', [['a1', 'a2']]],
    ['zoe', [['z1'], ['z2']]],
  ] as const) {
    const { code, right, enter } = await begun(holder);
    const entered = await enter(right);
    const proof = entered.ok ? entered.proof : ('none' as ProofId);
    const words: string[] = [];
    let row = code;
    for (const batch of batches) {
      const done = await store.commit(
        row,
        batch.map((by) => claim(proof, by)),
        start,
      );
      row = done.row;
      words.push(...done.outcomes.map((one) => (one.ok ? 'ok' : one.code)));
    }
    expect(words).toEqual(['ok', 'PASSWORD_USED']);
  }
});

test('a hundred guesses at once are five that are compared', async () => {
  const { right, enter } = await begun('bea');
  const wrong = (by: number): string => String((Number(right) + by) % 1e6).padStart(6, '0');
  const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => enter(wrong(at + 1))));
  const words = answers.map((one) => (one.ok ? 'ok' : one.code));
  expect(words.filter((one) => one === 'PASSWORD_WRONG')).toHaveLength(5);
  expect(words.filter((one) => one === 'PASSWORD_TRIES_USED')).toHaveLength(95);
});

test('what no limit counts and nothing rests on is forgotten after two days, and nothing else', async () => {
  const { right, code, enter } = await begun('old');
  const entered = await enter(right);
  const kept = async (): Promise<unknown> =>
    query(
      store.pool,
      `SELECT (SELECT count(*)::int FROM password_session WHERE asked = $1) AS sessions,
         (SELECT count(*)::int FROM proof WHERE lineage = $1::uuid) AS proofs`,
      [code.lineage],
    );
  await forgetPasswords(store.pool, plus(start, 47 * 3_600_000));
  expect(await kept()).toEqual([{ sessions: 1, proofs: 1 }]);
  if (entered.ok) await store.commit(code, [claim(entered.proof, 'used')], start);
  await forgetPasswords(store.pool, plus(start, 49 * 3_600_000));
  expect(await kept()).toEqual([{ sessions: 0, proofs: 1 }]);
  const unused = await begun('unused');
  await unused.enter(unused.right);
  await forgetPasswords(store.pool, plus(start, 49 * 3_600_000));
  const left = await query(store.pool, 'SELECT used_by FROM proof WHERE used_by IS NULL');
  expect(left).toEqual([]);
});

test('sessions of a phone are counted over all campaigns, at once too, and those of a sandbox apart', async () => {
  const scenario = { kind: 'exclusive-coupon' as const, password };
  const own = await Promise.all(
    Array.from({ length: 8 }, () => store.publishOwn(termsLike({ scenario }))),
  );
  const [played] = own;
  if (played === undefined) throw new Error('eight were published');
  await store.owner.query('UPDATE campaign SET sandbox = true WHERE id = $1', [played.campaign]);
  const asked = await Promise.allSettled(
    own.map((one, at) => begun(`many-${String(at)}`, one, 'its-phone')),
  );
  const [ofSandbox, ...others] = asked.map(({ status }) => status);
  expect(ofSandbox).toBe('fulfilled');
  expect(others.filter((status) => status === 'fulfilled')).toHaveLength(5);
  await begun('again', played, 'its-phone');
});

test('sessions of a phone and day count alike, whether there is the code or not, and no password is right of none', async () => {
  for (const [phone, first] of [
    ['one-phone', true],
    ['other-phone', false],
  ] as const) {
    for (let at = 0; at < 5; at += 1) await begun(`${phone}-${String(at)}`, terms, phone, first);
    for (const isUsable of [true, false]) {
      const more = begun(`${phone}-more-${String(isUsable)}`, terms, phone, isUsable);
      await expect(more).rejects.toThrow('this phone has asked 5 times today');
    }
  }
  const { right, enter } = await begun('made-up', terms, 'third-phone', false);
  expect(await enter(right)).toMatchObject({ ok: false, code: 'PASSWORD_WRONG' });
});
