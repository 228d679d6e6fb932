import type { KeyObject } from 'node:crypto';

import { signedBy } from '../rsa.ts';

/** An application of the open platform, as it makes itself known. */
export interface App {
  readonly appId: string;
  /** Of the app's certificate, as Alipay counts serials. */
  readonly serial: string;
  /** Of Alipay's root certificates. */
  readonly rootSerial: string;
  readonly privateKey: KeyObject;
}

/** The parts of a request that are signed. */
interface Signable {
  readonly method: 'GET' | 'POST';
  /** Path and query, as sent. */
  readonly target: string;
  readonly timestampMs: number;
  readonly nonce: string;
  /** Empty for a GET. */
  readonly body: string;
}

/**
 * The `Authorization` header of a request of the protocol v3 (`AlipayConfigUtil.java` of
 * alipay/alipay-sdk-java-all, with certificates): four lines are signed.
 */
export function authorization(app: App, request: Signable): string {
  const { method, target, timestampMs, nonce, body } = request;
  const fields = [
    `app_id=${app.appId}`,
    `app_cert_sn=${app.serial}`,
    `nonce=${nonce}`,
    `timestamp=${String(timestampMs)}`,
  ].join(',');
  const signature = signedBy(app.privateKey, `${fields}\n${method}\n${target}\n${body}\n`);
  return `ALIPAY-SHA256withRSA ${fields},sign=${signature}`;
}
