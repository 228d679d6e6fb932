import { randomBytes, randomUUID } from 'node:crypto';

import type pg from 'pg';

import { usualDelivery, type DeliverySettings } from '../../activities/deliver/settings.ts';
import type { PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import { createHttpPayoutProvider } from '../../activities/providers/http-payout-provider.ts';
import type { PayoutProvider } from '../../activities/providers/payout-provider.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { RewardKind } from '../../domain/campaign/terms.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import type { DeliveryPage } from '../../domain/delivery/dispatcher.ts';
import type { BatchName, BatchRequest } from '../../domain/delivery/batch.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { beginBatch } from '../../store/payouts/batch-row.ts';
import { queuePayouts } from '../../store/payouts/queue-payouts.ts';
import { query, queryOne } from '../../store/query.ts';
import { withTransaction } from '../../store/pool.ts';

/** A signing secret that was never used before. */
export function freshSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** A campaign of its own with one version and an empty set of terms. */
export async function seedCampaign(
  pool: pg.Pool,
  over: {
    readonly clockOffsetMs?: number;
    readonly payouts?: BatchTerms;
    readonly endsAt?: number;
  } = {},
): Promise<CampaignId> {
  const campaign = `c-${randomUUID()}`;
  await withTransaction(pool, async (db) => {
    await query(
      db,
      `INSERT INTO campaign (id, digest, created_at, clock_offset_ms) VALUES ($1::text, $1::text, 0, $2)`,
      [campaign, over.clockOffsetMs ?? 0],
    );
    await query(
      db,
      `INSERT INTO campaign_version
         (campaign, version, digest, terms, source, starts_at, ends_at, published_at, published_by)
       VALUES ($1::text, 1, $1::text, $2, '', 0, $3, 0, 'test')`,
      [campaign, JSON.stringify({ title: 'Seeded', payouts: over.payouts }), over.endsAt ?? null],
    );
  });
  return campaign as CampaignId;
}

const assets: Readonly<Record<RewardKind, string>> = {
  cash: 'CNY/2',
  points: 'points/0',
  privilege: 'privilege:vip/0',
  coupon: 'coupon:coffee/0',
  'virtual-item': 'item:lantern/0',
};

/** What is special about some rewards. */
export interface RewardSeed {
  readonly count?: number;
  readonly kind?: RewardKind;
  readonly minor?: number;
  readonly state?: RewardRow['state'];
  readonly timing?: RewardRow['timing'];
  readonly dueAt?: number;
  readonly beneficiary?: string;
}

/** Rewards of one new code, each with its open hold in the ledger. */
export async function seedRewards(
  pool: pg.Pool,
  campaign: CampaignId,
  seed: RewardSeed = {},
): Promise<RewardId[]> {
  const { count = 1, kind = 'cash', minor = 100, state = 'due', timing = 'instant' } = seed;
  const { dueAt = 1_000, beneficiary = 'person-a' } = seed;
  const code = randomUUID();
  await query(
    pool,
    `INSERT INTO code (id, campaign, digest, holder, lineage, tracking_id, status, state, committed_by)
     VALUES ($1::uuid, $2::text, $2::text, 'holder', $1::uuid, $1::text, 'active', '{"status": "active"}',
             'test')`,
    [code, campaign],
  );
  const ids = Array.from({ length: count }, (_, n) => `${code}.${String(n)}/red-packet/inviter`);
  await query(
    pool,
    `WITH granted AS (
       INSERT INTO reward (id, campaign, code, lineage, redemption, reward, kind, side, beneficiary,
                           asset, minor, state, timing, granted_at, due_at)
       SELECT id, $2::text, $3::uuid, $3::uuid, split_part(id, '/', 1), 'red-packet', $4, 'inviter', $5, $6, $7, $8,
              $9, 500, $10
       FROM unnest($1::text[]) AS id RETURNING id, asset, minor
     )
     INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
     SELECT $2::text, 'hold', id, 'campaign:' || $2 || ':budget', 'campaign:' || $2 || ':held', asset,
            minor, 500, 'test' FROM granted`,
    [ids, campaign, code, kind, beneficiary, assets[kind], minor, state, timing, dueAt],
  );
  return ids as RewardId[];
}

/** Due cash rewards, queued for a provider. */
export async function seedPayouts(
  pool: pg.Pool,
  provider: string,
  seed: RewardSeed = {},
): Promise<RewardId[]> {
  const campaign = await seedCampaign(pool);
  const rewards = await seedRewards(pool, campaign, seed);
  await queuePayouts(pool, provider, rewards);
  return rewards;
}

/** A batch that is begun, as a workflow of its own would. */
export async function seedBatch(
  pool: pg.Pool,
  request: BatchRequest & { readonly asOf: Instant },
): Promise<BatchName> {
  const owner = { workflow: `batch-${randomUUID()}`, run: randomUUID() };
  const row = await withTransaction(pool, (db) => beginBatch(db, request, owner));
  if (row === undefined) throw new Error('no campaign');
  const { campaign, number } = row;
  return { campaign, number };
}

/** Messages of one new code that wait to be delivered; returns their keys. */
export async function seedMessages(
  pool: pg.Pool,
  count: number,
  recipient = 'person-a',
): Promise<string[]> {
  const code = randomUUID();
  const keys = Array.from({ length: count }, (_, n) => `${code}/reminder/${String(n)}`);
  await query(
    pool,
    `INSERT INTO message (key, campaign, code, recipient, template, data, at)
     SELECT key, 'c', $2, $3, 'reminder', '{"expiresAt": 7}', 1 FROM unnest($1::text[]) AS key`,
    [keys, code, recipient],
  );
  return keys;
}

/** What the books say of one reward. */
export interface Booked {
  readonly reward: RewardRow['state'];
  readonly payout: string | null;
  readonly attempts: number | null;
  readonly error: string | null;
  readonly posts: number;
  readonly posted: number;
}

/** What the books say of one reward: its state, its payout's, and what was posted for it. */
export async function booked(pool: pg.Pool, reward: RewardId): Promise<Booked> {
  const row = await queryOne<{ [Key in keyof Booked]: Booked[Key] }>(
    pool,
    `SELECT r.state AS reward, p.state AS payout, p.attempts, p.last_error AS error,
            count(e.id) AS posts, coalesce(sum(e.minor), 0)::bigint AS posted
     FROM reward r LEFT JOIN payout p ON p.reward = r.id
     LEFT JOIN entry e ON e.reward = r.id AND e.kind = 'post'
       AND e.destination = 'person:' || r.beneficiary
     WHERE r.id = $1 GROUP BY r.id, p.state, p.attempts, p.last_error`,
    [reward],
  );
  if (row === undefined) throw new Error(`no reward ${reward}`);
  return row;
}

/** Everything short, so that tests wait for nothing. */
export const quick: DeliverySettings = {
  ...usualDelivery,
  leaseMs: 2_000,
  retryMinMs: 1,
  retryMaxMs: 1,
};

/** A page that is never cancelled. */
export const steady = (): boolean => false;

/** The sandbox's provider, reached as a worker reaches it. */
export function providerOf(sandbox: Sandbox, timeoutMs = 5_000): PayoutProvider {
  const { url, secret } = sandbox;
  return createHttpPayoutProvider({ baseUrl: `${url}/provider`, secret, timeoutMs });
}

/** Pages until nothing is left that a later page could change, or until `pagesMax`. */
export async function deliverAll(
  delivery: PayoutDelivery,
  provider: string,
  pagesMax = 50,
): Promise<DeliveryPage> {
  for (let pages = 1; ; pages += 1) {
    const page = await deliverPayouts(delivery, { provider, worker: 'test' }, steady);
    if (page.nextInMs === null || pages === pagesMax) return page;
    await new Promise((resolve) => setTimeout(resolve, Math.min(page.nextInMs ?? 0, 2_500)));
  }
}

/** Tells the sandbox how to behave, or asks what it did. */
export async function control<Answer>(
  sandbox: Sandbox,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${sandbox.url}/_control/${path}`, body === undefined ? {} : post);
  if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** How often the provider really paid each key. */
export async function paidCounts(sandbox: Sandbox): Promise<Readonly<Record<string, number>>> {
  const { countByKey } = await control<{ countByKey: Record<string, number> }>(sandbox, 'payouts');
  return countByKey;
}
