import { assert } from '../../domain/assert.ts';
import { assignVariant, type Candidate } from '../../domain/campaign/assign-variant.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { queryOne, type Db } from '../query.ts';
import { loadVersion, type VersionRow } from './campaign-row.ts';

/** The version that a person's new code is issued under: that of their variant, or the campaign's own. */
export async function versionFor(
  db: Db,
  version: VersionRow,
  who: Pick<Candidate, 'holder' | 'segment'>,
): Promise<VersionRow> {
  if (version.terms.variants === undefined) return version;
  const former = await formerVariant(db, version.campaign, who.holder);
  const variant = assignVariant(version.terms, { ...who, former });
  return variant === undefined ? version : variantRow(db, variant.digest);
}

/** The version among a version and its variants that has the same variant as `from`. */
export async function sameVariant(
  db: Db,
  version: VersionRow,
  { variant }: Pick<Terms, 'variant'>,
): Promise<VersionRow> {
  const found = version.terms.variants?.find(({ id }) => id === variant);
  return found === undefined ? version : variantRow(db, found.digest);
}

/** The rewards of a version and of all its variants together. */
export async function allRewards(
  db: Db,
  { terms }: Pick<VersionRow, 'terms'>,
): Promise<Terms['rewards']> {
  return [terms, ...(await variantTerms(db, { terms }))].flatMap(({ rewards }) => rewards);
}

/** The terms of a version's variants, in its order. */
export async function variantTerms(
  db: Db,
  { terms }: Pick<VersionRow, 'terms'>,
): Promise<readonly Terms[]> {
  const rows = (terms.variants ?? []).map(({ digest }) => variantRow(db, digest));
  return (await Promise.all(rows)).map((row) => row.terms);
}

async function variantRow(db: Db, digest: VersionRow['digest']): Promise<VersionRow> {
  const row = await loadVersion(db, digest);
  assert(row !== undefined, 'a version is published with its variants');
  return row;
}

/** The variant of the last code that a person has had in a campaign, whatever became of it. */
async function formerVariant(
  db: Db,
  campaign: CampaignId,
  holder: SubjectId,
): Promise<string | undefined> {
  const row = await queryOne<{ variant: string | null }>(
    db,
    `SELECT v.terms ->> 'variant' AS variant
     FROM code c JOIN campaign_version v ON v.digest = c.digest
     WHERE c.campaign = $1 AND c.holder = $2 ORDER BY c.id DESC LIMIT 1`,
    [campaign, holder],
  );
  return row?.variant ?? undefined;
}
