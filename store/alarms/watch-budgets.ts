import type { AlarmTerms, BudgetAlarm, RaisedAlarm } from '../../domain/campaign/alarms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** A budget of a campaign that goes on, with what it had used up to a day before. */
export interface WatchedBudget {
  readonly campaign: CampaignId;
  readonly asset: Asset;
  readonly used: number;
  readonly max: number;
  readonly alarms: AlarmTerms | null;
  readonly now: Instant;
  readonly endsAt: Instant | null;
  readonly before: { readonly used: number; readonly at: Instant } | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const budgetsSql = `
SELECT c.id AS campaign, substr(k.key, 8) AS asset, k.used, k.max, v.terms -> 'alarms' AS alarms,
  ($1 + c.clock_offset_ms)::bigint AS now, v.ends_at AS "endsAt", (
    SELECT json_build_object('used', s.used, 'at', s.at) FROM budget_sample s
    WHERE s.campaign = c.id AND s.asset = substr(k.key, 8)
      AND s.at >= $1 + c.clock_offset_ms - ${dayMs} AND s.at <= $1 + c.clock_offset_ms
    ORDER BY s.hour LIMIT 1
  ) AS before
FROM campaign c JOIN campaign_version v ON v.digest = c.digest
JOIN counter k ON k.campaign = c.id AND starts_with(k.key, 'budget:') AND k.max > 0
WHERE c.status <> 'closed' ORDER BY c.id, k.key`;

/**
 * All budgets of campaigns that are not closed, as of a server's instant.
 * @throws StoreUnavailable
 */
export async function watchedBudgets(
  db: Db,
  serverNow: Instant,
): Promise<readonly WatchedBudget[]> {
  return query<WatchedBudget & Record<string, unknown>>(db, budgetsSql, [serverNow]);
}

/**
 * Keeps what a budget had used in this hour, once, and forgets what is older than a day.
 * @throws StoreUnavailable
 */
export async function keepSample(db: Db, budget: WatchedBudget): Promise<void> {
  const { campaign, asset, now, used } = budget;
  await query(
    db,
    `WITH old AS (
       DELETE FROM budget_sample WHERE campaign = $1 AND asset = $2 AND at < $4::bigint - ${dayMs}
     )
     INSERT INTO budget_sample (campaign, asset, hour, at, used) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (campaign, asset, hour) DO NOTHING`,
    [campaign, asset, Math.floor(now / hourMs), now, used],
  );
}

/**
 * Makes the alarms of a budget what they are now, and returns those that are new.
 * @throws StoreUnavailable
 */
export async function setAlarms(
  db: Db,
  { campaign, asset, now }: WatchedBudget,
  alarms: readonly BudgetAlarm[],
): Promise<readonly BudgetAlarm[]> {
  const rows = alarms.map((alarm) => ({ alarm: nameOf(alarm), emptyAt: emptyAtOf(alarm) }));
  const fresh = await query<{ alarm: string }>(
    db,
    `WITH given AS (
       SELECT alarm, "emptyAt" FROM json_to_recordset($4::json) AS r (alarm text, "emptyAt" bigint)
     ), over AS (
       DELETE FROM budget_alarm WHERE campaign = $1 AND asset = $2
         AND alarm NOT IN (SELECT alarm FROM given)
     ), put AS (
       INSERT INTO budget_alarm (campaign, asset, alarm, raised_at, empty_at)
       SELECT $1, $2, alarm, $3, "emptyAt" FROM given
       ON CONFLICT (campaign, asset, alarm) DO UPDATE SET empty_at = EXCLUDED.empty_at
       RETURNING alarm, raised_at
     )
     SELECT alarm FROM put WHERE alarm NOT IN (
       SELECT alarm FROM budget_alarm WHERE campaign = $1 AND asset = $2
     )`,
    [campaign, asset, now, JSON.stringify(rows)],
  );
  const names = new Set(fresh.map(({ alarm }) => alarm));
  return alarms.filter((alarm) => names.has(nameOf(alarm)));
}

/**
 * The alarms of a campaign's budgets that hold.
 * @throws StoreUnavailable
 */
export async function raisedAlarms(db: Db, campaign: CampaignId): Promise<readonly RaisedAlarm[]> {
  const rows = await query<Row>(
    db,
    `SELECT asset, alarm, raised_at AS "raisedAt", empty_at AS "emptyAt" FROM budget_alarm
     WHERE campaign = $1 ORDER BY asset, alarm`,
    [campaign],
  );
  return rows.map(({ asset, alarm, raisedAt, emptyAt }) =>
    emptyAt === null
      ? { kind: 'share', share: Number(alarm.slice('share:'.length)), asset, raisedAt }
      : { kind: 'early', emptyAt: instant(emptyAt), asset, raisedAt },
  );
}

interface Row extends Record<string, unknown> {
  readonly asset: Asset;
  readonly alarm: string;
  readonly raisedAt: Instant;
  readonly emptyAt: number | null;
}

function nameOf(alarm: BudgetAlarm): string {
  return alarm.kind === 'share' ? `share:${String(alarm.share)}` : alarm.kind;
}

function emptyAtOf(alarm: BudgetAlarm): Instant | null {
  return alarm.kind === 'early' ? alarm.emptyAt : null;
}
