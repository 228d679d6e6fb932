import type { Client } from '@temporalio/client';
import type pg from 'pg';

import type { Terms } from '../domain/campaign/terms.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import type { Digest } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { loadCampaign } from '../store/campaigns/campaign-row.ts';
import { loadPolicy } from '../store/campaigns/policies.ts';
import { publishVersion, type Published } from '../store/campaigns/publish-version.ts';
import { ensureSchedules } from './batches/ensure-schedules.ts';

/** What publishing stands on. */
export interface PublishServices {
  readonly pool: pg.Pool;
  readonly temporal: Client;
  /** Of payout batches; the usual one by default. */
  readonly effectsTaskQueue?: string;
}

/** A compiled campaign, as its author wrote it and as it is to be published. */
export interface PublishCall {
  readonly terms: Terms;
  readonly digest: Digest;
  /** What the author wrote; of a campaign that extends another, the whole. */
  readonly source: string;
  readonly by: string;
  /** Left out: as the campaign was published first; a new one is no sandbox. */
  readonly sandbox?: boolean;
}

/** A publication with the schedules of payout batches that belong to it. */
export type CampaignPublished = Published & { readonly schedules: readonly string[] };

/**
 * Makes a version the one that new codes are issued under, and its schedules. The same text again
 * changes nothing, and makes a schedule that is missing. Refuses with POLICY_UNKNOWN,
 * CAMPAIGN_CLOSED, SANDBOX_FIXED or BUDGET_BELOW_COMMITTED.
 * @throws StoreUnavailable, and what the Temporal client throws; then publish again
 */
export async function publishCampaign(
  services: PublishServices,
  call: PublishCall,
): Promise<CampaignPublished | Rejection> {
  const { pool, temporal } = services;
  const { terms } = call;
  if ((await loadPolicy(pool, terms.risk.policy)) === undefined) {
    return reject('POLICY_UNKNOWN', {
      message: `the risk policy "${terms.risk.policy}" that the campaign names is not published: publish its file first, or with it`,
    });
  }
  const known = await loadCampaign(pool, terms.campaign);
  const published = await publishVersion(pool, {
    ...call,
    sandbox: call.sandbox ?? known?.sandbox ?? false,
    serverNow: instant(Date.now()),
  });
  if (!published.ok) return published;
  const queue = services.effectsTaskQueue ?? effectsTaskQueue;
  const schedules = await ensureSchedules(temporal, terms, published.version, queue);
  return { ...published, schedules };
}
