import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { ByHand } from '../../domain/code/command.ts';
import { nextDeadline } from '../../domain/code/deadline.ts';
import { moveToVersion } from '../../domain/code/move-version.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { rowId, type CodeId, type Digest, type OpId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { loadVersion, type VersionRow } from '../campaigns/campaign-row.ts';
import { sameVariant } from '../campaigns/variant-rows.ts';
import { asJson, codeTable, eventTable, insertFromJson } from '../columns.ts';
import { withTransaction } from '../pool.ts';
import { query, type Db } from '../query.ts';

/** Open codes of a campaign on their way to another of its versions. */
export interface Move {
  readonly to: VersionRow;
  readonly by: ByHand;
  /** The whole move is one operation, with a record in each code that it has changed. */
  readonly opId: OpId;
  readonly bodyHash: string;
  /** By the campaign's clock. */
  readonly now: Instant;
  /** False only says what would be. */
  readonly write: boolean;
}

/** A code before and after. */
export interface Moved {
  readonly before: CodeRow;
  readonly after: CodeRow;
}

/**
 * Moves a page of open codes, in the order of their ids after `after`, each to its own variant where
 * the version has it; codes of the version itself and of its variants are left out, so that doing it again finds nothing. The end is a page without a code.
 * @throws StoreUnavailable
 */
export async function moveCodesPage(
  pool: pg.Pool,
  move: Move,
  page: { readonly after: CodeId | null; readonly size: number },
): Promise<readonly Moved[]> {
  return withTransaction(pool, async (db) => {
    const rows = await lockPage(db, move.to, page);
    const versions = new Map<Digest, VersionRow>();
    const moved: Moved[] = [];
    for (const before of rows) {
      const from = versions.get(before.digest) ?? (await loadVersion(db, before.digest));
      assert(from !== undefined, 'every code has a version');
      versions.set(before.digest, from);
      const to = await sameVariant(db, move.to, from.terms);
      const after = moveRow({ ...move, to }, from, before);
      if (move.write) await write(db, { ...move, to }, { before, after }, from);
      moved.push({ before, after });
    }
    return moved;
  });
}

async function lockPage(
  db: Db,
  to: VersionRow,
  page: { readonly after: CodeId | null; readonly size: number },
): Promise<readonly CodeRow[]> {
  const digests = [to.digest, ...(to.terms.variants ?? []).map(({ digest }) => digest)];
  const found = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c
     WHERE c.campaign = $1 AND c.digest <> ALL ($2::text[]) AND ($3::uuid IS NULL OR c.id > $3)
       AND c.status IN ('dormant', 'pending', 'active', 'frozen')
     ORDER BY c.id LIMIT $4 FOR UPDATE`,
    [to.campaign, digests, page.after, page.size],
  );
  return found.map(({ code }) => code);
}

function moveRow({ to, now }: Move, from: VersionRow, row: CodeRow): CodeRow {
  const state = moveToVersion(
    { terms: from.terms, period: from },
    { terms: to.terms, period: to },
    row.state,
    now,
  );
  return {
    ...row,
    digest: to.digest,
    revision: row.revision + 1,
    state: { ...state, rows: state.rows + 1 },
  };
}

async function write(
  db: Db,
  move: Move,
  { before, after }: Moved,
  from: VersionRow,
): Promise<void> {
  const { to, by, now, opId, bodyHash } = move;
  const { id, campaign, state } = after;
  await query(
    db,
    `UPDATE code SET digest = $2, revision = $3, state = $4, deadline_at = $5,
       committed_at = now(), committed_by = 'migrate-codes'
     WHERE id = $1 AND revision = $6`,
    [
      id,
      to.digest,
      after.revision,
      state,
      nextDeadline(to.terms, state)?.at ?? null,
      before.revision,
    ],
  );
  const event = {
    id: rowId(id, state.rows),
    kind: 'version',
    at: now,
    channel: null,
    share: null,
    subject: null,
    data: { from: from.version, to: to.version, by: by.actor, reason: by.reason },
  };
  await query(
    db,
    insertFromJson(eventTable, '$4', { campaign: '$1', code: '$2::uuid', tracking_id: '$3' }),
    [campaign, id, after.trackingId, JSON.stringify([event])],
  );
  const outcome = { ok: true, status: state.status, expiresAt: state.expiresAt };
  await query(
    db,
    `INSERT INTO operation (campaign, code, op_id, kind, body_hash, outcome, at)
     VALUES ($1, $2, $3, 'migrate', $4, $5, $6)`,
    [campaign, id, opId, bodyHash, outcome, now],
  );
}
