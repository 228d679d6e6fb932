import { createHash } from 'node:crypto';

import type { ByHand } from '../domain/code/command.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { CampaignId, CodeId, OpId } from '../domain/ids.ts';
import { instant, plus } from '../domain/time.ts';
import { syncCodes, type Log } from '../reconcile/sync-codes.ts';
import type { Services } from '../reconcile/wake.ts';
import { listVersions, loadCampaign } from '../store/campaigns/campaign-row.ts';
import { moveCodesPage, type Move } from '../store/codes/move-codes.ts';

const pageSize = 200;

/** Which codes are to run under which version. */
export interface MigrateCall extends ByHand {
  readonly campaign: CampaignId;
  /** One of the campaign's own. */
  readonly version: number;
  readonly opId: OpId;
  /** Only says what would be. */
  readonly dryRun: boolean;
}

/** What moving codes came to, or would come to. */
export interface Migrated {
  readonly ok: true;
  readonly codes: number;
  /** Codes that end at another time than before. */
  readonly endsMoved: number;
  /** Codes whose workflow has not answered; `usher reconcile` tells it later. */
  readonly untold: number;
}

/**
 * Moves the open codes of a campaign to another of its versions, page by page, and tells their
 * workflows. Doing it again, also after it was cut short, moves what is left. Refuses with
 * CAMPAIGN_UNKNOWN or VERSION_UNKNOWN.
 * @throws StoreUnavailable
 */
export async function migrateCodes(
  services: Services & { readonly log: Log },
  call: MigrateCall,
  progress: (codes: number) => void = () => undefined,
): Promise<Migrated | Rejection> {
  const { pool } = services;
  const campaign = await loadCampaign(pool, call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const versions = await listVersions(pool, call.campaign);
  const to = versions.find(({ version }) => version === call.version);
  // Of a variant's version nobody but its own people may have codes.
  if (to === undefined || to.terms.variant !== undefined) return reject('VERSION_UNKNOWN');
  const { actor, reason, opId } = call;
  const body = JSON.stringify([to.digest, actor, reason]);
  const move: Move = {
    to,
    by: { actor, reason },
    opId,
    bodyHash: createHash('sha256').update(body).digest('hex'),
    now: plus(instant(Date.now()), campaign.clockOffsetMs),
    write: !call.dryRun,
  };
  const sum = { codes: 0, endsMoved: 0, untold: 0 };
  let after: CodeId | null = null;
  for (;;) {
    const page = await moveCodesPage(pool, move, { after, size: pageSize });
    const last = page.at(-1);
    if (last === undefined) return { ok: true, ...sum };
    after = last.after.id;
    sum.codes += page.length;
    sum.endsMoved += page.filter(
      (code) => code.before.state.expiresAt !== code.after.state.expiresAt,
    ).length;
    const awake = page.map((code) => code.after).filter(({ state }) => state.status !== 'dormant');
    if (move.write) sum.untold += await syncCodes(services, awake, 'they were moved to a version');
    progress(sum.codes);
  }
}
