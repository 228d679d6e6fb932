import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { disbeliefOf } from '../../activities/providers/wechat/authenticity.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import { openSealed, readApiV3Key } from '../../activities/providers/wechat/sealed.ts';
import { unfitSettings } from '../../activities/providers/wechat/settings.ts';
import { authorization } from '../../activities/providers/wechat/signature.ts';
import { createIdentity } from '../../sandbox/wechat/platform.ts';
import { settingsFor } from './wechat-fixture.ts';
import {
  answerSignature,
  requestSignature,
  sealedKey,
  sealedText,
  vectorKey,
} from './wechat-vectors.ts';

const privateKey = createPrivateKey(vectorKey);

describe('a request to WeChat Pay', () => {
  it('is signed as the documentation’s example is by another program', () => {
    const header = authorization(
      { mchid: '1900009191', serial: '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C', privateKey },
      {
        method: 'GET',
        target: '/v3/certificates',
        timestampSeconds: 1_554_208_460,
        nonce: '593BEC0C930BF1AFEB40B4A08C8FB242',
        body: '',
      },
    );
    expect(header).toBe(
      'WECHATPAY2-SHA256-RSA2048 mchid="1900009191",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",' +
        `signature="${requestSignature}",timestamp="1554208460",` +
        'serial_no="1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"',
    );
  });

  it('has a bill number that follows from the payout’s key alone', () => {
    const key = '0190.0/red-packet/inviter';
    expect(billNumber(key)).toBe('d2e6955d6a145be7a88193e552e24587');
    expect(billNumber(key)).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(billNumber('0190.0/red-packet/invitee')).not.toBe(billNumber(key));
  });
});

describe('an answer of WeChat Pay', () => {
  const payload = Buffer.from('{"data":[]}');
  const nowMs = 1_554_209_980_000;
  const key = createPublicKey(privateKey);
  const findKey = (serial: string) => Promise.resolve(serial === 'K1' ? key : null);
  const headers = {
    'wechatpay-serial': 'K1',
    'wechatpay-timestamp': '1554209980',
    'wechatpay-nonce': 'c5ac7061fccab6bf3e254dcf98995b8c',
    'wechatpay-signature': answerSignature,
  };
  const received = (over: Record<string, string> = {}) => ({
    headers: new Headers({ ...headers, ...over }),
    payload,
  });

  it('is believed when another program signed it with the platform’s key', async () => {
    expect(await disbeliefOf(findKey, received(), nowMs)).toBeNull();
    expect(await disbeliefOf(findKey, received(), nowMs + 299_000)).toBeNull();
  });

  it.each([
    ['another body', { ...received(), payload: Buffer.from('{"data":[] }') }, nowMs],
    ['no signature', { ...received(), headers: new Headers() }, nowMs],
    ['another nonce', received({ 'wechatpay-nonce': 'other' }), nowMs],
    ['a key that is not known', received({ 'wechatpay-serial': 'K2' }), nowMs],
    ['a time that is not signed', received({ 'wechatpay-timestamp': '1554209981' }), nowMs],
    ['no time', received({ 'wechatpay-timestamp': 'now' }), nowMs],
    ['the platform’s probe', received({ 'wechatpay-signature': 'WECHATPAY/SIGNTEST/AA==' }), nowMs],
    ['an old answer', received(), nowMs + 301_000],
    ['an answer from the future', received(), nowMs - 301_000],
  ])('is not believed with %s', async (_name, given, at) => {
    expect(await disbeliefOf(findKey, given, at)).not.toBeNull();
  });
});

describe('what is sealed with the APIv3 key', () => {
  const key = readApiV3Key(sealedKey);

  it('is opened when another program sealed it', () => {
    const text = '{"out_bill_no":"plfk2020042013","state":"SUCCESS"}';
    expect(openSealed(key, sealedText)?.toString()).toBe(text);
  });

  it.each([
    ['another key', readApiV3Key(sealedKey.replace('0', '1')), sealedText],
    ['other associated data', key, { ...sealedText, associated_data: 'certificate' }],
    ['another nonce', key, { ...sealedText, nonce: 'fdasfjihihii' }],
    ['another text', key, { ...sealedText, ciphertext: `A${sealedText.ciphertext.slice(1)}` }],
    ['nothing but a tag', key, { ...sealedText, ciphertext: 'AAAA' }],
    ['another algorithm', key, { ...sealedText, algorithm: 'AEAD_SM4_GCM' }],
    ['another form', key, 'sealed'],
  ])('is not opened with %s', (_name, held, sealed) => {
    expect(openSealed(held, sealed)).toBeNull();
  });
});

describe('the platform’s certificate in the sandbox', () => {
  it('is one that X.509 readers read', () => {
    const { certificate, serial, until } = createIdentity();
    const read = new X509Certificate(certificate);
    expect(read.serialNumber).toBe(serial.replace(/^(?:00)+/, ''));
    expect(read.verify(read.publicKey)).toBe(true);
    expect(Math.abs(Date.parse(read.validTo) - until.getTime())).toBeLessThan(1_000);
  });
});

describe('the settings', () => {
  it('are read, and all that is unfit is said without a secret', () => {
    const good = settingsFor('https://api.mch.weixin.qq.com');
    expect(unfitSettings(good)).toEqual([]);
    const bad = {
      ...good,
      mchid: 'm',
      privateKey: 'secret-pem',
      apiV3Key: 'short-secret',
      publicKey: { id: 'x', pem: 'y' },
      terms: { ...good.terms, remark: '', notifyUrl: 'https://a.example/?b=c', amountFenMax: 9 },
    };
    const text = unfitSettings(bad).join('; ');
    expect(unfitSettings(bad)).toHaveLength(8);
    expect(text).not.toContain('secret');
  });
});
