import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** What a person would get of one asset. */
interface PreviewLine {
  readonly timing: BatchTiming;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly rewards: number;
  readonly minor: MinorUnits;
}

/** What the batches of a campaign would pay. Totals count everybody, also beyond the last line. */
export interface BatchPreview {
  readonly asOf: Instant;
  readonly lines: readonly PreviewLine[];
  readonly totals: readonly {
    readonly timing: BatchTiming;
    readonly asset: Asset;
    readonly people: number;
    readonly rewards: number;
    readonly minor: MinorUnits;
  }[];
}

const dueSql = `reward
WHERE campaign = $1 AND state = 'held' AND timing IN ('weekly', 'after-campaign') AND due_at <= $2`;

const linesSql = `
SELECT timing, beneficiary, asset, count(*) AS rewards, sum(minor)::bigint AS minor FROM ${dueSql}
GROUP BY timing, beneficiary, asset
ORDER BY timing, asset, minor DESC, beneficiary LIMIT $3`;

const totalsSql = `
SELECT timing, asset, count(DISTINCT beneficiary) AS people, count(*) AS rewards,
       sum(minor)::bigint AS minor
FROM ${dueSql}
GROUP BY timing, asset ORDER BY timing, asset`;

type TotalRow = BatchPreview['totals'][number];

/**
 * What batches run at `asOf` would pay if nothing were granted or taken back before; changes
 * nothing. At most `linesMax` lines, the largest of each asset first.
 * @throws StoreUnavailable
 */
export async function previewBatch(
  db: Db,
  campaign: CampaignId,
  asOf: Instant,
  linesMax = 1_000,
): Promise<BatchPreview> {
  const lines = await query<PreviewLine>(db, linesSql, [campaign, asOf, linesMax]);
  const totals = await query<TotalRow>(db, totalsSql, [campaign, asOf]);
  for (const { minor } of [...lines, ...totals]) minorUnits(minor);
  return { asOf, lines, totals };
}
