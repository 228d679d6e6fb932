import type { Client } from '@temporalio/client';
import type pg from 'pg';

import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { together } from '../domain/campaign/together.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import type { Digest } from '../domain/ids.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { drawsOf } from '../domain/reward/packets.ts';
import { instant } from '../domain/time.ts';
import { loadCampaign } from '../store/campaigns/campaign-row.ts';
import { loadPolicy } from '../store/campaigns/policies.ts';
import { publishVersion, type Published } from '../store/campaigns/publish-version.ts';
import { newDraws } from '../store/draws/draw-rows.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { ensureSchedules } from './batches/ensure-schedules.ts';

/** What publishing stands on. */
export interface PublishServices {
  readonly pool: pg.Pool;
  readonly temporal: Client;
  /** What random packets are committed to with; a campaign without any does without. */
  readonly keys?: KeyRing;
  /** Of payout batches; the usual one by default. */
  readonly effectsTaskQueue?: string;
}

/** A compiled campaign, as its author wrote it and as it is to be published. */
export interface PublishCall {
  readonly terms: Terms;
  readonly digest: Digest;
  /** As the compiler gives them; they are published with it. */
  readonly variants?: readonly { readonly terms: Terms; readonly digest: Digest }[];
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
 * PROGRAMME_NEEDED, CAMPAIGN_CLOSED, SANDBOX_FIXED or BUDGET_BELOW_COMMITTED.
 * @throws StoreUnavailable, and what the Temporal client throws; then publish again
 */
export async function publishCampaign(
  services: PublishServices,
  call: PublishCall,
): Promise<CampaignPublished | Rejection> {
  const { pool, temporal } = services;
  const { terms } = call;
  const variants = (call.variants ?? []).map((variant) => variant.terms);
  for (const { risk } of [terms, ...variants]) {
    const policy = await loadPolicy(pool, risk.policy);
    if (policy === undefined) {
      return reject('POLICY_UNKNOWN', {
        message: `the risk policy "${risk.policy}" that the campaign names is not published: publish its file first, or with it`,
      });
    }
    if (terms.programme === undefined && namesProgramme(policy)) return reject('PROGRAMME_NEEDED');
  }
  const all = together(terms, variants);
  const known = await loadCampaign(pool, terms.campaign);
  const published = await publishVersion(pool, {
    ...call,
    draws: drawsOf(all).length === 0 ? [] : newDraws(given(services.keys), all),
    sandbox: call.sandbox ?? known?.sandbox ?? false,
    serverNow: instant(Date.now()),
  });
  if (!published.ok) return published;
  const queue = services.effectsTaskQueue ?? effectsTaskQueue;
  const schedules = await ensureSchedules(temporal, all, published.version, queue);
  return { ...published, schedules };
}

/** Whether a sanction of the policy may hold in a whole programme. */
function namesProgramme({ rules }: RiskPolicy): boolean {
  return rules.some(({ answer }) => 'scope' in answer && answer.scope === 'programme');
}

function given(keys: KeyRing | undefined): KeyRing {
  assert(keys !== undefined, 'random packets are committed to with a key ring');
  return keys;
}
