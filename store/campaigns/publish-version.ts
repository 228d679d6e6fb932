import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import { periodOf } from '../../domain/campaign/period.ts';
import type { PeriodTerms, Terms } from '../../domain/campaign/terms.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Digest } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { withTransaction } from '../pool.ts';
import { commitDraws, type DrawRow } from '../draws/draw-rows.ts';
import { query, queryOne, type Db } from '../query.ts';
import { loadVersion, type VersionRow } from './campaign-row.ts';
import { fundBudget, refuseBudget } from './fund-budget.ts';

export interface Publication {
  readonly terms: Terms;
  /** SHA-256 of the terms. */
  readonly digest: Digest;
  /** Its variants, which are published with it, each as a version of its own. */
  readonly variants?: readonly { readonly terms: Terms; readonly digest: Digest }[];
  /** What it commits to of random packets, its variants' included. */
  readonly draws?: readonly Omit<DrawRow, 'committedAt'>[];
  /** The author's text. */
  readonly source: string;
  /** Whether time can be forwarded and nothing counts for other campaigns. Said once for all. */
  readonly sandbox: boolean;
  readonly by: string;
  /** By the server's clock; the campaign's offset is added. */
  readonly serverNow: Instant;
}

export interface Published {
  readonly ok: true;
  /** False when the same version is already current. */
  readonly changed: boolean;
  readonly version: VersionRow;
}

/** A campaign before it is published again. */
interface Existing {
  readonly status: string;
  readonly sandbox: boolean;
  readonly offset: number;
  readonly version: VersionRow;
}

/**
 * Makes a version the one that new codes are issued under, funds its budget, and opens the campaign
 * when it is new. A period that is counted from publishing keeps its start as long as later
 * versions leave the period as it is. Variants become versions behind it. Codes that are out keep their version.
 * Refuses with CAMPAIGN_CLOSED, SANDBOX_FIXED or BUDGET_BELOW_COMMITTED.
 */
export async function publishVersion(
  pool: pg.Pool,
  publication: Publication,
): Promise<Published | Rejection> {
  return withTransaction(pool, (db) => publish(db, publication));
}

async function publish(
  db: pg.PoolClient,
  publication: Publication,
): Promise<Published | Rejection> {
  const { digest, terms, serverNow } = publication;
  const existing = await lockCampaign(db, publication);
  const same = existing?.version.digest === digest && existing.sandbox === publication.sandbox;
  if (same && existing.status !== 'closed') {
    return { ok: true, changed: false, version: existing.version };
  }
  const refusal = refuseChange(publication, existing) ?? (await refuseBudget(db, terms));
  if (refusal !== null) return refusal;
  const now = plus(serverNow, existing?.offset ?? 0);
  if (existing === undefined) await insertCampaign(db, publication, now);
  const former = existing?.version ?? null;
  const version = await storeVersions(db, publication, { now, former });
  await commitDraws(db, now, publication.draws);
  await query(db, 'UPDATE campaign SET digest = $2, programme = $3 WHERE id = $1', [
    ...[terms.campaign, digest, terms.programme],
  ]);
  await fundBudget(db, terms, { version: version.version, actor: publication.by, at: now });
  return { ok: true, changed: true, version };
}

interface Storing {
  readonly now: Instant;
  /** Whose period goes on where it is the same. */
  readonly former: VersionRow | null;
}

/** Stores what is not known of a campaign and its variants, and returns the campaign's own version. */
async function storeVersions(
  db: Db,
  publication: Publication,
  { now, former }: Storing,
): Promise<VersionRow> {
  const { digest, variants = [] } = publication;
  const known = await knownVariants(db, publication);
  const [first] = known.values();
  const storing = { now, former: first ?? former };
  const version =
    (await loadVersion(db, digest)) ?? (await insertVersion(db, publication, storing));
  for (const variant of variants) {
    if (known.has(variant.digest)) continue;
    await insertVersion(db, { ...publication, ...variant }, { now, former: version });
  }
  return version;
}

/**
 * Variants that were published before. They are versions, which never change, so that the campaign
 * takes over their period: it would otherwise be over at another time than codes of its variants.
 */
async function knownVariants(
  db: Db,
  { variants = [] }: Publication,
): Promise<ReadonlyMap<Digest, VersionRow>> {
  const known = new Map<Digest, VersionRow>();
  for (const { digest } of variants) {
    const row = await loadVersion(db, digest);
    if (row !== undefined) known.set(digest, row);
  }
  return known;
}

async function lockCampaign(db: Db, { terms }: Publication): Promise<Existing | undefined> {
  // Two first publications at once: the second waits here, and then finds a campaign.
  await query(db, `SELECT pg_advisory_xact_lock(hashtextextended('campaign:' || $1, 0))`, [
    terms.campaign,
  ]);
  const row = await queryOne<Omit<Existing, 'version'> & { digest: Digest }>(
    db,
    `SELECT status, sandbox, clock_offset_ms AS "offset", digest FROM campaign
     WHERE id = $1 FOR UPDATE`,
    [terms.campaign],
  );
  if (row === undefined) return undefined;
  const version = await loadVersion(db, row.digest);
  assert(version !== undefined, 'a campaign has its current version');
  return { ...row, version };
}

function refuseChange({ sandbox }: Publication, existing: Existing | undefined): Rejection | null {
  if (existing?.status === 'closed') return reject('CAMPAIGN_CLOSED');
  return existing !== undefined && existing.sandbox !== sandbox ? reject('SANDBOX_FIXED') : null;
}

async function insertCampaign(db: Db, publication: Publication, now: Instant): Promise<void> {
  const { terms, digest, sandbox } = publication;
  await query(
    db,
    'INSERT INTO campaign (id, sandbox, digest, created_at) VALUES ($1, $2, $3, $4)',
    [terms.campaign, sandbox, digest, now],
  );
  await query(db, 'INSERT INTO counter (campaign, key) VALUES ($1, $2)', [
    terms.campaign,
    liveCodesKey,
  ]);
}

async function insertVersion(
  db: Db,
  publication: Publication,
  { now, former }: Storing,
): Promise<VersionRow> {
  const { terms, digest, source, by } = publication;
  const period = keptOrNew(terms.period, former, now);
  const row = await queryOne<{ version: number }>(
    db,
    `INSERT INTO campaign_version
       (campaign, version, digest, terms, source, starts_at, ends_at, published_at, published_by)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8
     FROM campaign_version WHERE campaign = $1
     RETURNING version`,
    [terms.campaign, digest, terms, source, period.startsAt, period.endsAt, now, by],
  );
  return {
    campaign: terms.campaign,
    version: row?.version ?? 0,
    digest,
    terms,
    source,
    ...period,
    publishedAt: now,
    publishedBy: by,
  };
}

/** The same period as before keeps running: what is relative to publishing began with the first. */
function keptOrNew(
  period: PeriodTerms,
  former: VersionRow | null,
  now: Instant,
): { readonly startsAt: Instant; readonly endsAt: Instant | null } {
  return former !== null && isSamePeriod(former.terms.period, period)
    ? { startsAt: former.startsAt, endsAt: former.endsAt }
    : periodOf(period, now);
}

function isSamePeriod(one: PeriodTerms, other: PeriodTerms): boolean {
  const key = ({ starts, ends }: PeriodTerms): string =>
    [
      starts.kind === 'at' ? starts.at : starts.kind,
      ends.kind === 'at' ? ends.at : ends.kind === 'after' ? `after ${ends.ms}` : ends.kind,
    ].join();
  return key(one) === key(other);
}
