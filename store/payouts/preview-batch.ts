import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId, StreamId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import { lateMs } from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** What a person would get of one asset. */
interface PreviewLine {
  readonly timing: BatchTiming;
  /** Of `after-stream`, which has a batch a stream. */
  readonly stream: StreamId | null;
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
    readonly stream: StreamId | null;
    readonly asset: Asset;
    readonly people: number;
    readonly rewards: number;
    readonly minor: MinorUnits;
  }[];
  /** What stays for the next batch, `tooLarge` of these for more than a whole batch may pay. */
  readonly leftOver: readonly {
    readonly timing: BatchTiming;
    readonly stream: StreamId | null;
    readonly asset: Asset;
    readonly rewards: number;
    readonly minor: MinorUnits;
    readonly tooLarge: number;
  }[];
}

/** As `gather` takes them on: one after the other until one does not fit, those too large passed over. */
const sizedSql = `
WITH due AS (
  SELECT r.timing, r.stream, r.beneficiary, r.asset, r.minor, coalesce(r.minor > m.max, false) AS too_large,
    m.max, r.due_at, r.id
  FROM reward r LEFT JOIN unnest($3::text[], $4::bigint[]) AS m (asset, max) ON m.asset = r.asset
  WHERE r.campaign = $1 AND r.state = 'held' AND due_at <= $2
    AND (timing IN ('weekly', 'after-campaign') OR EXISTS (SELECT FROM stream s
      WHERE s.campaign = r.campaign AND s.id = r.stream AND s.closed_at + ${String(lateMs)} <= $2))
    AND NOT in_open_batch(r.id)
), sized AS (
  SELECT *, NOT too_large AND (max IS NULL OR max >= sum(minor) FILTER (WHERE NOT too_large)
    OVER (PARTITION BY timing, stream, asset ORDER BY due_at, id)) AS fits
  FROM due
)`;

const linesSql = `${sizedSql}
SELECT timing, stream, beneficiary, asset, count(*) AS rewards, sum(minor)::bigint AS minor
FROM sized WHERE fits
GROUP BY timing, stream, beneficiary, asset
ORDER BY timing, stream, asset, minor DESC, beneficiary LIMIT $5`;

const totalsSql = `${sizedSql}
SELECT timing, stream, asset, count(DISTINCT beneficiary) AS people, count(*) AS rewards,
       sum(minor)::bigint AS minor
FROM sized WHERE fits
GROUP BY timing, stream, asset ORDER BY timing, stream, asset`;

const leftSql = `${sizedSql}
SELECT timing, stream, asset, count(*) AS rewards, sum(minor)::bigint AS minor,
       count(*) FILTER (WHERE too_large) AS "tooLarge"
FROM sized WHERE NOT fits
GROUP BY timing, stream, asset ORDER BY timing, stream, asset`;

type TotalRow = BatchPreview['totals'][number];
type LeftRow = BatchPreview['leftOver'][number];

/** What is looked at. */
export interface PreviewQuestion {
  readonly asOf: Instant;
  /** What one batch may pay. */
  readonly max: BatchTerms['max'];
  /** At most so many lines, the largest of each asset first. */
  readonly linesMax?: number;
}

/**
 * What batches run at `asOf` would pay if nothing were granted or taken back before; changes
 * nothing. What is in a batch that is not over is not counted.
 * @throws StoreUnavailable
 */
export async function previewBatch(
  db: Db,
  campaign: CampaignId,
  { asOf, max, linesMax = 1_000 }: PreviewQuestion,
): Promise<BatchPreview> {
  const asked = [...[campaign, asOf, max.map(({ asset }) => asset), max.map(({ minor }) => minor)]];
  const lines = await query<PreviewLine>(db, linesSql, [...asked, linesMax]);
  const totals = await query<TotalRow>(db, totalsSql, asked);
  const leftOver = await query<LeftRow>(db, leftSql, asked);
  for (const { minor } of [...lines, ...totals, ...leftOver]) minorUnits(minor);
  return { asOf, lines, totals, leftOver };
}
