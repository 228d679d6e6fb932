import type { ScenarioTerms } from '../../domain/campaign/scenario.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Writing } from '../../domain/reading/read-code.ts';
import { query, type Db } from '../query.ts';

/** How the codes of one campaign are written, and whether and where they are scanned. */
export interface CampaignWriting extends Writing {
  readonly campaign: CampaignId;
  readonly scenario: ScenarioTerms | null;
}

/**
 * How codes are written, of campaigns that still give them out; of one of them where it is named.
 * @throws StoreUnavailable
 */
export async function loadWritings(
  db: Db,
  campaign: CampaignId | null,
): Promise<readonly CampaignWriting[]> {
  return query<CampaignWriting & Record<string, unknown>>(
    db,
    `SELECT c.id AS campaign, v.terms #> '{code,format}' AS format, v.terms -> 'scenario' AS scenario,
       v.terms #>> '{code,generation}' = 'manual' AS "isManual"
     FROM campaign c JOIN campaign_version v ON v.digest = c.digest
     WHERE c.status <> 'closed' AND ($1::text IS NULL OR c.id = $1) ORDER BY c.id`,
    [campaign],
  );
}
