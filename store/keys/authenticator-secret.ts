import { hkdfSync, randomBytes } from 'node:crypto';

import { assert } from '../../domain/assert.ts';
import type { KeyRing } from './key-ring.ts';

/** From what of the key ring the secret of a line of codes follows. The salt says nothing by itself. */
export interface SecretOrigin {
  readonly lineage: string;
  readonly keyId: string;
  readonly salt: Buffer;
}

/** What the pepper is stretched under, and for nothing else. */
const purpose = 'usher authenticator, 1';
/** As long as the HMAC-SHA1 that it is for (RFC 4226, section 4). */
const secretBytes = 20;

/** From what the secret of an authenticator that is not there yet is to follow. */
export function newSecretOrigin(ring: KeyRing, lineage: string): SecretOrigin {
  return { lineage, keyId: ring.current, salt: randomBytes(32) };
}

/** The secret that an authenticator shares with us. It is made anew each time, and stored nowhere. */
export function secretOf(ring: KeyRing, { lineage, keyId, salt }: SecretOrigin): Buffer {
  const key = ring.keys.get(keyId);
  assert(
    key !== undefined,
    `the key ring has no key ${keyId}, which authenticators were made with`,
  );
  return Buffer.from(hkdfSync('sha256', key.pepper, salt, `${purpose}\0${lineage}`, secretBytes));
}
