import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { refuseEntry, refuseWrongPassword } from '../../domain/password/entry.ts';
import type { Instant } from '../../domain/time.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { keepProof, type Proven } from '../proofs/keep-proof.ts';
import { queryOne, type Db } from '../query.ts';
import type { PasswordFor } from './begin-password.ts';
import { hashPassword } from './password.ts';

/** A password as somebody entered it. */
export interface EnteredPassword extends PasswordFor {
  readonly password: string;
  readonly now: Instant;
}

interface Session {
  readonly id: string;
  readonly keyId: string;
  readonly sent: number;
  readonly expiresAt: Instant;
  readonly passedAt: Instant | null;
}

/**
 * Compares a password with the one that was sent last, in the caller's transaction. Each wrong one is
 * counted before the next is compared, whatever becomes of the use it came with; the right one gives the
 * same proof again and again, so that a use may be repeated.
 * @throws StoreUnavailable
 */
export async function enterPassword(
  db: Db,
  keys: KeyRing,
  entered: EnteredPassword,
): Promise<Proven | Rejection> {
  const { asked, phone, operation, password, now } = entered;
  const session = await queryOne<Session & Record<string, unknown>>(
    db,
    `SELECT id, key_id AS "keyId", sent, expires_at AS "expiresAt", passed_at AS "passedAt"
     FROM password_session WHERE asked = $1 AND phone = $2 AND operation = $3
     ORDER BY started_at DESC LIMIT 1`,
    [asked, phone, operation],
  );
  if (session === undefined) return reject('PASSWORD_EXPIRED');
  const { id, sent, keyId } = session;
  const { index } = hashPassword(keys, { session: id, sent, password }, keyId);
  const compared = await queryOne<{ right: boolean; left: number }>(db, compareText, [
    ...[id, sent, index, now],
  ]);
  if (compared === undefined) return refuseEntry(session, now);
  if (!compared.right) return refuseWrongPassword(compared.left);
  const proof = { id: `${id}/${String(sent)}`, lineage: asked, operation, phone };
  return keepProof(db, { ...proof, until: session.expiresAt });
}

const compareText = `
  UPDATE password_session SET tries = tries + (hash <> $3)::int,
    passed_at = CASE WHEN hash = $3 THEN coalesce(passed_at, $4) ELSE passed_at END
  WHERE id = $1 AND sent = $2 AND tries < tries_max AND (expires_at > $4 OR passed_at IS NOT NULL)
  RETURNING hash = $3 AS right, tries_max - tries AS left`;
