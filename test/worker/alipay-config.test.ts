import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { createIdentity } from '../../sandbox/alipay/platform.ts';
import { readConfig } from '../../worker/config.ts';

const key = () => randomBytes(32).toString('base64');
const secret = `whsec_${key()}`;
let folder: string;
let good: Record<string, string>;

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alipay-'));
  const [app, alipay] = [createIdentity('An app'), createIdentity('Alipay')];
  const pem = app.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  good = {
    DATABASE_URL: 'postgres://usher@127.0.0.1:5432/usher',
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    USHER_PEPPERS: `k1:${key()}`,
    USHER_SEALING_KEYS: `k1:${key()}`,
    USHER_NOTIFIER_URL: 'https://notifier.example',
    USHER_NOTIFIER_SECRET: `whsec_${key()}`,
    USHER_PAYOUT_PROVIDER: 'alipay',
    USHER_ALIPAY_APP_ID: '2021000122671080',
    USHER_ALIPAY_PRIVATE_KEY_FILE: await file('app.pem', pem),
    USHER_ALIPAY_APP_CERT_FILE: await file('app.crt', app.certificate),
    USHER_ALIPAY_CERT_FILE: await file('alipay.crt', alipay.certificate),
    USHER_ALIPAY_ROOT_CERT_FILE: await file('root.crt', alipay.certificate),
    USHER_ALIPAY_TITLE: '邀请奖励',
    USHER_ALIPAY_SCENE: '现金营销',
    USHER_ALIPAY_SCENE_REPORTS: '活动名称=新会员有礼;奖励说明=邀请奖励',
    USHER_ALIPAY_AMOUNT_FEN_MAX: '5000000',
    USHER_ALIPAY_REMARK: '邀请奖励',
    USHER_ALIPAY_RECIPIENTS_URL: 'https://people.example',
    USHER_ALIPAY_RECIPIENTS_SECRET: secret,
  };
});
afterAll(() => rm(folder, { recursive: true }));

async function problems(over: Record<string, string>): Promise<string> {
  const error: unknown = await readConfig({ ...good, ...over }).catch((reason: unknown) => reason);
  return error instanceof Error ? error.message : '';
}

it('chooses Alipay', async () => {
  const { services } = await readConfig(good);
  expect(services?.provider).toMatchObject({
    kind: 'alipay',
    settings: {
      baseUrl: 'https://openapi.alipay.com',
      terms: {
        amountFenMax: 5_000_000,
        scene: {
          name: '现金营销',
          reports: [{ type: '活动名称', content: '新会员有礼' }, { type: '奖励说明' }],
        },
      },
    },
  });
});

it('needs no scene and no remark below 50,000 yuan', async () => {
  const older = { USHER_ALIPAY_SCENE: '', USHER_ALIPAY_SCENE_REPORTS: '' };
  const small = { USHER_ALIPAY_REMARK: '', USHER_ALIPAY_AMOUNT_FEN_MAX: '4999999' };
  expect(await problems({ ...older, ...small })).toBe('');
  expect(await problems({ USHER_ALIPAY_REMARK: '' })).toContain('must have a remark');
  expect(await problems({ USHER_ALIPAY_SCENE: '' })).toContain('are given together');
});

it('names what is missing and what is unfit, and never prints a secret', async () => {
  expect(await problems({ USHER_ALIPAY_APP_ID: '' })).toContain(
    'USHER_ALIPAY_APP_ID is missing, for USHER_PAYOUT_PROVIDER=alipay',
  );
  const text = await problems({
    USHER_ALIPAY_APP_ID: 'app',
    USHER_ALIPAY_APP_CERT_FILE: good['USHER_ALIPAY_CERT_FILE'] ?? '',
    USHER_ALIPAY_CERT_FILE: good['USHER_ALIPAY_PRIVATE_KEY_FILE'] ?? '',
    USHER_ALIPAY_ROOT_CERT_FILE: join(folder, 'absent.crt'),
    USHER_ALIPAY_RECIPIENTS_URL: 'http://people.example',
    USHER_ALIPAY_SCENE_REPORTS: '活动名称',
    USHER_ALIPAY_AMOUNT_FEN_MAX: 'many',
    USHER_NOTIFIER_URL: '',
  });
  for (const part of [
    'the app id must be digits',
    'the certificate of the app, or the key beside it, is unfit',
    'the certificate of Alipay is unfit',
    'absent.crt cannot be read',
    'the root certificate is unfit',
    'USHER_ALIPAY_RECIPIENTS_URL, USHER_ALIPAY_RECIPIENTS_SECRET: ',
    'each report of the scene must have a type and a content',
    'the greatest amount must be 10 to 10000000000 fen',
    'USHER_NOTIFIER_URL is missing',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain(secret);
  expect(text).not.toContain('PRIVATE KEY-----');
});
