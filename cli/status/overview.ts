import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import {
  listCampaigns,
  loadVersion,
  type CampaignRow,
  type VersionRow,
} from '../../store/campaigns/campaign-row.ts';
import { budgets } from '../../store/ledger/read-ledger.ts';
import { codesByStatus, type CodeCounts } from './count-codes.ts';
import { standingOf, type CampaignFile, type Standing } from './files.ts';

/** One campaign, published or only in a file. */
export interface CampaignLine {
  /** Of the campaign; of the file where it cannot be read. */
  readonly id: string;
  /** Null when no files are looked at. */
  readonly files: Standing | null;
  readonly file: string | null;
  readonly published: Published | null;
}

/** What runs. */
export interface Published {
  readonly campaign: CampaignRow;
  readonly version: VersionRow;
  /** By the campaign's clock. */
  readonly now: Instant;
  readonly codes: CodeCounts;
  readonly budgets: Awaited<ReturnType<typeof budgets>>;
}

/** Campaigns that run and campaigns in files, or one of them, in the order of their ids. */
export async function overview(
  db: pg.Pool,
  files: readonly CampaignFile[] | null,
  only: string | undefined,
): Promise<CampaignLine[]> {
  const campaigns = await listCampaigns(db);
  const running = new Set<string>(campaigns.map(({ id }) => id));
  const wanted = campaigns.filter(({ id }) => only === undefined || id === only);
  const lines = await Promise.all(wanted.map((campaign) => runningLine(db, campaign, files)));
  const others = (files ?? [])
    .filter(({ campaign }) => campaign === null || !running.has(campaign))
    .map(fileLine)
    .filter(({ id }) => only === undefined || id === only);
  return [...lines, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function runningLine(
  db: pg.Pool,
  campaign: CampaignRow,
  files: readonly CampaignFile[] | null,
): Promise<CampaignLine> {
  const { id } = campaign;
  const now = plus(instant(Date.now()), campaign.clockOffsetMs);
  const version = await loadVersion(db, campaign.digest);
  assert(version !== undefined, 'every campaign has a version');
  const codes = await codesByStatus(db, id, now);
  const published = { campaign, version, now, codes, budgets: await budgets(db, id) };
  const file = files?.find((one) => one.campaign === id)?.file ?? null;
  return { id, files: standingOf(campaign, files), file, published };
}

function fileLine({ file, campaign }: CampaignFile): CampaignLine {
  const files = campaign === null ? 'has errors' : 'not published';
  return { id: campaign ?? file, files, file, published: null };
}
