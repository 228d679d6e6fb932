import { X509Certificate, verify } from 'node:crypto';

const toleranceSeconds = 300;
const header =
  /^WECHATPAY2-SHA256-RSA2048 mchid="([^"]*)",nonce_str="([^"]*)",signature="([^"]*)",timestamp="([^"]*)",serial_no="([^"]*)"$/;

type FiveFields = [string, string, string, string, string];

/** A request as it came. */
export interface CameIn {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Checks requests of one merchant as the platform does; remembers the nonces that were used. */
export class MerchantGate {
  readonly #mchid: string;
  readonly #certificate: X509Certificate;
  readonly #nonces = new Set<string>();

  constructor(mchid: string, certificate: string) {
    this.#mchid = mchid;
    this.#certificate = new X509Certificate(certificate);
  }

  /** Why the request is turned away, or null. */
  refusal({ method, target, authorization, body }: CameIn): string | null {
    const fields = header.exec(authorization ?? '')?.slice(1);
    if (fields === undefined) return 'Authorization is missing or malformed';
    const [mchid, nonce, signature, timestamp, serial] = fields as FiveFields;
    const message = [method, target, timestamp, nonce, body, ''].join('\n');
    const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds;
    if (mchid !== this.#mchid) return 'the merchant is not known';
    if (serial.toUpperCase() !== this.#certificate.serialNumber) return 'no such certificate';
    if (!isFresh) return 'the timestamp is out of date';
    if (nonce === '' || this.#nonces.has(nonce)) return 'the nonce was used before';
    if (!this.#signed(message, signature)) return 'the signature does not hold';
    this.#nonces.add(nonce);
    return null;
  }

  #signed(message: string, signature: string): boolean {
    const { publicKey } = this.#certificate;
    return verify('sha256', Buffer.from(message), publicKey, Buffer.from(signature, 'base64'));
  }
}
