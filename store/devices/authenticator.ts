import type { Instant } from '../../domain/time.ts';
import { newSecretOrigin, type SecretOrigin } from '../keys/authenticator-secret.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { query, type Db } from '../query.ts';
import { assert } from '../../domain/assert.ts';

/** An authenticator of a line of codes, as it is kept. */
export interface Authenticator extends SecretOrigin {
  /** When the day began in which wrong codes of anybody are counted. */
  readonly since: Instant;
  /** When there were so many of them that one right code is not enough; null while it is. */
  readonly slowedAt: Instant | null;
}

/**
 * The authenticator of a line of codes, made where there was none, and locked to the end of the caller's
 * transaction: codes of one line are compared one after the other.
 * @throws StoreUnavailable
 */
export async function lockAuthenticator(
  db: Db,
  keys: KeyRing,
  lineage: string,
): Promise<Authenticator> {
  const { keyId, salt } = newSecretOrigin(keys, lineage);
  const [row] = await query<Authenticator & Record<string, unknown>>(
    db,
    `INSERT INTO authenticator (lineage, key_id, salt) VALUES ($1, $2, $3)
     ON CONFLICT (lineage) DO UPDATE SET lineage = EXCLUDED.lineage
     RETURNING lineage, key_id AS "keyId", salt, since, slowed_at AS "slowedAt"`,
    [lineage, keyId, salt],
  );
  assert(row !== undefined, 'there is an authenticator');
  return row;
}
