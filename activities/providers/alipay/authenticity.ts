import { answerMessage, isSignedBy } from '../rsa.ts';
import type { Received } from '../signature.ts';
import type { AlipayCertificate } from './certificates.ts';

/** How far a timestamp may stand from our clock, before or after, in milliseconds. */
const toleranceMs = 300_000;

/** Whether the certificate is within its dates. */
export function isInForce({ fromMs, untilMs }: AlipayCertificate, nowMs: number): boolean {
  return fromMs <= nowMs && nowMs < untilMs;
}

/**
 * Why an answer must not be believed to come from Alipay, or null when it may: it is signed with the
 * key of Alipay's certificate, and not more than five minutes from our clock. The signature does not
 * name the request that it answers: that the answer is to this one, TLS and the number in it say.
 */
export function disbeliefOf(
  certificate: AlipayCertificate,
  { headers, payload }: Received,
  nowMs: number,
): string | null {
  const read = (name: string): string => headers.get(`alipay-${name}`)?.trim() ?? '';
  const [timestamp, nonce, signature] = [read('timestamp'), read('nonce'), read('signature')];
  if (nonce === '' || signature === '') return 'the answer is not signed';
  if (!/^[1-9][0-9]{0,14}$/.test(timestamp)) return 'the answer has no timestamp';
  if (Math.abs(nowMs - Number(timestamp)) > toleranceMs) {
    return 'the answer is more than five minutes from our clock';
  }
  if (!isInForce(certificate, nowMs)) return 'the certificate of Alipay is out of date';
  const serial = read('sn');
  if (serial !== '' && serial !== certificate.serial) {
    return 'the answer is signed with another certificate';
  }
  const message = answerMessage(timestamp, nonce, payload);
  return isSignedBy(certificate.key, message, signature) ? null : 'the signature does not hold';
}
