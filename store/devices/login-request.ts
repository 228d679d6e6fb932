import { plus, duration, type Instant } from '../../domain/time.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { query, queryOne, type Db } from '../query.ts';

/** How long a login can be approved. */
export const requestMs = duration(10 * 60_000);
/** How long a device waits from one poll to the next, and by how much more where it comes too soon (RFC 8628, 3.5). */
export const pollMs = duration(5_000);
/** How long an answer waits for its device once the request is over. */
const keptMs = duration(86_400_000);

/** What a device asks for, with nothing personal in it. */
export interface NewLoginRequest {
  readonly id: string;
  readonly campaign: CampaignId;
  /** Blind index of what the device polls with. */
  readonly deviceIndex: Buffer;
  /** Blind index of what people type. */
  readonly userIndex: Buffer;
  /** The use that it is to become. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly serverNow: Instant;
}

/** A login that a code lets in, or is about to. */
export interface ClaimedLogin {
  readonly id: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly code: CodeId;
  readonly attempt: number;
}

/**
 * Keeps what a device asks for. False where another request that is open has the same user code.
 * @throws StoreUnavailable
 */
export async function keepLoginRequest(db: Db, request: NewLoginRequest): Promise<boolean> {
  const { id, campaign, deviceIndex, userIndex, asked, serverNow } = request;
  const kept = await query(
    db,
    `INSERT INTO login_request (id, campaign, device_index, user_index, asked, expires_at, interval_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_index) DO NOTHING RETURNING 1`,
    [
      ...[id, campaign, deviceIndex, userIndex, JSON.stringify(asked)],
      ...[plus(serverNow, requestMs), pollMs],
    ],
  );
  return kept.length > 0;
}

interface Approving {
  readonly campaign: CampaignId;
  /** Under each key of the ring. */
  readonly userIndexes: readonly Buffer[];
  readonly code: CodeId;
  readonly serverNow: Instant;
}

/**
 * Binds a login that is asked for to the code that is to let it in, so that no other does meanwhile; the
 * code that has let it in already has it again. Undefined where there is none that is open to this code.
 * @throws StoreUnavailable
 */
export async function claimLogin(
  db: Db,
  { campaign, userIndexes, code, serverNow }: Approving,
): Promise<ClaimedLogin | undefined> {
  return queryOne<ClaimedLogin & Record<string, unknown>>(
    db,
    `UPDATE login_request SET code = $3
     WHERE campaign = $1 AND user_index = ANY($2) AND expires_at > $4
       AND (state = 'asked' AND coalesce(code, $3) = $3 OR state = 'approved' AND code = $3)
     RETURNING id, asked, code, attempt`,
    [campaign, userIndexes, code, serverNow],
  );
}

/**
 * The claim on a device's login that is open, if there is one.
 * @throws StoreUnavailable
 */
export async function findClaim(
  db: Db,
  deviceIndexes: readonly Buffer[],
): Promise<ClaimedLogin | undefined> {
  return queryOne<ClaimedLogin & Record<string, unknown>>(
    db,
    `SELECT id, asked, code, attempt FROM login_request
     WHERE device_index = ANY($1) AND state = 'asked' AND code IS NOT NULL`,
    [deviceIndexes],
  );
}

/**
 * Notes how the code that claimed a login has answered: it is let in, or free for another attempt.
 * @throws StoreUnavailable
 */
export async function closeClaim(
  db: Db,
  { id, code, attempt }: ClaimedLogin,
  isLetIn: boolean,
): Promise<void> {
  const text = isLetIn
    ? `UPDATE login_request SET state = 'approved'`
    : `UPDATE login_request SET code = NULL, attempt = attempt + 1`;
  const mine = `WHERE id = $1 AND code = $2 AND attempt = $3 AND state = 'asked'`;
  await query(db, `${text} ${mine}`, [id, code, attempt]);
}

/**
 * Denies a login that is asked for and that no code is letting in, this one included; denied again by the same
 * code, it stays so. False where there is none.
 * @throws StoreUnavailable
 */
export async function denyLogin(
  db: Db,
  { campaign, userIndexes, code, serverNow }: Approving,
): Promise<boolean> {
  const denied = await query(
    db,
    `UPDATE login_request SET state = 'denied', code = $3
     WHERE campaign = $1 AND user_index = ANY($2) AND expires_at > $4
       AND (state = 'asked' AND code IS NULL OR state = 'denied' AND code = $3) RETURNING 1`,
    [campaign, userIndexes, code, serverNow],
  );
  return denied.length > 0;
}

/** What a poll finds. */
export type Polled =
  | { readonly state: 'approved'; readonly login: ClaimedLogin }
  | { readonly state: 'waiting'; readonly intervalMs: number }
  | { readonly state: 'too-soon'; readonly intervalMs: number }
  | { readonly state: 'denied' | 'expired' | 'unknown' };

interface RequestRow extends ClaimedLogin, Record<string, unknown> {
  readonly state: 'asked' | 'approved' | 'denied';
  readonly expiresAt: Instant;
  readonly intervalMs: number;
  readonly polledAt: Instant | null;
  readonly takenBy: string | null;
}

/**
 * Has a device ask how its login stands, in the caller's transaction. The answer that it is let in is given to
 * one poll alone, which may ask again under its operation id.
 * @throws StoreUnavailable
 */
export async function pollLogin(
  db: Db,
  poll: {
    readonly deviceIndexes: readonly Buffer[];
    readonly opId: string;
    readonly serverNow: Instant;
  },
): Promise<Polled> {
  const { deviceIndexes, opId, serverNow } = poll;
  const row = await queryOne<RequestRow>(
    db,
    `SELECT id, asked, code, attempt, state, expires_at AS "expiresAt", interval_ms AS "intervalMs",
       polled_at AS "polledAt", taken_by AS "takenBy"
     FROM login_request WHERE device_index = ANY($1) FOR UPDATE`,
    [deviceIndexes],
  );
  if (row === undefined) return { state: 'unknown' };
  if (row.state === 'denied') return { state: 'denied' };
  if (row.state === 'approved') {
    if (row.takenBy !== null && row.takenBy !== opId) return { state: 'unknown' };
    await query(db, 'UPDATE login_request SET taken_by = $2 WHERE id = $1', [row.id, opId]);
    return { state: 'approved', login: row };
  }
  return row.expiresAt <= serverNow ? { state: 'expired' } : waitingFor(db, row, serverNow);
}

async function waitingFor(db: Db, row: RequestRow, serverNow: Instant): Promise<Polled> {
  const isTooSoon = row.polledAt !== null && serverNow < row.polledAt + row.intervalMs;
  const intervalMs = row.intervalMs + (isTooSoon ? pollMs : 0);
  const text = 'UPDATE login_request SET polled_at = $2, interval_ms = $3 WHERE id = $1';
  await query(db, text, [row.id, serverNow, intervalMs]);
  return { state: isTooSoon ? 'too-soon' : 'waiting', intervalMs };
}

/**
 * Drops requests that were over a day ago. Returns how many those were.
 * @throws StoreUnavailable
 */
export async function forgetLoginRequests(db: Db, serverNow: number): Promise<number> {
  const text = 'DELETE FROM login_request WHERE expires_at < $1::bigint - $2::bigint RETURNING 1';
  const dropped = await query(db, text, [serverNow, keptMs]);
  return dropped.length;
}
