import { createHash, X509Certificate, type KeyObject } from 'node:crypto';

import { readPublicKey } from '../rsa.ts';

/** Alipay's certificate, with whose key its answers are verified. */
export interface AlipayCertificate {
  /** As `alipay-sn` names it. */
  readonly serial: string;
  readonly key: KeyObject;
  readonly fromMs: number;
  readonly untilMs: number;
}

const pemForm = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads the first certificate of a PEM; Alipay hands out its own with the ones above it. Throws for none. */
export function readAlipayCertificate(pem: string): AlipayCertificate {
  const [first] = certificatesIn(pem);
  if (first === undefined) throw new RangeError('there is no certificate');
  return {
    serial: serialOf(first),
    key: readPublicKey(first.toString()),
    fromMs: Date.parse(first.validFrom),
    untilMs: Date.parse(first.validTo),
  };
}

/** The serial of the app's certificate. Throws when there is none, or when it is for another private key. */
export function appSerial(pem: string, privateKey: KeyObject): string {
  const [first] = certificatesIn(pem);
  if (first === undefined) throw new RangeError('there is no certificate');
  if (!first.checkPrivateKey(privateKey)) throw new RangeError('it is for another private key');
  return serialOf(first);
}

/** The serials of Alipay's root certificates that are of RSA, in their order. Throws when there is none. */
export function rootSerial(pem: string): string {
  const roots = certificatesIn(pem).filter(isOfRsa);
  if (roots.length === 0) throw new RangeError('there is no root certificate of RSA');
  return roots.map(serialOf).join('_');
}

/** One of Alipay's roots is of SM2, which not every OpenSSL reads. */
function isOfRsa(certificate: X509Certificate): boolean {
  try {
    return certificate.publicKey.asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/**
 * What Alipay calls a certificate's serial: the MD5, in hex, of its issuer, innermost name first, and
 * its serial number in decimal (`antcertutil.ts` of alipay/alipay-sdk-nodejs-all). It is a name and
 * guards nothing.
 */
function serialOf({ issuer, serialNumber }: X509Certificate): string {
  const names = issuer.split('\n').reverse().join(',');
  const number = BigInt(`0x${serialNumber}`).toString();
  return createHash('md5').update(`${names}${number}`).digest('hex');
}

function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.match(pemForm) ?? []).map((one) => new X509Certificate(one));
}
