import type { SourceFacts } from '../../domain/commit/facts.ts';
import type { CampaignId, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';

/** Where look-ups count: `all`, or a sandbox campaign, whose clock and traffic are its own. */
export type LookupScope = 'all' | CampaignId;

const text = `
  WITH counted AS (
    INSERT INTO source_window AS w (scope, source, minute, count) VALUES ($1, $2, $3::bigint / 60000, 1)
    ON CONFLICT (scope, source, minute) DO UPDATE SET count = w.count + 1
    RETURNING count
  ), dropped AS (
    DELETE FROM source_window
    WHERE scope = $1 AND source = $2 AND minute <= $3::bigint / 60000 - 60
  )
  SELECT (SELECT count FROM counted) + coalesce((
      SELECT sum(count) FROM source_window
      WHERE scope = $1 AND source = $2
        AND minute > $3::bigint / 60000 - 60 AND minute < $3::bigint / 60000), 0)::bigint AS "requestsLastHour",
    (SELECT until_at FROM source_freeze WHERE scope = $1 AND source = $2) AS "frozenUntil",
    coalesce((SELECT times FROM source_freeze WHERE scope = $1 AND source = $2), 0) AS "timesFrozen"`;

/**
 * Counts one look-up of a source, also of codes that do not exist, and returns what is known of the
 * source with it. The hour consists of sixty minutes of the clock, the present one included.
 */
export async function countLookup(
  db: Db,
  lookup: { readonly source: SourceId; readonly scope: LookupScope; readonly now: Instant },
): Promise<SourceFacts> {
  const facts = await queryOne<SourceFacts & Record<string, unknown>>(
    db,
    { name: 'count-lookup', text },
    [lookup.scope, lookup.source, lookup.now],
  );
  return facts ?? { requestsLastHour: 1, frozenUntil: null, timesFrozen: 0 };
}
