import type pg from 'pg';

import { assert } from '../domain/assert.ts';
import { settleState } from '../domain/code/settle.ts';
import type { CodeState } from '../domain/code/state.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { parseCodeId } from '../domain/ids.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import {
  loadCampaign,
  loadVersion,
  type CampaignRow,
  type VersionRow,
} from '../store/campaigns/campaign-row.ts';
import { findCodeByIndex, loadCode } from '../store/codes/load-code.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { lookupIndexes } from '../store/keys/value.ts';
import type { Context } from './context.ts';

/** A code with everything that is needed to say how it stands. */
export interface KnownCode {
  readonly row: CodeRow;
  readonly campaign: CampaignRow;
  /** The version that the code was issued under. */
  readonly version: VersionRow;
  /** Whether new codes of the same variant get this version too. */
  readonly isCurrent: boolean;
  /** By the campaign's clock. */
  readonly now: Instant;
  /** The row with all deadlines passed that lie behind `now`. */
  readonly shown: CodeState;
}

/** The code that somebody means by its id or by its value; undefined when there is none. */
export async function findCode(
  db: pg.Pool,
  keys: () => Promise<KeyRing>,
  text: string,
): Promise<CodeRow | undefined> {
  const id = parseCodeId(text);
  if (id !== undefined) return loadCode(db, id);
  return findCodeByIndex(db, lookupIndexes(await keys(), text), instant(Date.now()));
}

/** As `findCode`, with what surrounds the code. */
export async function knownCode(context: Context, text: string): Promise<KnownCode | undefined> {
  const db = await context.database();
  const row = await findCode(db, context.keys, text);
  return row && surround(db, row);
}

/** A code's row with what surrounds it. */
export async function surround(db: pg.Pool, row: CodeRow): Promise<KnownCode> {
  const [campaign, version] = await Promise.all([
    loadCampaign(db, row.campaign),
    loadVersion(db, row.digest),
  ]);
  assert(campaign !== undefined && version !== undefined, 'every code has campaign and version');
  const current =
    version.digest === campaign.digest ? version : await loadVersion(db, campaign.digest);
  const ofVariants = current?.terms.variants?.map(({ digest }) => digest) ?? [];
  const now = plus(instant(Date.now()), campaign.clockOffsetMs);
  return {
    row,
    campaign,
    version,
    isCurrent: [campaign.digest, ...ofVariants].includes(version.digest),
    now,
    shown: settleState(version.terms, version, row.state, now),
  };
}
