import { createPrivateKey, generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { disbeliefOf } from '../../activities/providers/alipay/authenticity.ts';
import {
  appSerial,
  readAlipayCertificate,
  rootSerial,
} from '../../activities/providers/alipay/certificates.ts';
import { handleAlipayNotification } from '../../activities/providers/alipay/notification.ts';
import { authorization } from '../../activities/providers/alipay/signature.ts';
import * as vectors from './alipay-vectors.ts';

const privateKey = createPrivateKey(vectors.vectorKey);
const certificate = readAlipayCertificate(vectors.vectorCertificate);
const appId = '2021000122671080';
const number = 'd2e6955d6a145be7a88193e552e24587';

describe('the serial of a certificate', () => {
  const { vectorCertificate, ellipticRoot, otherRoot, vectorSerial, otherSerial } = vectors;

  it('is counted as another program counts it', () => {
    expect(appSerial(vectorCertificate, privateKey)).toBe(vectorSerial);
    expect(certificate.serial).toBe(vectorSerial);
    expect(readAlipayCertificate(`${vectorCertificate}\n${otherRoot}`).serial).toBe(vectorSerial);
  });

  it('of the roots is that of those of RSA, in their order', () => {
    const roots = [ellipticRoot, vectorCertificate, otherRoot].join('\n\n');
    expect(rootSerial(roots)).toBe(`${vectorSerial}_${otherSerial}`);
    expect(() => rootSerial(ellipticRoot)).toThrow('no root certificate of RSA');
  });

  it('is not told for the certificate of another key', () => {
    const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => appSerial(vectorCertificate, other)).toThrow('another private key');
    expect(() => appSerial('no PEM', privateKey)).toThrow('no certificate');
  });
});

describe('a request to Alipay', () => {
  it('is signed as another program signs it', () => {
    const { vectorSerial, requestSignature } = vectors;
    const app = { appId, serial: vectorSerial, rootSerial: vectorSerial, privateKey };
    const header = authorization(app, {
      method: 'GET',
      target:
        '/v3/alipay/fund/trans/common/query?product_code=TRANS_ACCOUNT_NO_PWD' +
        `&biz_scene=DIRECT_TRANSFER&out_biz_no=${number}`,
      timestampMs: 1_785_542_400_000,
      nonce: '593BEC0C930BF1AFEB40B4A08C8FB242',
      body: '',
    });
    expect(header).toBe(
      `ALIPAY-SHA256withRSA app_id=${appId},app_cert_sn=${vectorSerial},` +
        'nonce=593BEC0C930BF1AFEB40B4A08C8FB242,timestamp=1785542400000,' +
        `sign=${requestSignature}`,
    );
  });
});

describe('an answer of Alipay', () => {
  const payload = Buffer.from('{"status":"SUCCESS","标题":1}');
  const nowMs = 1_785_542_400_000;
  const headers = {
    'alipay-sn': vectors.vectorSerial,
    'alipay-timestamp': '1785542400000',
    'alipay-nonce': 'c5ac7061fccab6bf3e254dcf98995b8c',
    'alipay-signature': vectors.answerSignature,
  };
  const received = (over: Record<string, string> = {}) => ({
    headers: new Headers({ ...headers, ...over }),
    payload,
  });

  it('is believed when another program signed it with the key of the certificate', () => {
    expect(disbeliefOf(certificate, received(), nowMs)).toBeNull();
    expect(disbeliefOf(certificate, received(), nowMs + 299_000)).toBeNull();
    expect(disbeliefOf(certificate, received({ 'alipay-sn': '' }), nowMs)).toBeNull();
  });

  it.each([
    ['another body', { ...received(), payload: Buffer.from('{"status":"SUCCESS"}') }, nowMs],
    ['no signature', { ...received(), headers: new Headers() }, nowMs],
    ['no base64', received({ 'alipay-signature': '@' }), nowMs],
    ['another nonce', received({ 'alipay-nonce': 'other' }), nowMs],
    ['another certificate', received({ 'alipay-sn': vectors.otherSerial }), nowMs],
    ['a time that is not signed', received({ 'alipay-timestamp': '1785542400001' }), nowMs],
    ['no time', received({ 'alipay-timestamp': 'now' }), nowMs],
    ['an old answer', received(), nowMs + 301_000],
    ['an answer from the future', received(), nowMs - 301_000],
  ])('is not believed with %s', (_name, given, at) => {
    expect(disbeliefOf(certificate, given, at)).not.toBeNull();
  });

  it('is not believed when the certificate is out of date', () => {
    const ended = { ...certificate, untilMs: nowMs };
    expect(disbeliefOf(ended, received(), nowMs)).toContain('out of date');
  });
});

describe('a notification of Alipay', () => {
  const signed = { ...vectors.vectorNote, sign: vectors.noteSignature };

  async function told(form: Record<string, string> | string, to = { appId, certificate }) {
    const looked: string[] = [];
    const payload = Buffer.from(new URLSearchParams(form).toString());
    const answer = await handleAlipayNotification(to, payload, (one) => {
      looked.push(one);
      return Promise.resolve();
    });
    return { ...answer, looked };
  }

  it('that another program signed has the payout of its number looked at', async () => {
    const good = { status: 200, body: 'success', looked: [number] };
    expect(await told(signed)).toEqual(good);
    expect(await told({ ...signed, passback_params: '' })).toEqual(good);
  });

  const { biz_content: content } = signed;
  it.each([
    ['another content', { ...signed, biz_content: content.replace('d2', 'd3') }, 401],
    ['one more parameter', { ...signed, extra: '1' }, 401],
    ['no signature', vectors.vectorNote, 401],
    ['a parameter that comes twice', `${new URLSearchParams(signed).toString()}&version=1.0`, 400],
  ])('is not believed with %s', async (_name, form, status) => {
    expect(await told(form)).toEqual({ status, body: 'fail', looked: [] });
  });

  it('to another app, or under a certificate out of date, is not believed', async () => {
    const none = { status: 401, body: 'fail', looked: [] };
    expect(await told(signed, { appId: '2021000000000000', certificate })).toEqual(none);
    const ended = { ...certificate, untilMs: 0 };
    expect(await told(signed, { appId, certificate: ended })).toEqual(none);
  });
});
