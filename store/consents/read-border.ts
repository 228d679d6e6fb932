import { borderTermsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { BorderFacts } from '../../domain/commit/border.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';

const text = `SELECT
  (SELECT json_agg(json_build_object('person', person, 'region', region, 'text', text_version))
    FROM location_consent WHERE campaign = $1 AND person = ANY($2) AND ended_at IS NULL) AS consents,
  (SELECT json_agg(json_build_object('person', subject, 'check', check_name)) FROM (
    SELECT DISTINCT ON (subject, check_name) subject, check_name, result FROM verification
    WHERE campaign = $1 AND subject = ANY($2) AND at <= $3
    ORDER BY subject, check_name, at DESC, recorded_at DESC) latest
    WHERE result = 'passed') AS passed`;

/**
 * What comers have agreed to and passed, where the campaign's rules follow the region; null elsewhere.
 * @throws StoreUnavailable
 */
export async function readBorder(
  db: Db,
  about: {
    readonly campaign: CampaignId;
    readonly terms: Terms;
    readonly comers: readonly SubjectId[];
    readonly now: Instant;
  },
): Promise<BorderFacts | null> {
  const { campaign, terms, comers, now } = about;
  if (comers.length === 0 || borderTermsOf(terms.scenario) === undefined) return null;
  const found = await queryOne<{ [Name in keyof BorderFacts]: BorderFacts[Name] | null }>(
    db,
    { name: 'read-border', text },
    [campaign, comers, now],
  );
  return { consents: found?.consents ?? [], passed: found?.passed ?? [] };
}
