import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { readConfig } from '../../worker/config.ts';

const key = () => randomBytes(32).toString('base64');
const apiV3Key = 'an-api-v3-key-with-32-bytes-here';
let folder: string;
let good: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wechat-'));
  const file = join(folder, 'apiclient_key.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  good = {
    DATABASE_URL: 'postgres://usher@127.0.0.1:5432/usher',
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    USHER_PEPPERS: `k1:${key()}`,
    USHER_SEALING_KEYS: `k1:${key()}`,
    USHER_NOTIFIER_URL: 'https://notifier.example',
    USHER_NOTIFIER_SECRET: `whsec_${key()}`,
    USHER_PAYOUT_PROVIDER: 'wechat',
    USHER_WECHAT_MCHID: '1900009191',
    USHER_WECHAT_APPID: 'wxd678efh567hg6787',
    USHER_WECHAT_SERIAL: '7132D72A03E93CDDF8C03BBD1F37EEDF5512E3F2',
    USHER_WECHAT_PRIVATE_KEY_FILE: file,
    USHER_WECHAT_API_V3_KEY: apiV3Key,
    USHER_WECHAT_SCENE_ID: '1000',
    USHER_WECHAT_SCENE_REPORTS: '活动名称=新会员有礼;奖励说明=邀请奖励',
    USHER_WECHAT_REMARK: '邀请奖励',
    USHER_WECHAT_AMOUNT_FEN_MAX: '20000',
    USHER_WECHAT_RECIPIENTS_URL: 'https://people.example',
    USHER_WECHAT_RECIPIENTS_SECRET: `whsec_${key()}`,
  };
});
afterAll(() => rm(folder, { recursive: true }));

async function problems(environment: Record<string, string>): Promise<string> {
  const error: unknown = await readConfig(environment).catch((reason: unknown) => reason);
  return error instanceof Error ? error.message : '';
}

it('chooses WeChat Pay', async () => {
  const { services } = await readConfig(good);
  expect(services?.provider).toMatchObject({
    kind: 'wechat',
    settings: {
      baseUrl: 'https://api.mch.weixin.qq.com',
      publicKey: null,
      terms: { reports: [{ type: '活动名称', content: '新会员有礼' }, { type: '奖励说明' }] },
    },
  });
});

it('names what is missing and what is unfit, and never prints a secret', async () => {
  expect(await problems({ ...good, USHER_WECHAT_MCHID: '' })).toContain(
    'USHER_WECHAT_MCHID is missing, for USHER_PAYOUT_PROVIDER=wechat',
  );
  expect(await problems({ ...good, USHER_PAYOUT_PROVIDER: 'paypal' })).toContain(
    'USHER_PAYOUT_PROVIDER must be http, wechat or alipay, not paypal',
  );
  const text = await problems({
    ...good,
    USHER_WECHAT_API_V3_KEY: `${apiV3Key}!`,
    USHER_WECHAT_PRIVATE_KEY_FILE: join(folder, 'absent.pem'),
    USHER_WECHAT_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
    USHER_WECHAT_RECIPIENTS_URL: 'http://people.example',
    USHER_WECHAT_AMOUNT_FEN_MAX: 'many',
    USHER_NOTIFIER_URL: '',
  });
  for (const part of [
    'the APIv3 key is unfit',
    'absent.pem cannot be read',
    'USHER_WECHAT_PUBLIC_KEY_FILE: is missing',
    'USHER_WECHAT_RECIPIENTS_URL, USHER_WECHAT_RECIPIENTS_SECRET: ',
    'the greatest amount must be 10 fen or more',
    'USHER_NOTIFIER_URL is missing',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain(apiV3Key);
});
