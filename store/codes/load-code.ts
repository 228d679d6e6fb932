import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { asJson, codeTable } from '../columns.ts';
import type { BlindIndex } from '../keys/key-ring.ts';
import { query, queryOne, type Db } from '../query.ts';

const row = `${asJson(codeTable, 'c')} AS code`;

interface Found extends Record<string, unknown> {
  readonly code: CodeRow;
}

/** One code by its id. */
export async function loadCode(db: Db, id: CodeId): Promise<CodeRow | undefined> {
  const found = await queryOne<Found>(db, `SELECT ${row} FROM code c WHERE c.id = $1`, [id]);
  return found?.code;
}

/**
 * The code that a typed value stands for, by the first of its indexes that is known. A value that
 * was refreshed away leads to its code until its time is over, by the campaign's clock.
 */
export async function findCodeByIndex(
  db: Db,
  indexes: readonly BlindIndex[],
  serverNow: Instant,
): Promise<CodeRow | undefined> {
  if (indexes.length === 0) return undefined;
  const found = await query<Found>(
    db,
    {
      name: 'find-code',
      text: `
        SELECT ${row}
        FROM unnest($1::bytea[], $2::text[]) WITH ORDINALITY AS sought (index, key_id, place)
        JOIN code_value v ON v.index = sought.index AND v.key_id = sought.key_id
        JOIN code c ON c.id = v.code
        JOIN campaign p ON p.id = c.campaign
        WHERE v.current OR v.former_until > $3::bigint + p.clock_offset_ms
        ORDER BY sought.place LIMIT 1`,
    },
    [indexes.map(({ index }) => index), indexes.map(({ keyId }) => keyId), serverNow],
  );
  return found[0]?.code;
}

/** A person's codes in a campaign, or in all of them, the newest first. */
export async function codesOfHolder(
  db: Db,
  holder: SubjectId,
  campaign?: CampaignId,
): Promise<readonly CodeRow[]> {
  const found = await query<Found>(
    db,
    `SELECT ${row} FROM code c
     WHERE c.holder = $1 AND c.campaign = coalesce($2, c.campaign) ORDER BY c.id DESC LIMIT 500`,
    [holder, campaign ?? null],
  );
  return found.map(({ code }) => code);
}

export interface OpenCode {
  readonly code: CodeRow;
  /** When its next deadline is, by the campaign's clock; null when it has none. */
  readonly deadlineAt: Instant | null;
  readonly clockOffsetMs: number;
  /** Milliseconds since its last commit, by the database's clock. */
  readonly committedAgoMs: number;
}

/**
 * A page of codes that are not settled, in the order of their ids, for sweeps. `after` is the last
 * id of the page before.
 */
export async function listOpenCodes(
  db: Db,
  page: {
    readonly campaign?: CampaignId;
    readonly after?: CodeId;
    readonly limit: number;
    /** Dormant codes have no workflow; without them unless asked for. */
    readonly dormant?: boolean;
  },
): Promise<readonly OpenCode[]> {
  return query<OpenCode & Record<string, unknown>>(
    db,
    `SELECT ${row}, c.deadline_at AS "deadlineAt", p.clock_offset_ms AS "clockOffsetMs",
       (extract(epoch FROM clock_timestamp() - c.committed_at) * 1000)::bigint AS "committedAgoMs"
     FROM code c JOIN campaign p ON p.id = c.campaign
     WHERE c.status <> 'settled' AND ($4 OR c.status <> 'dormant')
       AND ($1::text IS NULL OR c.campaign = $1) AND ($2::uuid IS NULL OR c.id > $2)
     ORDER BY c.id LIMIT $3`,
    [page.campaign ?? null, page.after ?? null, page.limit, page.dormant ?? false],
  );
}
