import { createPrivateKey } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { authorization } from '../../activities/providers/alipay/signature.ts';
import { refusalOf } from '../../sandbox/alipay/app-gate.ts';
import { createIdentity } from '../../sandbox/alipay/platform.ts';
import { otherSerial, vectorCertificate, vectorKey, vectorSerial } from './alipay-vectors.ts';

const app = {
  appId: '2021000122671080',
  serial: vectorSerial,
  rootSerial: otherSerial,
  privateKey: createPrivateKey(vectorKey),
};
const known = { ...app, certificate: vectorCertificate };
const request = {
  method: 'POST' as const,
  target: '/v3/alipay/fund/trans/uni/transfer',
  timestampMs: Date.now(),
  nonce: 'n1',
  body: '{"转账":1}',
};
const came = {
  ...request,
  rootSerial: otherSerial,
  authorization: authorization(app, request),
};

describe('the local Alipay’s gate', () => {
  it('lets a rightly signed request through', () => {
    expect(refusalOf(known, came)).toBeNull();
  });

  const stale = { ...request, timestampMs: Date.now() - 700_000 };
  const stranger = { ...app, privateKey: createIdentity('An app').privateKey };
  it.each([
    ['another body', { ...came, body: '{}' }, 'invalid-signature'],
    ['another target', { ...came, target: `${request.target}?a=b` }, 'invalid-signature'],
    ['another method', { ...came, method: 'GET' }, 'invalid-signature'],
    ['no signature', { ...came, authorization: undefined }, 'missing-signature'],
    ['a stale time', { ...came, authorization: authorization(app, stale) }, 'illegal-timestamp'],
    [
      'a stranger’s key',
      { ...came, authorization: authorization(stranger, request) },
      'invalid-signature',
    ],
    [
      'another certificate',
      { ...came, authorization: authorization({ ...app, serial: otherSerial }, request) },
      'app-cert-not-exist',
    ],
    [
      'another app',
      { ...came, authorization: authorization({ ...app, appId: '1' }, request) },
      'invalid-app-id',
    ],
    ['other roots', { ...came, rootSerial: undefined }, 'invalid-alipay-root-cert-sn'],
  ])('turns away %s', (_name, given, code) => {
    expect(refusalOf(known, given)).toMatchObject({ body: { code } });
  });
});
