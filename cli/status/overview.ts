import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { RaisedAlarm } from '../../domain/campaign/alarms.ts';
import type { Digest } from '../../domain/ids.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import {
  listCampaigns,
  loadVersion,
  type CampaignRow,
  type VersionRow,
} from '../../store/campaigns/campaign-row.ts';
import { listPolicies } from '../../store/campaigns/policies.ts';
import { budgets } from '../../store/ledger/read-ledger.ts';
import { relationAlarms, type RelationAlarms } from '../../store/alarms/relation-alarms.ts';
import { raisedAlarms } from '../../store/alarms/watch-budgets.ts';
import { operatorFunds, type OperatorFunds } from '../../store/ledger/pay-in.ts';
import { codesByStatus, type CodeCounts } from './count-codes.ts';
import { standingOf, type ReadFile, type Standing } from './files.ts';

/** How something that can be published stands: in force, or only in a file. */
interface Line {
  /** Null for a file that cannot be read. */
  readonly id: string | null;
  /** Null when no files are looked at. */
  readonly files: Standing | null;
  readonly file: string | null;
}

/** One campaign, published or only in a file. */
export interface CampaignLine extends Line {
  /** The risk policy that it names. */
  readonly policy: string | null;
  readonly published: Published | null;
}

/** One risk policy, published or only in a file. */
export interface PolicyLine extends Line {
  readonly published: { readonly digest: Digest } | null;
}

/** What runs. */
export interface Published {
  readonly campaign: CampaignRow;
  readonly version: VersionRow;
  /** By the campaign's clock. */
  readonly now: Instant;
  readonly codes: CodeCounts;
  readonly budgets: Awaited<ReturnType<typeof budgets>>;
  /** What operators have paid in for renewals, and were charged. */
  readonly operator: readonly OperatorFunds[];
  readonly alarms: readonly RaisedAlarm[];
  /** People beneath whom many stand, where relations are traced. */
  readonly relationAlarms: readonly RelationAlarms[];
}

/** What is published and what is in files, in the order of ids; what cannot be read comes last. */
export interface Overview {
  readonly campaigns: readonly CampaignLine[];
  readonly policies: readonly PolicyLine[];
}

/** All campaigns and risk policies, or one campaign with the policy that it names. */
export async function overview(
  db: pg.Pool,
  files: readonly ReadFile[] | null,
  only: string | undefined,
): Promise<Overview> {
  const campaigns = await campaignLines(db, ofKind(files, 'campaign'), only);
  const policies = await policyLines(db, ofKind(files, 'policy'));
  const named = new Set(campaigns.map(({ policy }) => policy));
  return {
    campaigns,
    policies: only === undefined ? policies : policies.filter(({ id }) => named.has(id)),
  };
}

function ofKind(
  files: readonly ReadFile[] | null,
  kind: ReadFile['kind'],
): readonly ReadFile[] | null {
  return files?.filter((file) => file.kind === kind) ?? null;
}

async function campaignLines(
  db: pg.Pool,
  files: readonly ReadFile[] | null,
  only: string | undefined,
): Promise<CampaignLine[]> {
  const campaigns = await listCampaigns(db);
  const wanted = campaigns.filter(({ id }) => only === undefined || id === only);
  const running = await Promise.all(wanted.map((campaign) => runningLine(db, campaign, files)));
  const others = unpublished(campaigns, files)
    .filter(({ id }) => only === undefined || id === only)
    .map((file) => ({ ...fileLine(file), policy: file.policy, published: null }));
  return sorted([...running, ...others]);
}

async function policyLines(
  db: pg.Pool,
  files: readonly ReadFile[] | null,
): Promise<readonly PolicyLine[]> {
  const policies = await listPolicies(db);
  const running = policies.map(({ id, digest }) => ({
    ...{ id, files: standingOf({ id, digest }, files), file: nameOf(id, files) },
    published: { digest },
  }));
  const others = unpublished(policies, files).map((file) => ({
    ...fileLine(file),
    published: null,
  }));
  return sorted([...running, ...others]);
}

async function runningLine(
  db: pg.Pool,
  campaign: CampaignRow,
  files: readonly ReadFile[] | null,
): Promise<CampaignLine> {
  const { id } = campaign;
  const now = plus(instant(Date.now()), campaign.clockOffsetMs);
  const version = await loadVersion(db, campaign.digest);
  assert(version !== undefined, 'every campaign has a version');
  const codes = await codesByStatus(db, id, now);
  const funds = { budgets: await budgets(db, id), operator: await operatorFunds(db, id) };
  const alarms = await raisedAlarms(db, id);
  const raised = { alarms, relationAlarms: await relationAlarms(db, id) };
  const published = { campaign, version, now, codes, ...funds, ...raised };
  const { policy } = version.terms.risk;
  return { id, files: standingOf(campaign, files), file: nameOf(id, files), policy, published };
}

function unpublished(
  published: readonly { readonly id: string }[],
  files: readonly ReadFile[] | null,
): readonly ReadFile[] {
  const known = new Set<string | null>(published.map(({ id }) => id));
  return (files ?? []).filter(({ id }) => !known.has(id));
}

function fileLine({ file, id }: ReadFile): Line {
  return { id, file, files: id === null ? 'has errors' : 'not published' };
}

function nameOf(id: string, files: readonly ReadFile[] | null): string | null {
  return files?.find((one) => one.id === id)?.file ?? null;
}

function sorted<T extends Line>(lines: T[]): T[] {
  const last = '~';
  return lines.sort((a, b) => ((a.id ?? last) < (b.id ?? last) ? -1 : 1));
}
