import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { asJson, codeTable } from '../columns.ts';
import type { BlindIndex } from '../keys/key-ring.ts';
import { query, type Db } from '../query.ts';

/** A code with what its campaign says of time. */
export interface KnownCode {
  readonly code: CodeRow;
  /** When its next deadline is, by the campaign's clock; null when it has none. */
  readonly deadlineAt: Instant | null;
  /** What the campaign's clock is ahead of the server's. */
  readonly clockOffsetMs: number;
  readonly sandbox: boolean;
  /** The programme that its campaign belongs to. */
  readonly programme: string | null;
}

const known = `${asJson(codeTable, 'c')} AS code, c.deadline_at AS "deadlineAt",
  p.clock_offset_ms AS "clockOffsetMs", p.sandbox, p.programme`;

/**
 * Codes by their ids; those that do not exist are left out.
 * @throws StoreUnavailable
 */
export async function findCodes(
  db: Db,
  ids: readonly CodeId[],
): Promise<ReadonlyMap<CodeId, KnownCode>> {
  const rows = await query<KnownCode & Record<string, unknown>>(
    db,
    {
      name: 'find-codes',
      text: `SELECT ${known} FROM code c JOIN campaign p ON p.id = c.campaign
        WHERE c.id = ANY($1::uuid[])`,
    },
    [ids],
  );
  return new Map(rows.map((row) => [row.code.id, row]));
}

/**
 * For each of several typed values the code that it stands for, by the first of its indexes that is
 * known. A value that was refreshed away leads to its code until its time is over, by the
 * campaign's clock.
 * @throws StoreUnavailable
 */
export async function findTypedCodes(
  db: Db,
  typed: readonly (readonly BlindIndex[])[],
  serverNow: Instant,
): Promise<readonly (KnownCode | undefined)[]> {
  const sought = typed.flatMap((indexes, item) => indexes.map((index) => ({ item, ...index })));
  const rows = await query<KnownCode & { item: number }>(
    db,
    {
      name: 'find-typed-codes',
      text: `SELECT DISTINCT ON (sought.item) sought.item, ${known}
        FROM unnest($1::int[], $2::bytea[], $3::text[])
          WITH ORDINALITY AS sought (item, index, key_id, place)
        JOIN code_value v ON v.index = sought.index AND v.key_id = sought.key_id
        JOIN code c ON c.id = v.code
        JOIN campaign p ON p.id = c.campaign
        WHERE v.current OR v.former_until > $4::bigint + p.clock_offset_ms
        ORDER BY sought.item, sought.place`,
    },
    [
      sought.map(({ item }) => item),
      sought.map(({ index }) => index),
      sought.map(({ keyId }) => keyId),
      serverNow,
    ],
  );
  const byItem = new Map(rows.map((row) => [row.item, row]));
  return typed.map((_, item) => byItem.get(item));
}
