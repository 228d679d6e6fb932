import type { CodeFormat } from '../../domain/campaign/terms.ts';
import { query, type Db } from '../query.ts';

/**
 * Formats with a check character, of campaigns that still give out codes: what a code that nobody
 * knows may have been meant to be.
 * @throws StoreUnavailable
 */
export async function checkedFormats(db: Db): Promise<readonly CodeFormat[]> {
  const rows = await query<{ format: CodeFormat }>(
    db,
    `SELECT DISTINCT v.terms #> '{code,format}' AS format
     FROM campaign c JOIN campaign_version v ON v.digest = c.digest
     WHERE c.status <> 'closed' AND v.terms #> '{code,format,checkCharacter}' = 'true'`,
  );
  return rows.map(({ format }) => format);
}
