import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import { settleState } from '../../domain/code/settle.ts';
import { codeStatuses, type CodeStatus } from '../../domain/code/state.ts';
import type { CampaignId, CodeId, Digest } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { loadVersion, type VersionRow } from '../../store/campaigns/campaign-row.ts';
import { countCodes, overdueCodes } from '../../store/inspect/code-counts.ts';

/** How many codes have which status, in the order of a code's life; those with none left out. */
export type CodeCounts = Readonly<Partial<Record<CodeStatus, number>>>;

const pageSize = 2_000;

/** Counts codes by the status that is to be shown: that of the row where no deadline is over. */
export async function codesByStatus(
  db: pg.Pool,
  campaign: CampaignId,
  now: Instant,
): Promise<CodeCounts> {
  const counts = new Map<CodeStatus, number>();
  const add = (status: CodeStatus, codes: number): void => {
    counts.set(status, (counts.get(status) ?? 0) + codes);
  };
  for (const { status, codes } of await countCodes(db, campaign, now)) add(status, codes);
  const versions = new Map<Digest, VersionRow>();
  let after: CodeId | null = null;
  for (;;) {
    const page = await overdueCodes(db, { campaign, now }, { after, size: pageSize });
    for (const { digest, state } of page) {
      const version = versions.get(digest) ?? (await loadVersion(db, digest));
      assert(version !== undefined, 'every code has a version');
      versions.set(digest, version);
      add(settleState(version.terms, version, state, now).status, 1);
    }
    after = page.at(-1)?.id ?? null;
    if (after === null) break;
  }
  return Object.fromEntries(
    codeStatuses.flatMap((status) => {
      const codes = counts.get(status);
      return codes === undefined ? [] : [[status, codes]];
    }),
  );
}
