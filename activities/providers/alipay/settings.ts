import { usualDelivery, type DeliverySettings } from '../../deliver/settings.ts';
import { safeBaseUrl } from '../http-exchange.ts';
import { problemsIn, type SettingReading, type SettingRule } from '../problems-in.ts';
import { readPrivateKey } from '../rsa.ts';
import {
  appSerial,
  readAlipayCertificate,
  rootSerial,
  type AlipayCertificate,
} from './certificates.ts';
import { connectionTo, type Connection } from './connection.ts';

/** What a transfer says besides who gets how much. */
export interface TransferTerms {
  /** What the receiver's bill calls it; 128 characters at most. */
  readonly title: string;
  /** Seen by the receiver; 200 characters at most. Null for none. */
  readonly remark: string | null;
  /** What the merchant has declared, and what that scene must report; null for merchants from before 2026. */
  readonly scene: {
    readonly name: string;
    readonly reports: readonly { readonly type: string; readonly content: string }[];
  } | null;
  /** The most that Alipay allows this merchant in one transfer, in fen. */
  readonly amountFenMax: number;
}

/** All that an app's access to Alipay consists of. Holds a secret: never to be logged. */
export interface AlipaySettings {
  readonly baseUrl: string;
  readonly appId: string;
  /** PEM of the app's private key. */
  readonly privateKey: string;
  /** PEM of the app's certificate, of Alipay's, and of Alipay's roots. */
  readonly certificates: {
    readonly app: string;
    readonly alipay: string;
    readonly root: string;
  };
  readonly timeoutMs: number;
  readonly terms: TransferTerms;
}

/** Settings that were read and fit. */
export interface Alipay {
  readonly connection: Connection;
  readonly certificate: AlipayCertificate;
  readonly terms: TransferTerms;
}

/** The least that one transfer may be: 0.1 yuan. */
export const amountFenMin = 10;
/** From here on a transfer must have a remark (50,000 yuan). */
const remarkFromFen = 5_000_000;
/** 100,000,000 yuan, whatever the merchant may. */
const amountFenEver = 10_000_000_000;

/**
 * How long Alipay remembers numbers is not known, so that doubt lasts no longer than usual. One attempt
 * may ask, look up the receiver twice, and send, each within five seconds.
 */
export const alipayDelivery: DeliverySettings = { ...usualDelivery, leaseMs: 30_000 };

/** Opens the access to Alipay. Throws a RangeError that says what is unfit, and no secret. */
export function openAlipay(settings: AlipaySettings): Alipay {
  const problems = unfitSettings(settings);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const { baseUrl, appId, certificates, timeoutMs, terms } = settings;
  const privateKey = readPrivateKey(settings.privateKey);
  const app = {
    appId,
    privateKey,
    serial: appSerial(certificates.app, privateKey),
    rootSerial: rootSerial(certificates.root),
  };
  return {
    connection: connectionTo(baseUrl, app, timeoutMs),
    certificate: readAlipayCertificate(certificates.alipay),
    terms,
  };
}

/** What is wrong with settings, in words without secrets; empty when they fit. */
export function unfitSettings(settings: AlipaySettings): readonly string[] {
  const { appId, privateKey, certificates, terms } = settings;
  const { title, remark, scene, amountFenMax } = terms;
  const readings: readonly SettingReading[] = [
    ['the private key', () => readPrivateKey(privateKey)],
    ['the address', () => safeBaseUrl(settings.baseUrl)],
    [
      'the certificate of the app, or the key beside it,',
      () => appSerial(certificates.app, readPrivateKey(privateKey)),
    ],
    ['the certificate of Alipay', () => readAlipayCertificate(certificates.alipay)],
    ['the root certificate', () => rootSerial(certificates.root)],
  ];
  const rules: readonly SettingRule[] = [
    [/^\d{10,32}$/.test(appId), 'the app id must be digits'],
    [hasLength(title, 128), 'the title must have 1 to 128 characters'],
    [remark === null || hasLength(remark, 200), 'the remark must have 1 to 200 characters'],
    [
      scene === null || (hasLength(scene.name, 32) && scene.reports.length > 0),
      'a scene must have a name and reports',
    ],
    [
      scene?.reports.every(({ type, content }) => type !== '' && content !== '') ?? true,
      'each report of the scene must have a type and a content',
    ],
    [
      Number.isSafeInteger(amountFenMax) &&
        amountFenMax >= amountFenMin &&
        amountFenMax <= amountFenEver,
      'the greatest amount must be 10 to 10000000000 fen',
    ],
    [
      remark !== null || !(amountFenMax >= remarkFromFen),
      'transfers of 5000000 fen and more must have a remark',
    ],
  ];
  return problemsIn(readings, rules);
}

function hasLength(text: string, max: number): boolean {
  const { length } = Array.from(text);
  return length >= 1 && length <= max;
}
