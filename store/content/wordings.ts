import type { CodeRow, WordingRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { asJson, insertFromJson, wordingTable } from '../columns.ts';
import { query, queryOne, type Db } from '../query.ts';

const insertText = insertFromJson(wordingTable, '$3', { campaign: '$1', code: '$2' });

/** Keeps the wording that a code is issued with. */
export async function insertWording(
  db: Db,
  { campaign, id }: Pick<CodeRow, 'campaign' | 'id'>,
  wording: WordingRow,
): Promise<void> {
  await query(db, { name: 'insert-wording', text: insertText }, [
    campaign,
    id,
    JSON.stringify([wording]),
  ]);
}

/** The wording that a code has now; undefined for one without. */
export async function latestWording(db: Db, code: CodeId): Promise<WordingRow | undefined> {
  const found = await queryOne<{ wording: WordingRow }>(
    db,
    `SELECT ${asJson(wordingTable, 'w')} AS wording FROM wording w
     WHERE w.code = $1 ORDER BY w.recorded_at DESC, w.at DESC LIMIT 1`,
    [code],
  );
  return found?.wording;
}
