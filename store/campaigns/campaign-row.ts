import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

export type CampaignStatus = 'open' | 'paused' | 'closed';

/** A campaign with the version that new codes are issued under. */
export interface CampaignRow {
  readonly id: CampaignId;
  readonly status: CampaignStatus;
  readonly sandbox: boolean;
  /** Of several campaigns where sanctions and certificates may hold. */
  readonly programme: string | null;
  /** What the campaign's clock is ahead of the server's. */
  readonly clockOffsetMs: number;
  readonly digest: Digest;
  readonly version: number;
  readonly title: string;
  readonly startsAt: Instant;
  /** Exclusive. */
  readonly endsAt: Instant | null;
  readonly publishedAt: Instant;
}

export interface VersionRow {
  readonly campaign: CampaignId;
  readonly version: number;
  readonly digest: Digest;
  readonly terms: Terms;
  readonly source: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

const campaignText = `
  SELECT c.id, c.status, c.sandbox, c.programme, c.clock_offset_ms AS "clockOffsetMs", c.digest, v.version,
    v.terms ->> 'title' AS title, v.starts_at AS "startsAt", v.ends_at AS "endsAt",
    v.published_at AS "publishedAt"
  FROM campaign c JOIN campaign_version v ON v.digest = c.digest`;

const versionText = `
  SELECT campaign, version, digest, terms, source, starts_at AS "startsAt", ends_at AS "endsAt",
    published_at AS "publishedAt", published_by AS "publishedBy"
  FROM campaign_version`;

/** A campaign as it is now. */
export async function loadCampaign(db: Db, id: CampaignId): Promise<CampaignRow | undefined> {
  return queryOne<CampaignRow & Record<string, unknown>>(db, `${campaignText} WHERE c.id = $1`, [
    id,
  ]);
}

/** All campaigns by id. */
export async function listCampaigns(db: Db): Promise<readonly CampaignRow[]> {
  return query<CampaignRow & Record<string, unknown>>(db, `${campaignText} ORDER BY c.id`);
}

/** One version, current or not; it never changes, so it may be kept as long as one likes. */
export async function loadVersion(db: Db, digest: Digest): Promise<VersionRow | undefined> {
  return queryOne<VersionRow & Record<string, unknown>>(db, `${versionText} WHERE digest = $1`, [
    digest,
  ]);
}

/** All versions of a campaign, the first one first. */
export async function listVersions(db: Db, id: CampaignId): Promise<readonly VersionRow[]> {
  return query<VersionRow & Record<string, unknown>>(
    db,
    `${versionText} WHERE campaign = $1 ORDER BY version`,
    [id],
  );
}
