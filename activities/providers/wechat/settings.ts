import { usualDelivery, type DeliverySettings } from '../../deliver/settings.ts';
import { safeBaseUrl } from '../http-exchange.ts';
import { problemsIn, type SettingReading, type SettingRule } from '../problems-in.ts';
import { readPrivateKey } from '../rsa.ts';
import { connectionTo, type Connection } from './connection.ts';
import {
  downloadedPlatformKeys,
  givenPlatformKey,
  usualPace,
  type GivenPublicKey,
  type PlatformKeys,
  type RefreshPace,
} from './platform-keys.ts';
import { readApiV3Key, type ApiV3Key } from './sealed.ts';

/** What a transfer says besides who gets how much. */
export interface TransferTerms {
  readonly appid: string;
  /** `1000` is cash marketing. */
  readonly sceneId: string;
  /** What the scene must report, in the words of its documentation. */
  readonly reports: readonly { readonly type: string; readonly content: string }[];
  /** Seen by the receiver; 32 characters at most. */
  readonly remark: string;
  /** What the receiver sees the money called; null leaves it to the scene. */
  readonly perception: string | null;
  /** Where notifications go; null for none. */
  readonly notifyUrl: string | null;
  /** The most that the merchant platform is set to allow in one transfer. */
  readonly amountFenMax: number;
}

/** All that a merchant's access to WeChat Pay consists of. Holds secrets: never to be logged. */
export interface WechatPaySettings {
  readonly baseUrl: string;
  readonly mchid: string;
  readonly serial: string;
  /** PEM of the merchant's private key. */
  readonly privateKey: string;
  readonly apiV3Key: string;
  /** Null: the platform's certificates are downloaded instead. */
  readonly publicKey: GivenPublicKey | null;
  readonly timeoutMs: number;
  readonly terms: TransferTerms;
  /** Default: `usualPace`. */
  readonly pace?: RefreshPace;
}

/** Settings that were read and fit. */
export interface WechatPay {
  readonly connection: Connection;
  readonly apiV3Key: ApiV3Key;
  readonly keys: PlatformKeys;
  readonly terms: TransferTerms;
}

/** The least that one transfer may be, whatever the merchant sets (FAQ of 商家转账: 0.1 yuan). */
export const amountFenMin = 10;
/** From here on the receiver's name must be given (2,000 yuan). */
export const nameFromFen = 200_000;

/**
 * A receiver has 24 hours to confirm, and the bill closes somewhat later; a query reaches back 30
 * days. In between, doubt is worth waiting for. One attempt may look up the receiver, download
 * certificates, send and hand over, each within five seconds.
 */
export const wechatDelivery: DeliverySettings = {
  ...usualDelivery,
  leaseMs: 45_000,
  manualAfterMs: 3 * 24 * 3_600_000,
};

/** Opens the access to WeChat Pay. Throws a RangeError that says what is unfit, and no secret. */
export function openWechatPay(settings: WechatPaySettings): WechatPay {
  const problems = unfitSettings(settings);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const { baseUrl, mchid, serial, timeoutMs, publicKey, terms } = settings;
  const merchant = { mchid, serial, privateKey: readPrivateKey(settings.privateKey) };
  const connection = connectionTo(baseUrl, merchant, timeoutMs);
  const apiV3Key = readApiV3Key(settings.apiV3Key);
  const keys =
    publicKey === null
      ? downloadedPlatformKeys(connection, apiV3Key, settings.pace ?? usualPace)
      : givenPlatformKey(publicKey);
  return { connection, apiV3Key, keys, terms };
}

/** What is wrong with settings, in words without secrets; empty when they fit. */
export function unfitSettings(settings: WechatPaySettings): readonly string[] {
  const { mchid, serial, publicKey, terms } = settings;
  const { appid, sceneId, remark, reports, notifyUrl, amountFenMax } = terms;
  const readings: readonly SettingReading[] = [
    ['the private key', () => readPrivateKey(settings.privateKey)],
    ['the address', () => safeBaseUrl(settings.baseUrl)],
    ['the APIv3 key', () => readApiV3Key(settings.apiV3Key)],
    ['the public key', () => publicKey === null || givenPlatformKey(publicKey)],
  ];
  const rules: readonly SettingRule[] = [
    [/^\d{8,32}$/.test(mchid), 'the merchant id must be digits'],
    [/^[0-9A-F]{1,40}$/i.test(serial), 'the serial number must be hex digits'],
    [
      /^PUB_KEY_ID_\d+$/.test(publicKey?.id ?? 'PUB_KEY_ID_0'),
      'the public key id must be PUB_KEY_ID_ and digits',
    ],
    [/^[A-Za-z0-9]{1,32}$/.test(appid), 'the app id must be letters and digits'],
    [/^\d{1,36}$/.test(sceneId), 'the scene must be digits'],
    [remark !== '' && Array.from(remark).length <= 32, 'the remark must have 1 to 32 characters'],
    [
      reports.length > 0 && reports.every(isReport),
      'the scene reports must be of 1 to 15 and 1 to 32 characters',
    ],
    [notifyUrl === null || isNotifyUrl(notifyUrl), 'the notify URL must be https without a query'],
    [
      Number.isSafeInteger(amountFenMax) && amountFenMax >= amountFenMin,
      'the greatest amount must be 10 fen or more',
    ],
  ];
  return problemsIn(readings, rules);
}

function isReport({ type, content }: { readonly type: string; readonly content: string }): boolean {
  const [typeLength, contentLength] = [Array.from(type).length, Array.from(content).length];
  return typeLength >= 1 && typeLength <= 15 && contentLength >= 1 && contentLength <= 32;
}

function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text) || text.length > 256) return false;
  const { protocol, search } = new URL(text);
  return protocol === 'https:' && search === '';
}
