import type { OperationRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, OpId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

export type StoredOutcome = Pick<OperationRow, 'bodyHash' | 'outcome'>;

/**
 * The stored answers of one code to the operations that it has answered already.
 * @throws StoreUnavailable
 */
export async function loadOutcomes(
  db: Db,
  code: { readonly campaign: CampaignId; readonly id: CodeId },
  opIds: readonly OpId[],
): Promise<ReadonlyMap<OpId, StoredOutcome>> {
  const rows = await query<StoredOutcome & { opId: OpId }>(
    db,
    {
      name: 'load-outcomes',
      text: `SELECT op_id AS "opId", body_hash AS "bodyHash", outcome FROM operation
        WHERE campaign = $1 AND code = $2 AND op_id = ANY($3::text[])`,
    },
    [code.campaign, code.id, opIds],
  );
  return new Map(rows.map(({ opId, ...stored }) => [opId, stored]));
}
