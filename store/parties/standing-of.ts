import type { Suspension } from '../../domain/commit/sanction.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';
import { programmeSql, scopeSql } from './sanctions-of.ts';

/** SQL for what stands against a party at a time in campaign $1, all of it together; null where nothing does. */
function standingSql(party: string, now: string, which = ''): string {
  return `(SELECT json_build_object(
      'until', CASE WHEN bool_or(until_at IS NULL) THEN NULL ELSE max(until_at) END,
      'rules', coalesce(json_agg(DISTINCT rule) FILTER (WHERE rule IS NOT NULL), '[]'))
    FROM sanction LEFT JOIN LATERAL unnest(rules) AS r (rule) ON true
    WHERE scope IN (${scopeSql}, ${programmeSql}, $1) AND party = ${party} AND lifted_at IS NULL
      AND (until_at IS NULL OR until_at > ${now}) ${which} HAVING count(*) > 0)`;
}

/** SQL for what suspends the codes that somebody holds. */
export function suspensionSql(holder: string, now: string): string {
  return standingSql(`'person:' || ${holder}`, now, 'AND suspends');
}

interface Asked {
  readonly campaign: CampaignId;
  readonly holder: SubjectId;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/**
 * What suspends the codes that somebody holds in a campaign.
 * @throws StoreUnavailable
 */
export async function loadSuspension(db: Db, asked: Asked): Promise<Suspension | null> {
  return standing(db, asked, { name: 'suspension-of', which: 'AND suspends' });
}

/**
 * What stands against somebody in a campaign, whatever it says of their codes.
 * @throws StoreUnavailable
 */
export async function loadStanding(db: Db, asked: Asked): Promise<Suspension | null> {
  return standing(db, asked, { name: 'standing-of', which: '' });
}

async function standing(
  db: Db,
  { campaign, holder, now }: Asked,
  { name, which }: { readonly name: string; readonly which: string },
): Promise<Suspension | null> {
  const text = `SELECT ${standingSql('$2', '$3::bigint', which)} AS standing`;
  const row = await queryOne<{ standing: Suspension | null }>(db, { name, text }, [
    campaign,
    partyKey('person', holder),
    now,
  ]);
  return row?.standing ?? null;
}
