import type { CodeRow } from '../../domain/commit/rows.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** Apart from each other and from what else is locked by a number of its own. */
const ofGroups = 2;
const ofRelations = 3;

const text = `SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended($1 || '/' || person, $3) AS key FROM unnest($2::text[]) AS person
  ORDER BY key) keys`;

/**
 * To the end of the transaction nobody else redeems for these people in a campaign of the group: they
 * are locked in one order, so that two batches never wait for each other in a circle. Read their
 * redemptions in later statements only.
 */
export async function lockComers(
  db: Db,
  group: string,
  people: readonly SubjectId[],
): Promise<void> {
  if (people.length > 0) await query(db, { name: 'lock-comers', text }, [group, people, ofGroups]);
}

/**
 * To the end of the transaction nobody else binds these people, or anybody beneath them, in the campaign of
 * the code: its holder and the comers are locked in one order. Read their relations in later statements only.
 */
export async function lockRelations(
  db: Db,
  { campaign, holder }: CodeRow,
  comers: readonly SubjectId[],
): Promise<void> {
  if (comers.length === 0) return;
  await query(db, { name: 'lock-comers', text }, [campaign, [holder, ...comers], ofRelations]);
}
