import { describe, expect, it } from 'vitest';

import type { SignatureFault } from '../../sandbox/signature.ts';
import { isMessageId, readSecret, sign, verify } from '../../sandbox/signature.ts';
import { SECRET, signatureOf } from './signed-caller.ts';

const NOW_MS = 1_700_000_000_000;
const NOW = NOW_MS / 1000;
const KEY = readSecret(SECRET);
const PAYLOAD = '{"key":"payout:7"}';
const HEADERS = { ...sign(KEY, { id: 'msg_1', timestampSeconds: NOW, payload: PAYLOAD }) };

describe('signing', () => {
  it('agrees with the example of the Standard Webhooks libraries', () => {
    const key = readSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1_614_265_330,
      payload: '{"test": 2432232314}',
    };
    expect(sign(key, message)['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('signs the bytes, whatever they are', () => {
    const payload = Buffer.from('{"名":"值"}');
    const message = { id: 'msg_1', timestampSeconds: NOW, payload };
    expect(sign(KEY, message)['webhook-signature']).toBe(
      signatureOf(SECRET, 'msg_1', [NOW, payload.toString()]),
    );
  });
});

describe('secrets', () => {
  it.each([
    ['no prefix', Buffer.alloc(24).toString('base64')],
    ['nothing behind the prefix', 'whsec_'],
    ['not base64', `whsec_${'*'.repeat(40)}`],
    ['base64 with something in it', `whsec_${'A'.repeat(20)} ${'A'.repeat(20)}`],
    ['23 bytes', `whsec_${Buffer.alloc(23, 1).toString('base64')}`],
  ])('refuses a secret with %s', (_what, secret) => {
    expect(() => readSecret(secret)).toThrow(RangeError);
  });

  it('takes 24 bytes', () => {
    expect(readSecret(`whsec_${Buffer.alloc(24, 1).toString('base64')}`)).toHaveLength(24);
  });
});

describe('verifying', () => {
  it('believes what it signed, 5 minutes long, and no second longer', () => {
    const check = (nowMs: number) => verify(KEY, { headers: HEADERS, payload: PAYLOAD }, nowMs);
    expect(check(NOW_MS)).toEqual({ ok: true, id: 'msg_1' });
    expect(check(NOW_MS + 300_000).ok).toBe(true);
    expect(check(NOW_MS - 300_000).ok).toBe(true);
    expect(check(NOW_MS + 301_000)).toMatchObject({ code: 'SIGNATURE_STALE' });
    expect(check(NOW_MS - 301_000)).toMatchObject({ code: 'SIGNATURE_STALE' });
  });

  it('believes one right signature among several', () => {
    const several = `v1,AAAA v1a,${'B'.repeat(43)}= ${HEADERS['webhook-signature']}`;
    const headers = { ...HEADERS, 'webhook-signature': several };
    expect(verify(KEY, { headers, payload: PAYLOAD }, NOW_MS).ok).toBe(true);
  });

  const right = HEADERS['webhook-signature'];
  const forgeries: [string, Record<string, string | undefined>, SignatureFault][] = [
    ['no id', { 'webhook-id': undefined }, 'SIGNATURE_MISSING'],
    ['no timestamp', { 'webhook-timestamp': undefined }, 'SIGNATURE_MISSING'],
    ['no signature', { 'webhook-signature': undefined }, 'SIGNATURE_MISSING'],
    ['a full stop in the id', { 'webhook-id': 'msg.1' }, 'SIGNATURE_MALFORMED'],
    ['an empty id', { 'webhook-id': '' }, 'SIGNATURE_MALFORMED'],
    ['a timestamp in words', { 'webhook-timestamp': 'now' }, 'SIGNATURE_MALFORMED'],
    [
      'a timestamp with a zero before it',
      { 'webhook-timestamp': `0${String(NOW)}` },
      'SIGNATURE_MALFORMED',
    ],
    ['another id', { 'webhook-id': 'msg_2' }, 'SIGNATURE_MISMATCH'],
    ['another second', { 'webhook-timestamp': String(NOW + 1) }, 'SIGNATURE_MISMATCH'],
    ['an empty signature', { 'webhook-signature': '' }, 'SIGNATURE_MISMATCH'],
    ['no version', { 'webhook-signature': right.slice(3) }, 'SIGNATURE_MISMATCH'],
    ['another version', { 'webhook-signature': right.replace('v1', 'v2') }, 'SIGNATURE_MISMATCH'],
    ['a longer signature', { 'webhook-signature': `${right}A` }, 'SIGNATURE_MISMATCH'],
    ['a shorter signature', { 'webhook-signature': right.slice(0, -1) }, 'SIGNATURE_MISMATCH'],
  ];
  it.each(forgeries)('refuses %s', (_what, over, code) => {
    const headers = { ...HEADERS, ...over };
    expect(verify(KEY, { headers, payload: PAYLOAD }, NOW_MS)).toMatchObject({ ok: false, code });
  });

  it('refuses another payload and another secret', () => {
    const changed = { headers: HEADERS, payload: `${PAYLOAD} ` };
    expect(verify(KEY, changed, NOW_MS)).toMatchObject({ code: 'SIGNATURE_MISMATCH' });
    const other = readSecret(`whsec_${Buffer.alloc(24, 1).toString('base64')}`);
    const same = { headers: HEADERS, payload: PAYLOAD };
    expect(verify(other, same, NOW_MS)).toMatchObject({ code: 'SIGNATURE_MISMATCH' });
  });

  it('takes no id that is too long or not visible ASCII', () => {
    expect(['a', '!~', 'a'.repeat(128)].every(isMessageId)).toBe(true);
    expect(['a'.repeat(129), 'a b', 'é', 'a.b', undefined].some(isMessageId)).toBe(false);
  });
});
