import { createPublicKey, sign, verify } from 'node:crypto';

import { isRecord, readJson } from '../../store/keys/json.ts';
import type { ReceiptJwk, ReceiptKey } from '../../store/keys/receipt-keys.ts';
import { statementVersion, type Statement } from './statement.ts';

/** In the header of every receipt, so that nothing else that is signed can pass for one. */
const type = 'usher-receipt';
/** Of a whole receipt; far more than one has. */
const lengthMax = 100_000;
const form = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Why a text is not taken for a receipt. */
export type ReceiptProblem = 'NOT_A_RECEIPT' | 'OTHER_VERSION' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE';

/** What a receipt says and who signed it, or why it is not taken for one. */
export type ReadReceipt =
  | { readonly ok: true; readonly statement: Statement; readonly kid: string }
  | { readonly ok: false; readonly problem: ReceiptProblem; readonly kid?: string };

/** A statement as a signed receipt: JWS in its compact form (RFC 7515), by Ed25519. */
export function signStatement(statement: Statement, { jwk, secret }: ReceiptKey): string {
  const header = { alg: 'EdDSA', kid: jwk.kid, typ: type };
  const signed = `${encode(header)}.${encode(statement)}`;
  return `${signed}.${sign(null, Buffer.from(signed), secret).toString('base64url')}`;
}

/** Checks a receipt with the keys that are trusted. What it says is read only when it is right. */
export function readReceipt(text: string, keys: readonly ReceiptJwk[]): ReadReceipt {
  const compact = text.trim();
  if (compact.length > lengthMax || !form.test(compact)) return refused('NOT_A_RECEIPT');
  const [head = '', body = '', signature = ''] = compact.split('.');
  const kid = keyIdIn(decode(head));
  if (kid === undefined) return refused('NOT_A_RECEIPT');
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined) return refused('UNKNOWN_KEY', kid);
  if (!isSigned(`${head}.${body}`, signature, key)) return refused('BAD_SIGNATURE', kid);
  const statement = decode(body);
  return isStatement(statement) ? { ok: true, statement, kid } : refused('OTHER_VERSION', kid);
}

/** The key that a header names, where it is the header of a receipt. */
function keyIdIn(header: unknown): string | undefined {
  if (!isRecord(header)) return undefined;
  const { typ, alg, crit, kid } = header;
  const isOurs = typ === type && alg === 'EdDSA' && crit === undefined;
  return isOurs && typeof kid === 'string' ? kid : undefined;
}

/** We have signed it, so that it has the form that its version says. */
function isStatement(value: unknown): value is Statement {
  return isRecord(value) && value['receipt'] === statementVersion;
}

function isSigned(text: string, signature: string, { kty, crv, x }: ReceiptJwk): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // Of several ways to write the same bytes only one is right, so that a receipt has one form.
  if (bytes.toString('base64url') !== signature) return false;
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, bytes);
}

function refused(problem: ReceiptProblem, kid?: string): ReadReceipt {
  return { ok: false, problem, ...(kid === undefined ? {} : { kid }) };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): unknown {
  return readJson(Buffer.from(part, 'base64url').toString('utf8'));
}
