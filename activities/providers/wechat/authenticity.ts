import type { KeyObject } from 'node:crypto';

import { answerMessage, isSignedBy } from '../rsa.ts';
import type { Received } from '../signature.ts';

/** How far a timestamp may stand from our clock, before or after, in seconds. */
const toleranceSeconds = 300;

/** What says that WeChat Pay wrote an answer or a notification. */
interface Seal {
  readonly serial: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** Finds the platform's key of a serial; null when WeChat Pay has, or had, none of that name. */
export type FindKey = (serial: string) => Promise<KeyObject | null>;

/**
 * Why something must not be believed to come from WeChat Pay, or null when it may: it is signed by a
 * key of the platform, and not more than five minutes from our clock. The signature does not name the
 * request that it answers: that the answer is to this one, TLS and the bill number in it say.
 */
export async function disbeliefOf(
  findKey: FindKey,
  { headers, payload }: Received,
  nowMs: number,
): Promise<string | null> {
  const seal = sealOf(headers);
  if (seal === null) return 'the answer is not signed';
  if (!/^[1-9][0-9]{0,11}$/.test(seal.timestamp)) return 'the answer has no timestamp';
  if (Math.abs(nowMs / 1000 - Number(seal.timestamp)) > toleranceSeconds) {
    return 'the answer is more than five minutes from our clock';
  }
  const key = await findKey(seal.serial);
  if (key === null) return 'the answer is signed by a key that is not known';
  const message = answerMessage(seal.timestamp, seal.nonce, payload);
  return isSignedBy(key, message, seal.signature) ? null : 'the signature does not hold';
}

function sealOf(headers: Headers): Seal | null {
  const read = (name: string): string => headers.get(`wechatpay-${name}`)?.trim() ?? '';
  const seal = {
    serial: read('serial'),
    timestamp: read('timestamp'),
    nonce: read('nonce'),
    signature: read('signature'),
  };
  return Object.values(seal).includes('') ? null : seal;
}
