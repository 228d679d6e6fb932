import type { CodeRow } from '../../domain/commit/rows.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';

export interface Click {
  readonly code: CodeRow;
  readonly opId: OpId;
  readonly subject: SubjectId;
  /** By the campaign's clock. */
  readonly at: Instant;
  readonly share?: string;
  readonly channel?: string;
}

export interface ClickResult {
  /** False when this operation was recorded before. */
  readonly recorded: boolean;
  /**
   * Whether nobody had opened this share before. Two at the same moment may both be told so: name
   * the `share` command that follows after the share, and it counts once.
   */
  readonly firstOfShare: boolean;
  /** Whether the campaign had never seen this person, neither clicking nor redeeming. */
  readonly newPerson: boolean;
}

const id = `$2::text || '.click.' || $3`;

/** Its own row, left by an attempt whose answer was lost, tells an operation nothing. */
const text = `
  WITH recorded AS (
    INSERT INTO event (campaign, id, code, tracking_id, kind, at, channel, share, subject)
    VALUES ($1, ${id}, $2::uuid, $4, 'click', $5, $6, $7, $8)
    ON CONFLICT (campaign, id) DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT FROM recorded) AS recorded,
    $7::text IS NOT NULL AND NOT EXISTS (
      SELECT FROM event WHERE code = $2::uuid AND share = $7 AND kind = 'click'
        AND id <> ${id}) AS "firstOfShare",
    NOT EXISTS (
      SELECT FROM event WHERE campaign = $1 AND subject = $8 AND kind = 'click' AND id <> ${id})
    AND NOT EXISTS (
      SELECT FROM redemption WHERE campaign = $1 AND invitee = $8) AS "newPerson"`;

/** Records that somebody has opened a code, or a share of it: one row an operation. */
export async function recordClick(db: Db, click: Click): Promise<ClickResult> {
  const { code, opId, subject, at, share, channel } = click;
  const result = await queryOne<ClickResult & Record<string, unknown>>(
    db,
    { name: 'record-click', text },
    [
      code.campaign,
      code.id,
      opId,
      code.trackingId,
      at,
      channel ?? code.channel,
      share ?? null,
      subject,
    ],
  );
  return result ?? { recorded: false, firstOfShare: false, newPerson: false };
}
