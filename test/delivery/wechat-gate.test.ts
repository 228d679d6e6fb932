import { createPrivateKey } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { authorization } from '../../activities/providers/wechat/signature.ts';
import { MerchantGate } from '../../sandbox/wechat/merchant-signature.ts';
import { selfSigned } from '../../sandbox/certificate.ts';
import { createIdentity } from '../../sandbox/wechat/platform.ts';
import { vectorKey } from './wechat-vectors.ts';

const privateKey = createPrivateKey(vectorKey);
const serial = '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C';
const dates = { from: new Date(0), until: new Date(4_000_000_000_000) };
const certificate = selfSigned({ serial, name: 'm', privateKey, ...dates });
const now = Math.floor(Date.now() / 1000);
const request = {
  method: 'POST' as const,
  target: '/v3/fund-app/mch-transfer/transfer-bills',
  timestampSeconds: now,
  nonce: 'n1',
  body: '{"转账":1}',
};
const merchant = { mchid: '1900009191', serial, privateKey };
const came = { ...request, authorization: authorization(merchant, request) };

describe('the local WeChat Pay’s gate', () => {
  it('lets a request through once', () => {
    const gate = new MerchantGate('1900009191', certificate);
    expect(gate.refusal(came)).toBeNull();
    expect(gate.refusal(came)).toBe('the nonce was used before');
  });

  const stale = { ...request, timestampSeconds: now - 400 };
  const stranger = { ...merchant, privateKey: createIdentity().privateKey };
  it.each([
    ['another body', { ...came, body: '{}' }],
    ['another target', { ...came, target: `${request.target}?a=b` }],
    ['another method', { ...came, method: 'GET' }],
    ['no signature', { ...came, authorization: undefined }],
    ['a stale time', { ...came, authorization: authorization(merchant, stale) }],
    ['a stranger’s key', { ...came, authorization: authorization(stranger, request) }],
    [
      'another serial',
      { ...came, authorization: authorization({ ...merchant, serial: 'AB' }, request) },
    ],
    [
      'another merchant',
      { ...came, authorization: authorization({ ...merchant, mchid: '1' }, request) },
    ],
  ])('turns away %s', (_name, given) => {
    expect(new MerchantGate('1900009191', certificate).refusal(given)).not.toBeNull();
  });
});
