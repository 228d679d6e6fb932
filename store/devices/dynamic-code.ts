import { Secret, TOTP } from 'otpauth';

import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import type { Instant } from '../../domain/time.ts';

/** How long a dynamic code is, and how often it changes. */
type Shape = Pick<LoginTerms, 'digits' | 'everyMs'>;

/** The code that an authenticator shows at an instant (RFC 6238, HMAC-SHA1). */
export function dynamicCodeAt(secret: Buffer, shape: Shape, now: Instant): string {
  return totpOf(secret, shape).generate({ timestamp: now });
}

/** The step of which a code is, among those that drift allows around an instant; undefined for a wrong one. */
export function stepOf(
  secret: Buffer,
  { drift, ...shape }: LoginTerms,
  { dynamicCode, now }: { readonly dynamicCode: string; readonly now: Instant },
): number | undefined {
  const token = dynamicCode.normalize('NFKC').replaceAll(/\s/g, '');
  // The library throws for what has another length in bytes than in characters.
  if (!/^[0-9]+$/.test(token)) return undefined;
  const delta = totpOf(secret, shape).validate({ token, timestamp: now, window: drift });
  return delta === null ? undefined : Math.floor(now / shape.everyMs) + delta;
}

/** What an authenticator is set up with: an address of the form `otpauth://totp/…`, mostly as a QR code. */
export function authenticatorUri(
  secret: Buffer,
  shape: Shape,
  { issuer, label }: { readonly issuer: string; readonly label: string },
): string {
  return totpOf(secret, shape, { issuer, label }).toString();
}

/** The secret as people type it: base 32. */
export function secretText(secret: Buffer): string {
  return asSecret(secret).base32;
}

function totpOf(secret: Buffer, { digits, everyMs }: Shape, names: object = {}): TOTP {
  return new TOTP({ ...names, digits, period: everyMs / 1000, secret: asSecret(secret) });
}

function asSecret(secret: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(secret).buffer });
}
