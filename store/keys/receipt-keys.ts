import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

import { assert } from '../../domain/assert.ts';
import { isRecord, readJson } from './json.ts';
import type { KeyRing } from './key-ring.ts';

/** A public key of receipts as a JSON Web Key (RFC 8037), named by its own thumbprint (RFC 7638). */
export interface ReceiptJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** A key that receipts are signed with. */
export interface ReceiptKey {
  readonly jwk: ReceiptJwk;
  readonly secret: KeyObject;
}

/** What the sealing key is stretched under, and for nothing else. */
const purpose = 'usher receipt signing, Ed25519, 1';
const seedBytes = 32;
/** What stands before the seed in a private key of Ed25519 in PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The pair of the ring's current key: receipts are signed with it. */
export function receiptKey(ring: KeyRing): ReceiptKey {
  return pairOf(ring, ring.current);
}

/** The public keys of all keys of a ring, the current one first. */
export function receiptJwks(ring: KeyRing): ReceiptJwk[] {
  const former = [...ring.keys.keys()].filter((id) => id !== ring.current);
  return [ring.current, ...former].map((id) => pairOf(ring, id).jwk);
}

/**
 * Reads a JSON Web Key Set (RFC 7517). Keys that no receipt is signed with are passed over, as the
 * standard says; undefined where it is no set, or has none that fits.
 */
export function readJwks(text: string): readonly ReceiptJwk[] | undefined {
  const found = readJson(text);
  if (!isRecord(found) || !Array.isArray(found['keys'])) return undefined;
  const listed: readonly unknown[] = found['keys'];
  const keys = listed.flatMap((key) => {
    if (!isRecord(key) || key['kty'] !== 'OKP' || key['crv'] !== 'Ed25519') return [];
    const { x } = key;
    return typeof x === 'string' && Buffer.from(x, 'base64url').length === 32 ? [jwkOf(x)] : [];
  });
  return keys.length === 0 ? undefined : keys;
}

function pairOf(ring: KeyRing, id: string): ReceiptKey {
  const key = ring.keys.get(id);
  assert(key !== undefined, `the key ring has no key ${id}`);
  const seed = Buffer.from(hkdfSync('sha256', key.sealing, '', purpose, seedBytes));
  const secret = createPrivateKey({
    key: Buffer.concat([pkcs8Head, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(secret).export({ format: 'jwk' });
  assert(x !== undefined, 'a public key of Ed25519 has its point');
  return { jwk: jwkOf(x), secret };
}

/** The name follows from the key, so that nobody can put another key under it. */
function jwkOf(x: string): ReceiptJwk {
  const shape = { crv: 'Ed25519', kty: 'OKP', x } as const;
  const kid = createHash('sha256').update(JSON.stringify(shape)).digest('base64url');
  return { ...shape, kid, use: 'sig', alg: 'EdDSA' };
}
