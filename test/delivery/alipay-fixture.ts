import type { Payee, Recipients } from '../../activities/providers/alipay/recipients.ts';
import {
  openAlipay,
  type Alipay,
  type AlipaySettings,
} from '../../activities/providers/alipay/settings.ts';
import { createAlipayPayoutProvider } from '../../activities/providers/alipay/alipay-payout-provider.ts';
import type { PayoutOrder, PayoutProvider } from '../../activities/providers/payout-provider.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { createIdentity } from '../../sandbox/alipay/platform.ts';
import { startLocalAlipay, type LocalAlipay } from '../../sandbox/alipay/server.ts';

const appId = '2021000122671080';
const app = createIdentity('An app');
const root = createIdentity('A root');
/** Who signs as Alipay. */
export const alipayIdentity = createIdentity('Alipay');

/** An app's access to an Alipay at an address. */
export function settingsFor(baseUrl: string): AlipaySettings {
  return {
    baseUrl,
    appId,
    privateKey: app.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificates: {
      app: app.certificate,
      alipay: alipayIdentity.certificate,
      root: root.certificate,
    },
    timeoutMs: 2_000,
    terms: {
      title: '邀请奖励',
      remark: null,
      scene: { name: '现金营销', reports: [{ type: '活动名称', content: '新会员有礼' }] },
      amountFenMax: 500_000,
    },
  };
}

/** A local Alipay, a provider that talks to it, and an operator who knows everybody. */
export interface AlipayStage {
  readonly local: LocalAlipay;
  readonly alipay: Alipay;
  readonly provider: PayoutProvider;
  /** How the operator answers; `payee` null knows nobody. */
  readonly operator: { payee: Payee | null; isDown: boolean };
}

/** Starts all of it; settings may be changed on the way. */
export async function setAlipayStage(
  change: (settings: AlipaySettings) => AlipaySettings = (settings) => settings,
): Promise<AlipayStage> {
  const known = {
    appId,
    certificate: app.certificate,
    serial: app.serial,
    rootSerial: root.serial,
  };
  const local = await startLocalAlipay(known, alipayIdentity);
  const alipay = openAlipay(change(settingsFor(local.url)));
  const operator: AlipayStage['operator'] = {
    payee: { identityType: 'ALIPAY_OPEN_ID', identity: 'open-a', name: null },
    isDown: false,
  };
  const recipients: Recipients = {
    find: () => {
      const { payee, isDown } = operator;
      if (isDown) return Promise.resolve({ kind: 'unreached', reason: 'down' });
      return Promise.resolve(payee === null ? { kind: 'unknown' } : { kind: 'found', payee });
    },
  };
  const provider = createAlipayPayoutProvider(alipay, recipients);
  return { local, alipay, provider, operator };
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
