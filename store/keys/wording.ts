import { assert } from '../../domain/assert.ts';
import { isWording } from '../../domain/code/parse-command.ts';
import { open, sealAlike, type KeyRing } from './key-ring.ts';

const about = 'wording';

/**
 * A wording as it goes through histories and is stored: `key.text`, sealed. The same text has the
 * same form under the same key, so that an operation that is sent again is the same. Undefined for
 * what is no wording.
 */
export function sealWording(ring: KeyRing, text: string): string | undefined {
  if (!isWording(text)) return undefined;
  const { keyId, sealed } = sealAlike(ring, about, text);
  return `${keyId}.${sealed.toString('base64url')}`;
}

/** The text that was sealed. Throws where it was altered, or its key is gone. */
export function openWording(ring: KeyRing, wording: string): string {
  const [keyId, sealed] = wording.split('.');
  assert(keyId !== undefined && sealed !== undefined, 'a sealed wording names its key');
  return open(ring, about, { keyId, sealed: Buffer.from(sealed, 'base64url') });
}
