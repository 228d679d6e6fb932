import type { UseCommand } from '../../domain/code/command.ts';
import type { ProofId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** On what one use of a code may rest. */
export interface KeptProof {
  readonly id: string;
  /** The line of the code. */
  readonly lineage: string;
  readonly operation: UseCommand['kind'];
  /** Blind index of the phone that has to be given with it; null where none has. */
  readonly phone: string | null;
  /** Exclusive, by the campaign's clock. */
  readonly until: Instant;
}

/** That what a code wants was entered rightly; the use that follows rests on it. */
export interface Proven {
  readonly ok: true;
  readonly proof: ProofId;
}

/**
 * The proof on which an operation that was accepted rests: asked again, it need not be proved anew.
 * @throws StoreUnavailable
 */
export async function proofUsedBy(
  db: Db,
  { lineage, opId }: { readonly lineage: string; readonly opId: string },
): Promise<Proven | undefined> {
  const used = await queryOne<{ id: ProofId }>(
    db,
    'SELECT id FROM proof WHERE lineage = $1::uuid AND used_by = $2',
    [lineage, opId],
  );
  return used === undefined ? undefined : { ok: true, proof: used.id };
}

/**
 * Keeps a proof, in the caller's transaction; kept again, it stays as it was.
 * @throws StoreUnavailable
 */
export async function keepProof(
  db: Db,
  { id, lineage, operation, phone, until }: KeptProof,
): Promise<Proven> {
  await query(
    db,
    `INSERT INTO proof (id, lineage, operation, phone, until_at) VALUES ($1, $2::uuid, $3, $4, $5)
     ON CONFLICT (id) DO NOTHING`,
    [id, lineage, operation, phone, until],
  );
  return { ok: true, proof: id as ProofId };
}
