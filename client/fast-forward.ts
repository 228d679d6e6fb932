import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';
import type pg from 'pg';

import { assert } from '../domain/assert.ts';
import { nextWeekly } from '../domain/calendar.ts';
import type { CampaignId, CodeId } from '../domain/ids.ts';
import { duration, earliest, instant, plus, type Duration, type Instant } from '../domain/time.ts';
import { effectsTaskQueue as usualEffectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import { inParallel } from '../reconcile/in-parallel.ts';
import { settleStreams } from '../reconcile/streams-pass.ts';
import { syncCode } from '../reconcile/wake.ts';
import { loadCampaign, loadVersion, type VersionRow } from '../store/campaigns/campaign-row.ts';
import { allRewards } from '../store/campaigns/variant-rows.ts';
import { addClockOffset } from '../store/campaigns/steer.ts';
import { listOpenCodes, type OpenCode } from '../store/codes/load-code.ts';
import { campaignNow } from '../store/payouts/campaign-now.ts';
import { nextBatches } from '../store/sweep/next-batch.ts';
import { overdueDormant } from '../store/sweep/overdue-dormant.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import { workflowId } from '../workflows/messages.ts';
import { runBatchOnce } from './batches/run-batch-once.ts';
import { fastForward, supportsTimeSkipping } from './time-skipping.ts';

export interface ForwardServices {
  readonly temporal: Client;
  readonly pool: pg.Pool;
  /** Of codes and of payout batches; the usual ones by default. */
  readonly taskQueue?: string;
  readonly effectsTaskQueue?: string;
}

/** Why time cannot be forwarded here, and what to do. docs/errors.md is generated from this table. */
export const forwardRefusals = {
  CAMPAIGN_UNKNOWN: { meaning: 'no such campaign', remedy: 'publish it, or mend the spelling' },
  NOT_A_SANDBOX: {
    meaning: 'the campaign was not published as a sandbox, so its time is real',
    remedy: 'publish it under another id with `--sandbox`',
  },
  NO_TIME_SKIPPING: {
    meaning:
      'this Temporal server cannot skip time: it needs version 1.32 and frontend.WorkflowTimeSkippingEnabled=true',
    remedy: 'use the server of `usher dev`',
  },
} as const;

export class ForwardRefused extends Error {
  override readonly name = 'ForwardRefused';
  readonly code: keyof typeof forwardRefusals;

  constructor(code: keyof typeof forwardRefusals) {
    super(forwardRefusals[code].meaning);
    this.code = code;
  }
}

/** What a fast-forward came to. */
export interface Forwarded {
  /** By the campaign's clock. */
  readonly from: Instant;
  readonly to: Instant;
  /** Codes that were forwarded in the last step. */
  readonly codes: number;
  /** Payout batches on the way, with the time that each was run as of. */
  readonly batches: readonly Instant[];
}

/** What a sweep would tell is no news here. */
const quiet = { info: () => undefined, warn: () => undefined };
const codesMax = 16;
const pageSize = 500;
/** How long after its issue a dormant code may be about to wake. */
const wakingMs = 60_000;
/** How long the tasks of timers at the very end may take before a code is asked to hurry. */
const catchUpMs = 2_000;

/**
 * Moves a sandbox campaign's clock forward, and with it the virtual time of all its running codes:
 * reminders, expiries and everything else on the way happens as it would have. Payout batches that
 * fall on the way are run in their order. Codes should get no commands meanwhile.
 * @throws ForwardRefused before anything is moved; StoreUnavailable and what the Temporal client
 *   throws, possibly half way: codes and the campaign's clock are then as of an instant in between
 */
export async function fastForwardCampaign(
  services: ForwardServices,
  campaign: CampaignId,
  by: Duration,
): Promise<Forwarded> {
  const version = await refuseOrLoad(services, campaign);
  const from = await nowOf(services, campaign);
  const to = plus(from, by);
  const batches: Instant[] = [];
  let codes = 0;
  for (let now = from; now < to;) {
    const stop = await nextStop(services, { version, now, to });
    codes = await forwardCodes(services, campaign, duration(stop - now));
    await settleDormant(services, campaign);
    await settleStreams(services.pool, quiet);
    await runBatches(services, campaign, { asOf: stop, batches });
    now = stop === to ? to : await nowOf(services, campaign);
  }
  return { from, to, codes, batches };
}

async function refuseOrLoad(
  { temporal, pool }: ForwardServices,
  campaign: CampaignId,
): Promise<VersionRow> {
  const row = await loadCampaign(pool, campaign);
  if (row === undefined) throw new ForwardRefused('CAMPAIGN_UNKNOWN');
  if (!row.sandbox) throw new ForwardRefused('NOT_A_SANDBOX');
  if (!(await supportsTimeSkipping(temporal))) throw new ForwardRefused('NO_TIME_SKIPPING');
  const version = await loadVersion(pool, row.digest);
  assert(version !== undefined, 'every campaign has a version');
  return version;
}

async function nowOf({ pool }: ForwardServices, campaign: CampaignId): Promise<Instant> {
  const now = await campaignNow(pool, campaign, instant(Date.now()));
  assert(now !== undefined, 'a campaign has a clock');
  return now;
}

/** Where to halt next: at a batch of the terms or of a reward that waits, or at the end. */
async function nextStop(
  { pool }: ForwardServices,
  way: { readonly version: VersionRow; readonly now: Instant; readonly to: Instant },
): Promise<Instant> {
  const { version, now, to } = way;
  const { period } = version.terms;
  const rewards = await allRewards(pool, version);
  const weekly = rewards
    .filter(({ payout }) => payout.timing === 'weekly')
    .map(({ payout }) => nextWeekly(plus(now, 1), period.timeZone, payout.weekly));
  const waiting = (await nextBatches(pool, version.campaign)).map(({ at }) => at);
  const ahead = [...weekly, ...waiting].filter((at) => at > now && at < to);
  return earliest(to, ...ahead) ?? to;
}

async function runBatches(
  { temporal, pool, effectsTaskQueue = usualEffectsTaskQueue }: ForwardServices,
  campaign: CampaignId,
  way: { readonly asOf: Instant; readonly batches: Instant[] },
): Promise<void> {
  const { asOf, batches } = way;
  const due = (await nextBatches(pool, campaign)).filter(({ at }) => at <= asOf);
  for (const { timing } of due) {
    const services = { temporal, pool, taskQueue: effectsTaskQueue };
    await runBatchOnce(services, { campaign, timing, asOf });
  }
  if (due.length > 0) batches.push(asOf);
}

/** Forwards all running codes, then the campaign's clock, and waits until all are done with it. */
async function forwardCodes(
  services: ForwardServices,
  campaign: CampaignId,
  by: Duration,
): Promise<number> {
  const codes = await codesThatMayRun(services, campaign);
  const ends = await inParallel(codes, codesMax, ({ code }) =>
    fastForward(services.temporal, workflowId(campaign, code.id), by),
  );
  await addClockOffset(services.pool, campaign, by);
  const forwarded = codes.filter((_, index) => ends[index] !== 'absent');
  await inParallel(forwarded, codesMax, ({ code }) => untilCaughtUp(services, code.id));
  return forwarded.length;
}

/** Codes that nobody ever woke have no workflow to be forwarded: they are started and end at once. */
async function settleDormant(services: ForwardServices, campaign: CampaignId): Promise<void> {
  const { pool } = services;
  for (;;) {
    const rows = await overdueDormant(pool, { campaign, limit: pageSize, now: Date.now() });
    if (rows.length === 0) return;
    await inParallel(rows, codesMax, (row) => syncCode(services, row));
  }
}

async function codesThatMayRun(
  { pool }: ForwardServices,
  campaign: CampaignId,
): Promise<OpenCode[]> {
  const codes: OpenCode[] = [];
  for (let page: readonly OpenCode[] = []; ;) {
    const after = page.at(-1)?.code.id;
    const where = { campaign, limit: pageSize, dormant: true };
    page = await listOpenCodes(pool, after === undefined ? where : { ...where, after });
    codes.push(...page.filter(mayRun));
    if (page.length < pageSize) return codes;
  }
}

/** A code that was issued this moment has a workflow, though its row may not say so yet. */
function mayRun({ code, committedAgoMs }: OpenCode): boolean {
  return code.state.status !== 'dormant' || committedAgoMs < wakingMs;
}

async function untilCaughtUp(services: ForwardServices, id: CodeId): Promise<void> {
  const until = Date.now() + catchUpMs;
  for (;;) {
    const timed = (await findCodes(services.pool, [id])).get(id);
    const deadlineAt = timed?.deadlineAt ?? null;
    if (timed === undefined || deadlineAt === null) return;
    if (deadlineAt > Date.now() + timed.clockOffsetMs) return;
    if (Date.now() >= until) {
      const { temporal } = services;
      const shown = await syncCode(services, timed.code);
      if (shown === 'completed' || shown.now >= deadlineAt) return;
      await fastForward(temporal, workflowId(timed.code.campaign, id), deadlineAt - shown.now + 1);
      await syncCode(services, timed.code);
      return;
    }
    await sleep(50);
  }
}
