import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

import { assert } from '../../domain/assert.ts';
import type { CodeId } from '../../domain/ids.ts';
import { isRecord, readJson } from './json.ts';

/** Keys by id. New rows are written under `current`; rows of former keys can still be read. */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Key>;
}

interface Key {
  /** Of blind indexes. When it is lost, no code is ever found again. */
  readonly pepper: Buffer;
  /** Of what must be shown again. */
  readonly sealing: Buffer;
}

/** What a value is looked up as: the same text as code and as network gives unlike indexes. */
export type BlindField =
  'code' | 'source' | 'subject' | 'identity' | 'password' | 'device-code' | 'user-code';

export interface BlindIndex {
  readonly keyId: string;
  readonly index: Buffer;
}

export interface Sealed {
  readonly keyId: string;
  readonly sealed: Buffer;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const keyIdForm = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Reads a key ring from its JSON, or names everything that is wrong with it. */
export function parseKeyRing(
  text: string,
): { ok: true; ring: KeyRing } | { ok: false; problems: readonly string[] } {
  const problems: string[] = [];
  const found = readJson(text);
  if (!isRecord(found)) return { ok: false, problems: ['the key ring is not a JSON object'] };
  const listed: readonly unknown[] = Array.isArray(found['keys']) ? found['keys'] : [];
  const keys = new Map<string, Key>();
  for (const entry of listed) {
    const { id, pepper, sealing }: Record<string, unknown> = isRecord(entry) ? entry : {};
    if (typeof id !== 'string' || !keyIdForm.test(id)) {
      problems.push('each key has an id of small letters, digits and dashes');
      continue;
    }
    if (keys.has(id)) problems.push(`there are two keys with the id ${id}`);
    keys.set(id, {
      pepper: readKey(pepper, `pepper of key ${id}`, problems),
      sealing: readKey(sealing, `sealing key of key ${id}`, problems),
    });
  }
  const current = found['current'];
  if (typeof current !== 'string' || !keys.has(current)) {
    problems.push('`current` names none of the keys');
    return { ok: false, problems };
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, ring: { current, keys } };
}

/** The JSON of a new key ring with one key; a ring that is given gets the new key added. */
export function generateKeyRing(id: string, former?: KeyRing): string {
  const keys = [...(former?.keys ?? [])].map(([formerId, { pepper, sealing }]) => ({
    id: formerId,
    pepper: pepper.toString('base64'),
    sealing: sealing.toString('base64'),
  }));
  const fresh = (): string => randomBytes(keyBytes).toString('base64');
  keys.push({ id, pepper: fresh(), sealing: fresh() });
  return JSON.stringify({ current: id, keys }, null, 2);
}

/** HMAC-SHA256 of a value under the ring's current key, or under the one named. */
export function blindIndex(
  ring: KeyRing,
  field: BlindField,
  value: string,
  keyId: string = ring.current,
): BlindIndex {
  const index = createHmac('sha256', keyOf(ring, keyId).pepper)
    .update(`${field}\0${value}`)
    .digest();
  return { keyId, index };
}

/** A value's indexes under all keys of the ring, the current one first. */
export function blindIndexes(ring: KeyRing, field: BlindField, value: string): BlindIndex[] {
  const former = [...ring.keys.keys()].filter((id) => id !== ring.current);
  return [ring.current, ...former].map((id) => blindIndex(ring, field, value, id));
}

/** AES-256-GCM under the current key, bound to the code's id: nonce, tag, then the text. */
export function seal(ring: KeyRing, code: CodeId, value: string): Sealed {
  return sealWith(ring, { about: code, value, nonce: randomBytes(nonceBytes) });
}

/** The same, bound to what it is about, and alike for the same text: whoever sees two sees only that. */
export function sealAlike(ring: KeyRing, about: string, value: string): Sealed {
  const nonce = createHmac('sha256', keyOf(ring, ring.current).pepper)
    .update(`${about}\0nonce\0${value}`)
    .digest()
    .subarray(0, nonceBytes);
  return sealWith(ring, { about, value, nonce });
}

function sealWith(
  ring: KeyRing,
  { about, value, nonce }: { about: string; value: string; nonce: Buffer },
): Sealed {
  const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.current).sealing, nonce);
  cipher.setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return { keyId: ring.current, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
}

/** What was sealed for this code, or this use. Throws when it was sealed for another or altered. */
export function open(ring: KeyRing, about: string, { keyId, sealed }: Sealed): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(ring, keyId).sealing, nonce);
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = sealed.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

function keyOf(ring: KeyRing, id: string): Key {
  const key = ring.keys.get(id);
  assert(key !== undefined, `the key ring has no key ${id}`);
  return key;
}

function readKey(text: unknown, name: string, problems: string[]): Buffer {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (bytes.length !== keyBytes) problems.push(`the ${name} is not ${keyBytes} bytes in base64`);
  return bytes;
}
