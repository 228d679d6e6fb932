import type { CommandKind } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId, CodeId, Digest, OpId, RowId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** One answered operation with what a receipt says of it. */
export interface ReceiptRow {
  readonly campaign: CampaignId;
  readonly sandbox: boolean;
  readonly code: CodeId;
  /** Of the version that the code had when it answered. */
  readonly digest: Digest;
  readonly opId: OpId;
  readonly kind: CommandKind;
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly redemption: {
    readonly invitee: SubjectId;
    readonly channel: string | null;
    readonly region: string | null;
  } | null;
  /** Reported with this operation. */
  readonly milestones: readonly string[];
}

/** One operation of one code. */
export interface OperationOfCode {
  readonly code: CodeId;
  readonly opId: OpId;
}

const text = `
  SELECT o.campaign, p.sandbox, o.code, o.op_id AS "opId", o.kind, o.at, o.outcome,
    coalesce(was.digest, c.digest) AS digest,
    CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('invitee', r.invitee,
      'channel', r.channel, 'region', r.region) END AS redemption,
    coalesce(reported.milestones, '{}') AS milestones
  FROM unnest($1::uuid[], $2::text[]) AS asked (code, op_id)
  JOIN code c ON c.id = asked.code
  JOIN campaign p ON p.id = c.campaign
  JOIN operation o ON o.op_id = asked.op_id AND o.code = c.id AND o.campaign = c.campaign
  LEFT JOIN redemption r ON r.campaign = o.campaign AND r.id = o.outcome ->> 'redemption'
  LEFT JOIN LATERAL (
    SELECT v.digest FROM event e
    JOIN campaign_version v ON v.campaign = e.campaign AND v.version = (e.data ->> 'from')::integer
    WHERE e.kind = 'version' AND e.code = o.code AND e.recorded_at > o.recorded_at
    ORDER BY e.recorded_at LIMIT 1
  ) was ON true
  LEFT JOIN LATERAL (
    SELECT array_agg(e.data ->> 'milestone' ORDER BY e.id) AS milestones FROM event e
    WHERE o.kind = 'milestone' AND e.code = o.code AND e.at = o.at AND e.kind = 'milestone'
      AND e.data ->> 'redemption' = o.outcome ->> 'redemption'
  ) reported ON true`;

/**
 * What the books hold of several operations; those that they do not know are left out.
 * @throws StoreUnavailable
 */
export async function receiptRows(
  db: Db,
  operations: readonly OperationOfCode[],
): Promise<readonly ReceiptRow[]> {
  return query<ReceiptRow & Record<string, unknown>>(db, { name: 'receipt-rows', text }, [
    operations.map(({ code }) => code),
    operations.map(({ opId }) => opId),
  ]);
}

/**
 * The operation by which a redemption came about; undefined where there is none of this id.
 * @throws StoreUnavailable
 */
export async function operationOfRedemption(
  db: Db,
  code: CodeId,
  redemption: RowId,
): Promise<OperationOfCode | undefined> {
  const rows = await query<OperationOfCode & Record<string, unknown>>(
    db,
    `SELECT o.code, o.op_id AS "opId" FROM redemption r
     JOIN operation o ON o.campaign = r.campaign AND o.code = r.code AND o.at >= r.at
       AND o.kind IN ('redeem', 'reserve') AND o.outcome ->> 'redemption' = r.id
     WHERE r.id = $2 AND r.campaign = (SELECT campaign FROM code WHERE id = $1)
     ORDER BY o.at, o.recorded_at LIMIT 1`,
    [code, redemption],
  );
  return rows[0];
}
