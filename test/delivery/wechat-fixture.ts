import { generateKeyPairSync } from 'node:crypto';

import type { PayoutOrder, PayoutProvider } from '../../activities/providers/payout-provider.ts';
import type {
  Confirmation,
  RecipientAnswer,
  Recipients,
} from '../../activities/providers/wechat/recipients.ts';
import {
  openWechatPay,
  type WechatPay,
  type WechatPaySettings,
} from '../../activities/providers/wechat/settings.ts';
import { createWechatPayoutProvider } from '../../activities/providers/wechat/wechat-payout-provider.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { selfSigned } from '../../sandbox/certificate.ts';
import { startLocalWechatPay, type LocalWechatPay } from '../../sandbox/wechat/server.ts';

const serial = '7132D72A03E93CDDF8C03BBD1F37EEDF5512E3F2';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const merchantCertificate = selfSigned({
  serial,
  name: 'A merchant',
  privateKey,
  from: new Date(Date.now() - 60_000),
  until: new Date(Date.now() + 86_400_000),
});

/** A merchant's access to a WeChat Pay at an address. */
export function settingsFor(baseUrl: string): WechatPaySettings {
  return {
    baseUrl,
    mchid: '1900009191',
    serial,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    apiV3Key: '0123456789abcdef0123456789abcdef',
    publicKey: null,
    timeoutMs: 2_000,
    pace: { everyMs: 3_600_000, pauseMs: 0 },
    terms: {
      appid: 'wxd678efh567hg6787',
      sceneId: '1000',
      reports: [
        { type: '活动名称', content: '新会员有礼' },
        { type: '奖励说明', content: '邀请奖励' },
      ],
      remark: '邀请奖励',
      perception: null,
      notifyUrl: 'https://usher.example/wechat',
      amountFenMax: 500_000,
    },
  };
}

/** A local WeChat Pay, a provider that talks to it, and an operator who knows everybody. */
export interface WechatStage {
  readonly local: LocalWechatPay;
  readonly wechat: WechatPay;
  readonly provider: PayoutProvider;
  /** What the operator was handed over. */
  readonly handed: Confirmation[];
  /** How the operator behaves. */
  readonly operator: { takes: boolean; answer: RecipientAnswer | null };
}

/** Starts all of it; settings may be changed on the way. */
export async function setWechatStage(
  change: (settings: WechatPaySettings) => WechatPaySettings = (settings) => settings,
): Promise<WechatStage> {
  const { mchid, apiV3Key, terms } = settingsFor('http://127.0.0.1');
  const merchant = { mchid, appid: terms.appid, apiV3Key, certificate: merchantCertificate };
  const local = await startLocalWechatPay(merchant);
  const wechat = openWechatPay(change(settingsFor(local.url)));
  const handed: Confirmation[] = [];
  const operator: WechatStage['operator'] = { takes: true, answer: null };
  const recipients: Recipients = {
    find: (beneficiary, nameNeeded) =>
      Promise.resolve(
        operator.answer ?? {
          kind: 'found',
          openid: `o-${beneficiary}`,
          name: nameNeeded ? '张三' : null,
        },
      ),
    handOver: (confirmation) => {
      if (operator.takes) handed.push(confirmation);
      return Promise.resolve(operator.takes);
    },
  };
  const provider = createWechatPayoutProvider(wechat, recipients);
  return { local, wechat, provider, handed, operator };
}

/** A payout of so many fen. */
export function orderOf(key: string, fen = 100): PayoutOrder {
  return {
    key,
    beneficiary: 'person-a' as SubjectId,
    asset: 'CNY/2' as Asset,
    minor: minorUnits(fen),
  };
}
