import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import type { RewardState } from '../../domain/commit/rows.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A packet and the reward that has it. */
export interface DrawnPacketRow {
  readonly packet: number;
  readonly reward: RewardId;
  readonly minor: MinorUnits;
  readonly state: RewardState;
  readonly at: Instant;
}

/**
 * What was drawn so far from a draw, in order, and as large as it was drawn.
 * @throws StoreUnavailable
 */
export async function drawnPackets(
  db: Db,
  campaign: CampaignId,
  draw: string,
): Promise<readonly DrawnPacketRow[]> {
  const rows = await query<DrawnPacketRow & Record<string, unknown>>(
    db,
    `SELECT r.packet, r.id AS reward, h.minor, r.state, r.granted_at AS at FROM reward r
     JOIN entry h ON h.campaign = r.campaign AND h.reward = r.id AND h.kind = 'hold'
     WHERE r.campaign = $1 AND r.draw = $2 ORDER BY r.packet`,
    [campaign, draw],
  );
  for (const { minor } of rows) minorUnits(minor);
  return rows;
}

/**
 * How many codes of a campaign may still earn something: all that are not settled.
 * @throws StoreUnavailable
 */
export async function unsettledCodes(db: Db, campaign: CampaignId): Promise<number> {
  const row = await queryOne<{ codes: number }>(
    db,
    `SELECT count(*) AS codes FROM code WHERE campaign = $1 AND status <> 'settled'`,
    [campaign],
  );
  return row?.codes ?? 0;
}
