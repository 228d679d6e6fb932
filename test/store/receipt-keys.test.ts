import { describe, expect, it } from 'vitest';

import { readReceipt, signStatement } from '../../client/receipts/jws.ts';
import type { Statement } from '../../client/receipts/statement.ts';
import { readJwks, receiptJwks, receiptKey } from '../../store/keys/receipt-keys.ts';
import { testKeys } from './fixture.ts';

const ring = testKeys('k-1');
const keys = receiptJwks(ring);
const statement = { receipt: 1, campaign: 'x', rewards: [{ amount: '1.00' }] } as unknown;
const receipt = signStatement(statement as Statement, receiptKey(ring));
const [head = '', body = '', signature = ''] = receipt.split('.');
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): object =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

describe('the keys of receipts', () => {
  it('are the same whenever they are made, and others for another ring', () => {
    expect(receiptJwks(ring)).toEqual(keys);
    expect(receiptJwks(testKeys('k-1'))[0]?.x).not.toBe(keys[0]?.x);
  });

  it('come with the current one first, and hold no secret', () => {
    const rotated = receiptJwks(testKeys('k-2', ring));
    expect(rotated).toHaveLength(2);
    expect(rotated[1]).toEqual(keys[0]);
    expect(Object.keys(rotated[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('have the name of RFC 8037, appendix A.3', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    const read = readJwks(
      JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: 'own' }] }),
    );
    expect(read).toMatchObject([{ x, kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' }]);
  });

  it.each(['', '[]', '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[null,1]}'])(
    'are not found in %j',
    (text) => {
      expect(readJwks(text)).toBeUndefined();
    },
  );
});

describe('a receipt', () => {
  it('is right for WebCrypto, which knows nothing of us', async () => {
    const { kty, crv, x } = keys[0] ?? {};
    const jwk = { kty: kty ?? '', crv: crv ?? '', x: x ?? '' };
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    const bytes = Buffer.from(signature, 'base64url');
    const signed = Buffer.from(`${head}.${body}`);
    expect(await crypto.subtle.verify('Ed25519', key, bytes, signed)).toBe(true);
    expect(readReceipt(` ${receipt}\n`, keys)).toEqual({ ok: true, statement, kid: keys[0]?.kid });
  });

  const header = decode(head);
  const more = { ...decode(body), rewards: [{ amount: '100.00' }] };
  const other = signStatement(
    { ...decode(body), receipt: 2 } as unknown as Statement,
    receiptKey(ring),
  );
  const foreign = signStatement(statement as Statement, receiptKey(testKeys('k-1')));
  const last = signature.at(-1) ?? '';
  const twin = `${signature.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) + 1)}`;
  it.each([
    ['another amount', `${head}.${encode(more)}.${signature}`, 'BAD_SIGNATURE'],
    ['no signature', `${head}.${body}.`, 'NOT_A_RECEIPT'],
    ['a signature of nothing', `${head}.${body}.AA`, 'BAD_SIGNATURE'],
    ['the same signature written otherwise', `${head}.${body}.${twin}`, 'BAD_SIGNATURE'],
    ['no algorithm', `${encode({ ...header, alg: 'none' })}.${body}.${signature}`, 'NOT_A_RECEIPT'],
    ['another type', `${encode({ ...header, typ: 'JWT' })}.${body}.${signature}`, 'NOT_A_RECEIPT'],
    ['extensions', `${encode({ ...header, crit: ['b64'] })}.${body}.${signature}`, 'NOT_A_RECEIPT'],
    ['a key of nobody', `${encode({ ...header, kid: 'x' })}.${body}.${signature}`, 'UNKNOWN_KEY'],
    ['the key of somebody else', foreign, 'UNKNOWN_KEY'],
    ['a version of later', other, 'OTHER_VERSION'],
    ['half of it', receipt.slice(0, receipt.length / 2), 'NOT_A_RECEIPT'],
    ['no receipt at all', 'bob redeemed it', 'NOT_A_RECEIPT'],
  ])('is refused with %s', (_, text, problem) => {
    expect(readReceipt(text, keys)).toMatchObject({ ok: false, problem });
  });
});
