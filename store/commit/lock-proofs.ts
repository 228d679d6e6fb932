import { isUse, type Command } from '../../domain/code/command.ts';
import type { Facts, Proof } from '../../domain/commit/facts.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { query, type Db } from '../query.ts';

const text = `
  SELECT id, operation, phone, until_at AS until, used_by IS NOT NULL AS "isUsed"
  FROM proof WHERE lineage = $1 AND id = ANY($2) ORDER BY id FOR UPDATE`;

/**
 * The proofs that uses of a batch come with, of codes of this line, locked to the end of the
 * transaction: a successor may be used in the same moment.
 */
export async function lockProofs(
  db: Db,
  { lineage }: CodeRow,
  commands: readonly Command[],
): Promise<Facts['proofs']> {
  const given = commands
    .filter(isUse)
    .flatMap(({ opId, proof }) => (proof === undefined ? [] : [{ opId, proof }]));
  if (given.length === 0) return new Map();
  const ids = given.map(({ proof }) => proof);
  const rows = await query<Proof & Record<string, unknown>>(db, { name: 'lock-proofs', text }, [
    lineage,
    ids,
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    given.flatMap(({ opId, proof }) => {
      const found = byId.get(proof);
      return found === undefined ? [] : [[opId, found] as const];
    }),
  );
}
