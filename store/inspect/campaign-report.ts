import type { CodeRow, EntryRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RowId, SubjectId } from '../../domain/ids.ts';
import { query, queryOne, type Db } from '../query.ts';

/** What a campaign has come to. Of the size of its ledger: for demonstrations and tests. */
export interface CampaignReport {
  readonly codes: readonly Pick<CodeRow, 'holder' | 'state'>[];
  /** Messages delivered, by template. */
  readonly messages: Readonly<Record<string, number>>;
  readonly entries: readonly Omit<EntryRow, 'reward' | 'at'>[];
}

/** Reads codes as stored, delivered messages, and the whole ledger of one campaign. */
export async function campaignReport(db: Db, campaign: CampaignId): Promise<CampaignReport> {
  const codes = await query<CampaignReport['codes'][number]>(
    db,
    `SELECT holder, state FROM code WHERE campaign = $1
     ORDER BY holder, (state ->> 'generation')::integer`,
    [campaign],
  );
  const messages = await query<{ template: string; count: number }>(
    db,
    `SELECT m.template, count(*) AS count FROM message m
     WHERE m.campaign = $1 AND m.state = 'sent' GROUP BY m.template ORDER BY m.template`,
    [campaign],
  );
  const entries = await query<CampaignReport['entries'][number]>(
    db,
    `SELECT kind, source, destination, asset, minor, reason, actor
     FROM entry WHERE campaign = $1 ORDER BY id`,
    [campaign],
  );
  const sent = Object.fromEntries(messages.map(({ template, count }) => [template, count]));
  return { codes, messages: sent, entries };
}

/** Payouts and messages of a campaign that are still on their way, and ended streams that are to be paid. */
export async function undelivered(db: Db, campaign: CampaignId): Promise<number> {
  const found = await queryOne<{ count: number }>(
    db,
    `SELECT (SELECT count(*) FROM payout WHERE campaign = $1
               AND state IN ('due', 'intent', 'sending', 'unknown'))
          + (SELECT count(*) FROM message WHERE campaign = $1 AND state IN ('due', 'sending'))
          + (SELECT count(*) FROM stream s WHERE campaign = $1 AND closed_at IS NOT NULL
               AND (settled_at IS NULL OR EXISTS (SELECT FROM reward r
                 WHERE r.campaign = s.campaign AND r.stream = s.id AND r.state = 'held')))
          AS count`,
    [campaign],
  );
  return found?.count ?? 0;
}

/** The redemption that holds a person's place in a campaign, and its open review. */
export interface LivePlace {
  readonly redemption: RowId;
  readonly review: RowId | null;
}

/** Where a person stands in a campaign; undefined when they have redeemed nothing. */
export async function livePlaceOf(
  db: Db,
  campaign: CampaignId,
  invitee: SubjectId,
): Promise<LivePlace | undefined> {
  return queryOne<LivePlace>(
    db,
    `SELECT r.id AS redemption, v.id AS review FROM redemption r
     LEFT JOIN review v ON v.campaign = r.campaign AND v.redemption = r.id AND v.state = 'open'
     WHERE r.campaign = $1 AND r.invitee = $2 AND r.state IN ('reserved', 'review', 'redeemed', 'spent')`,
    [campaign, invitee],
  );
}
