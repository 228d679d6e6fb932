import type { CodeId } from '../../domain/ids.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { asJson, codeTable } from '../columns.ts';
import { queryOne, type Db } from '../query.ts';

const text = `SELECT ${asJson(codeTable, 'c')} AS code FROM code c WHERE c.id = $1 FOR UPDATE`;

/**
 * Locks a code's row to the end of the transaction: whoever holds it is the only one to decide
 * anything about the code. Read facts in later statements only, so that they are seen as the
 * last holder left them.
 */
export async function lockCode(db: Db, code: CodeId): Promise<CodeRow | undefined> {
  const row = await queryOne<{ code: CodeRow }>(db, { name: 'lock-code', text }, [code]);
  return row?.code;
}
