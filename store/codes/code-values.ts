import { assert } from '../../domain/assert.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Sealed } from '../keys/key-ring.ts';
import type { Mint, MintedValue } from '../keys/value.ts';
import { query, queryOne, type Db } from '../query.ts';

/** With nine of ten values taken, this many in a row are taken once in a million million. */
const attemptsMax = 256;

const insertText = `
  INSERT INTO code_value (index, key_id, code, sealed, current)
  SELECT $1, $2, $3, $4, true
  WHERE NOT EXISTS (
    SELECT FROM code_value v JOIN unnest($5::bytea[], $6::text[]) AS former (index, key_id)
      ON v.index = former.index AND v.key_id = former.key_id)
  ON CONFLICT ON CONSTRAINT code_value_unique DO NOTHING
  RETURNING 1`;

/**
 * Gives a code its current value. A value that is taken, under whatever key, is minted again.
 * @throws InvariantError when hardly any value is left: the format is too short for its codes
 */
export async function insertValue(db: Db, code: CodeId, mint: Mint): Promise<Sealed> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { index, keyId, sealed, former } = mint(code);
    const inserted = await query(db, { name: 'insert-value', text: insertText }, [
      index,
      keyId,
      code,
      sealed,
      former.map((other) => other.index),
      former.map((other) => other.keyId),
    ]);
    if (inserted.length === 1) return { keyId, sealed };
  }
  assert(false, `no free value found for code ${code}`);
}

/**
 * Whether a value that a person has chosen belongs to a code already. Whoever asks first in a
 * transaction has it to the end of that transaction.
 */
export async function isValueTaken(
  db: Db,
  { index, keyId, former }: MintedValue,
): Promise<boolean> {
  await query(db, `SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 2))`, [index]);
  const row = await queryOne<{ taken: boolean }>(
    db,
    `SELECT EXISTS (
       SELECT FROM code_value v JOIN unnest($1::bytea[], $2::text[]) AS sought (index, key_id)
         ON v.index = sought.index AND v.key_id = sought.key_id) AS taken`,
    [
      [index, ...former.map((other) => other.index)],
      [keyId, ...former.map((other) => other.keyId)],
    ],
  );
  return row?.taken ?? false;
}

/** Gives a code a new current value; the former one leads to it until `formerUntil`. */
export async function refreshValue(
  db: Db,
  refresh: { readonly code: CodeId; readonly formerUntil: Instant; readonly mint: Mint },
): Promise<Sealed> {
  await query(
    db,
    'UPDATE code_value SET current = false, former_until = $2 WHERE code = $1 AND current',
    [refresh.code, refresh.formerUntil],
  );
  return insertValue(db, refresh.code, refresh.mint);
}

/** The sealed form of a code's current value, to be opened with the key ring. */
export async function loadSealedValue(db: Db, code: CodeId): Promise<Sealed | undefined> {
  const row = await queryOne<{ key_id: string; sealed: Buffer }>(
    db,
    'SELECT key_id, sealed FROM code_value WHERE code = $1 AND current',
    [code],
  );
  return row && { keyId: row.key_id, sealed: row.sealed };
}
