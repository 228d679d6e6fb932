import type { IdentityKind } from '../domain/policy/ties.ts';
import { parseSourceId, parseSubjectId, type SourceId, type SubjectId } from '../domain/ids.ts';
import { blindIndex, type KeyRing } from '../store/keys/key-ring.ts';
import { readPhone } from './read-phone.ts';
import { networkOf, surroundingsOf } from './source.ts';

/** A person: an id that says nothing to us, or something personal that is turned into one here. */
export type Person = string | { readonly kind: PersonalKind; readonly value: string };
export type PersonalKind = 'phone' | 'email' | 'account' | 'device';

/**
 * The opaque id of something personal. The same phone number always gives the same id, however it
 * is written, and nobody without the keys can go back. It is made under the ring's first key, so
 * that a person stays one person when the current key changes; do not take that key away.
 */
export function subjectId(keys: KeyRing, kind: PersonalKind, value: string): SubjectId {
  const text = `${kind}:${canonical(kind, value)}`;
  const { index } = blindIndex(keys, 'subject', text, firstKey(keys));
  return `${kind}-${index.toString('base64url')}` as SubjectId;
}

/** A person's opaque id; undefined where a given one is not 1 to 128 visible ASCII characters. */
export function subjectOf(keys: KeyRing, person: Person): SubjectId | undefined {
  return typeof person === 'string'
    ? parseSubjectId(person)
    : subjectId(keys, person.kind, person.value);
}

/**
 * The opaque id of the network that an address belongs to. All that is no address is one source.
 */
export function sourceId(keys: KeyRing, ip: string): SourceId {
  return sourceOf(keys, networkOf(ip) ?? odd);
}

/** The opaque id of the network around an address. */
export function networkId(keys: KeyRing, ip: string): SourceId {
  return sourceOf(keys, surroundingsOf(ip) ?? odd);
}

/**
 * The blind index of something that two people may share: under the ring's first key, as `subjectId`.
 * Undefined for what services say where they know nothing: nobody shares that with anybody.
 */
export function identityIndex(
  keys: KeyRing,
  kind: IdentityKind,
  value: string,
): string | undefined {
  const text = kind === 'payee' ? canonicalPayee(value) : canonical(kind, value);
  if (sayNothing.test(text)) return undefined;
  const { index } = blindIndex(keys, 'identity', `${kind}:${text}`, firstKey(keys));
  return index.toString('base64url');
}

/** Nothing, zeros and dashes as of a device that tells no id, and words for not knowing. */
const sayNothing = /^(?:[-0+]*|n\/a|null|none|undefined|unknown)$/i;

/** All that is no address is one source, so that a proxy's odd header does not lift the limit. */
const odd = 'odd';

function firstKey(keys: KeyRing): string {
  const [first = keys.current] = keys.keys.keys();
  return first;
}

function sourceOf(keys: KeyRing, network: string): SourceId {
  const { index } = blindIndex(keys, 'source', network, firstKey(keys));
  const source = parseSourceId(`net-${index.toString('base64url')}`);
  return source as SourceId;
}

/** An account that is a mail address or a phone number is one, however it is written; of others every letter counts. */
function canonicalPayee(value: string): string {
  const account = canonical('account', value);
  return isMail.test(account) ? canonical('email', account) : (readPhone(account) ?? account);
}

const isMail = /^[^\s@]+@[^\s@]+$/;

function canonical(kind: PersonalKind, value: string): string {
  const text = value.normalize('NFKC').trim();
  switch (kind) {
    case 'phone':
      return readPhone(text) ?? text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
    case 'email':
      return text.toLowerCase();
    case 'account':
    case 'device':
      return text;
  }
}
