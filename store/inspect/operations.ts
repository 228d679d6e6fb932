import type { DecisionRow, OperationRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, OpId } from '../../domain/ids.ts';
import { asJson, operationTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/** An operation with what was decided about it, where the rules were asked. */
export interface OperationRecord extends OperationRow {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly judgement: DecisionRow['judgement'] | null;
}

interface Found {
  readonly operation: OperationRow;
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly judgement: DecisionRow['judgement'] | null;
}

const selectText = `
  SELECT ${asJson(operationTable, 'o')} AS operation, o.campaign, o.code, d.judgement
  FROM operation o
  LEFT JOIN decision d ON d.campaign = o.campaign AND d.code = o.code AND d.op_id = o.op_id`;

/**
 * Operations of this id. The id names an operation within one code, so there may be several.
 * @throws StoreUnavailable
 */
export async function findOperations(
  db: Db,
  opId: OpId,
  limit: number,
): Promise<readonly OperationRecord[]> {
  const text = `${selectText} WHERE o.op_id = $1 ORDER BY o.at DESC LIMIT $2`;
  return (await query<Found>(db, text, [opId, limit])).map(recordOf);
}

/**
 * What was last asked of a code, the latest first.
 * @throws StoreUnavailable
 */
export async function latestOperations(
  db: Db,
  code: { readonly campaign: CampaignId; readonly id: CodeId },
  limit: number,
): Promise<readonly OperationRecord[]> {
  const text = `${selectText} WHERE o.campaign = $1 AND o.code = $2
    ORDER BY o.at DESC, o.recorded_at DESC LIMIT $3`;
  return (await query<Found>(db, text, [code.campaign, code.id, limit])).map(recordOf);
}

function recordOf({ operation, campaign, code, judgement }: Found): OperationRecord {
  return { ...operation, campaign, code, judgement };
}
