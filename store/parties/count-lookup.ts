import type { PartyFacts } from '../../domain/commit/facts.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import type { LookupPlace } from './lookup-place.ts';
import { sanctionsOf } from './sanctions-of.ts';

/** One look-up: by whom, and as what it counts. */
export interface Lookup {
  readonly parties: readonly PartyKey[];
  readonly place: LookupPlace;
  /** `nothing` where the same request was counted before, and only what is known is wanted. */
  readonly as: 'request' | 'failure' | 'nothing';
  readonly now: Instant;
}

const here = 'scope = $1 AND party = p.party';

/** Rows are written in the order of their keys, so that two look-ups wait for each other in one order. */
const text = `
  WITH given AS (
    SELECT g.party, s.* FROM unnest($2::text[]) AS g (party), LATERAL (${sanctionsOf('$1, $6::text, $7::text', 'g.party')}) s
    ORDER BY g.party
  ), counted AS (
    INSERT INTO party_window AS w (scope, party, minute, requests, failures)
    SELECT $1, party, $3::bigint / 60000, $4, $5 FROM given
    WHERE ($4 > 0 OR $5 > 0) AND banned IS NOT TRUE AND (until_at IS NULL OR until_at <= $3)
    ON CONFLICT (scope, party, minute) DO UPDATE SET
      requests = w.requests + EXCLUDED.requests, failures = w.failures + EXCLUDED.failures
    RETURNING party, requests, failures
  ), dropped AS (
    DELETE FROM party_window
    WHERE scope = $1 AND party = ANY($2) AND minute <= $3::bigint / 60000 - 60
  )
  SELECT p.party, coalesce(c.requests, w.requests_now, 0) + coalesce(w.requests, 0) AS "requestsLastHour",
    coalesce(c.failures, w.failures_now, 0) + coalesce(w.failures, 0) AS "failuresLastHour",
    p.until_at AS "frozenUntil", coalesce(p.banned, false) AS "isBanned",
    coalesce(p.standing, 0) AS "timesFrozen", p.earned_by AS "earnedBy", coalesce(p.number, 0) AS sanctions
  FROM given p
  LEFT JOIN counted c USING (party)
  LEFT JOIN LATERAL (SELECT
      sum(requests) FILTER (WHERE minute < $3::bigint / 60000)::bigint AS requests,
      sum(failures) FILTER (WHERE minute < $3::bigint / 60000)::bigint AS failures,
      sum(requests) FILTER (WHERE minute = $3::bigint / 60000)::bigint AS requests_now,
      sum(failures) FILTER (WHERE minute = $3::bigint / 60000)::bigint AS failures_now
    FROM party_window WHERE ${here}
      AND minute > $3::bigint / 60000 - 60 AND minute <= $3::bigint / 60000) w ON true`;

/**
 * Counts one look-up for all who made it, also of codes that do not exist, and returns what is known of them
 * with it. A look-up that failed is counted as one that was asked first, and then once more as a failure. The hour
 * consists of sixty minutes of the clock, the present one included. Whoever is kept out is not counted: trying on
 * does not lengthen a freeze.
 * @throws StoreUnavailable
 */
export async function countLookup(
  db: Db,
  { parties, place, as, now }: Lookup,
): Promise<ReadonlyMap<PartyKey, PartyFacts>> {
  if (parties.length === 0) return new Map();
  const rows = await query<PartyFacts & { readonly party: PartyKey }>(
    db,
    { name: 'count-lookup', text },
    [
      ...[place.scope, parties, now, Number(as === 'request'), Number(as === 'failure')],
      ...[place.campaign, place.programme],
    ],
  );
  return new Map(rows.map(({ party, ...facts }) => [party, facts]));
}
