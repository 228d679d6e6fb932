import { createHash } from 'node:crypto';

/**
 * The number by which a platform knows a payout: at most 32 letters and digits, so half of the
 * SHA-256 of its key in hex. Derived from nothing else, so that every attempt has the same one for
 * ever.
 */
export function billNumber(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
