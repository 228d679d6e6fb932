import type { Consent } from '../../domain/commit/border.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** A coarse H3 cell, and when it is deleted. */
export interface KeptCell {
  readonly cell: string;
  readonly until: Instant;
}

/**
 * Records that somebody agreed. A consent that they gave for the same region before ends, with its cell. In a
 * transaction: whoever agrees twice at once has one consent in force.
 * @throws StoreUnavailable
 */
export async function giveConsent(
  db: Db,
  given: Consent & {
    readonly campaign: CampaignId;
    readonly now: Instant;
    readonly kept: KeptCell | null;
  },
): Promise<void> {
  const { campaign, person, region, now, kept } = given;
  await query(db, `SELECT pg_advisory_xact_lock(hashtextextended($1, 31))`, [
    `${campaign} ${person}`,
  ]);
  await endConsents(db, { campaign, person, region, now });
  await query(
    db,
    `INSERT INTO location_consent (campaign, person, region, text_version, agreed_at, cell, kept_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [campaign, person, region, given.text, now, kept?.cell ?? null, kept?.until ?? null],
  );
}

/**
 * Ends what somebody has agreed to in a campaign, in one region or in all, and deletes the cells that were kept.
 * Returns how many consents that were.
 * @throws StoreUnavailable
 */
export async function endConsents(
  db: Db,
  whose: Pick<Consent, 'person'> & {
    readonly campaign: CampaignId;
    readonly region?: string;
    readonly now: Instant;
  },
): Promise<number> {
  const { campaign, person, region = null, now } = whose;
  const ended = await query(
    db,
    `UPDATE location_consent SET ended_at = $3, cell = NULL, kept_until = NULL
     WHERE campaign = $1 AND person = $2 AND ended_at IS NULL AND ($4::text IS NULL OR region = $4)
     RETURNING 1`,
    [campaign, person, now, region],
  );
  return ended.length;
}

/**
 * Deletes cells whose time is over by their campaign's clock; that somebody agreed stays. Returns how many.
 * @throws StoreUnavailable
 */
export async function forgetCells(db: Db, serverNow: number): Promise<number> {
  const forgotten = await query(
    db,
    `UPDATE location_consent l SET cell = NULL, kept_until = NULL FROM campaign c
     WHERE c.id = l.campaign AND l.cell IS NOT NULL AND l.kept_until <= $1::bigint + c.clock_offset_ms
     RETURNING 1`,
    [serverNow],
  );
  return forgotten.length;
}
