import { randomUUID } from 'node:crypto';

import { v7 as uuid } from 'uuid';

import { startOfDay } from '../../domain/calendar.ts';
import type { PasswordTerms } from '../../domain/campaign/scenario.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { planSend, type PasswordSession } from '../../domain/password/plan-send.ts';
import { plus, type Instant } from '../../domain/time.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { query, queryOne, type Db } from '../query.ts';
import { drawPassword, hashPassword } from './password.ts';

/** For what a password is valid. */
export interface PasswordFor {
  /** The line of the code that is asked about, or a blind index of what is no code. */
  readonly asked: string;
  /** Blind index of the phone number. */
  readonly phone: string;
  readonly operation: 'redeem' | 'reserve';
}

/** A request for a password, by the campaign's clock. */
export interface PasswordRequest extends PasswordFor {
  /** Whether there is such a code and it can be used. Of any other no password is ever right. */
  readonly isUsable: boolean;
  readonly campaign: CampaignId;
  readonly terms: PasswordTerms;
  readonly timeZone: string;
  readonly now: Instant;
}

/** A password that is to be sent, and is nowhere else. */
export interface BegunPassword {
  readonly ok: true;
  /** Of its message. */
  readonly key: string;
  readonly password: string;
  readonly expiresAt: Instant;
}

const dayMs = 86_400_000;

/**
 * Makes a password and keeps its hash, in the caller's transaction, or says from when on another may be
 * made. Requests of one phone wait for each other.
 * @throws StoreUnavailable
 */
export async function beginPassword(
  db: Db,
  keys: KeyRing,
  request: PasswordRequest,
): Promise<BegunPassword | Rejection> {
  const { campaign, phone, terms, now, timeZone } = request;
  await query(db, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [phone]);
  const today = startOfDay(now, timeZone);
  const sending = {
    latest: await latestSession(db, request),
    sessionsToday: await sessionsSince(db, request, today),
    nextDay: startOfDay(plus(today, 1.5 * dayMs), timeZone),
    now,
  };
  const plan = planSend(terms, sending);
  if ('ok' in plan) return plan;
  const session = plan.continues?.id ?? uuid();
  const sent = (plan.continues?.sent ?? 0) + 1;
  const password = drawPassword(terms.digits);
  const expiresAt = plus(now, terms.validForMs);
  const right = request.isUsable ? password : randomUUID();
  const { keyId, index } = hashPassword(keys, { session, sent, password: right });
  await query(db, keepText, [
    ...[session, campaign, request.asked, phone, request.operation],
    ...[keyId, index, sent, terms.attemptsMax, now, expiresAt, request.isUsable],
  ]);
  return { ok: true, key: `password/${session}/${String(sent)}`, password, expiresAt };
}

const keepText = `
  INSERT INTO password_session (id, campaign, asked, is_code, phone, operation, key_id, hash, sent, tries,
    tries_max, started_at, sent_at, expires_at)
  VALUES ($1, $2, $3, $12, $4, $5, $6, $7, $8, 0, $9, $10, $10, $11)
  ON CONFLICT (id) DO UPDATE SET key_id = EXCLUDED.key_id, hash = EXCLUDED.hash, sent = EXCLUDED.sent,
    tries = 0, tries_max = EXCLUDED.tries_max, sent_at = EXCLUDED.sent_at,
    expires_at = EXCLUDED.expires_at, passed_at = NULL`;

async function latestSession(
  db: Db,
  { asked, phone, operation, campaign }: PasswordRequest,
): Promise<PasswordSession | undefined> {
  return queryOne<PasswordSession & Record<string, unknown>>(
    db,
    `SELECT s.id, s.sent, s.sent_at AS "sentAt", s.expires_at AS "expiresAt",
       EXISTS (SELECT FROM proof WHERE id = s.id || '/' || s.sent AND used_by IS NOT NULL) AS "isUsed"
     FROM password_session s WHERE asked = $1 AND phone = $2 AND operation = $3 AND campaign = $4
     ORDER BY started_at DESC LIMIT 1`,
    [asked, phone, operation, campaign],
  );
}

/**
 * In all campaigns, since it is one phone that rings; a sandbox counts its own. Made-up codes count as well:
 * otherwise a phone that has used its day up would tell them from those that there are.
 */
async function sessionsSince(
  db: Db,
  { campaign, phone }: PasswordRequest,
  since: Instant,
): Promise<number> {
  const found = await queryOne<{ sessions: number }>(
    db,
    `SELECT count(*) AS sessions FROM password_session s
       JOIN campaign own ON own.id = $1 JOIN campaign other ON other.id = s.campaign
     WHERE s.phone = $2 AND s.started_at >= $3
       AND (s.campaign = $1 OR NOT (own.sandbox OR other.sandbox))`,
    [campaign, phone, since],
  );
  return found?.sessions ?? 0;
}
