import type { CodeRow } from '../../domain/commit/rows.ts';
import { asJson, codeTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/**
 * Codes that answered an operation in the last `ms`, dormant ones left out; of one worker alone if
 * one is named, as far as no other has committed since. What a commit without operations changed is
 * not among them: its workflow had asked for it by a timer, which fires again.
 * @throws StoreUnavailable
 */
export async function committedLately(
  db: Db,
  { ms, worker = null }: { readonly ms: number; readonly worker?: string | null },
): Promise<readonly CodeRow[]> {
  const rows = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c
     WHERE c.id IN (SELECT code FROM operation
         WHERE recorded_at > now() - $1 * interval '1 millisecond')
       AND c.status <> 'dormant' AND ($2::text IS NULL OR c.committed_by = $2)
     ORDER BY c.id`,
    [ms, worker],
  );
  return rows.map(({ code }) => code);
}
