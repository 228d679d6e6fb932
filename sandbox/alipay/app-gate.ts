import { verify, X509Certificate } from 'node:crypto';

import { platformError, type PlatformAnswer } from '../platform-fault.ts';

const toleranceMs = 600_000;
const header =
  /^ALIPAY-SHA256withRSA (app_id=([^,]*),app_cert_sn=([^,]*),nonce=([^,]+),timestamp=(\d+)),sign=(.+)$/;

type SixFields = [string, string, string, string, string, string];

/** The one app that the local Alipay knows. */
export interface KnownApp {
  readonly appId: string;
  /** PEM of the app's certificate, and its serial as Alipay counts it. */
  readonly certificate: string;
  readonly serial: string;
  /** Of the roots that the app must name. */
  readonly rootSerial: string;
}

/** A request as it came. */
export interface CameIn {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly rootSerial: string | undefined;
  readonly body: string;
}

/** What a request of the app is turned away with, or null when it is rightly signed. */
export function refusalOf(app: KnownApp, came: CameIn): PlatformAnswer | null {
  const read = header.exec(came.authorization ?? '')?.slice(1);
  if (read === undefined) return platformError(400, 'missing-signature');
  const [fields, appId, serial, , timestamp, signature] = read as SixFields;
  if (appId !== app.appId) return platformError(400, 'invalid-app-id');
  if (serial !== app.serial) return platformError(400, 'app-cert-not-exist');
  if (came.rootSerial !== app.rootSerial) return platformError(400, 'invalid-alipay-root-cert-sn');
  if (Math.abs(Date.now() - Number(timestamp)) > toleranceMs) {
    return platformError(400, 'illegal-timestamp');
  }
  const message = [fields, came.method, came.target, came.body, ''].join('\n');
  const { publicKey } = new X509Certificate(app.certificate);
  const holds = verify('sha256', Buffer.from(message), publicKey, Buffer.from(signature, 'base64'));
  return holds ? null : platformError(401, 'invalid-signature');
}
