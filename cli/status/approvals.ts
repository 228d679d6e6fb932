import type pg from 'pg';

import { batchId } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { listAwards } from '../../store/awards/award-row.ts';
import { listBatches } from '../../store/payouts/batch-row.ts';
import { sumsText } from '../payouts/batch-text.ts';

/** Money that waits for a second person. */
export interface Approval {
  readonly kind: 'payout batch' | 'award';
  readonly id: string;
  readonly campaign: CampaignId;
  /** What would be paid, in words. */
  readonly waits: string;
  /** When it is refused unless somebody approves it. */
  readonly decideBy: Instant | null;
  /** The command that approves it. */
  readonly approve: string;
}

/** What waits for a second person in these campaigns, in all for null; the most urgent first. */
export async function approvalsWaiting(
  db: pg.Pool,
  campaigns: readonly CampaignId[] | null,
  limit: number,
): Promise<readonly Approval[]> {
  const batches = await listBatches(db, { campaigns, only: 'waiting', limit });
  const awards = await listAwards(db, { campaigns, waiting: true, limit });
  const all = [
    ...batches.map((batch): Approval => {
      const { campaign, decideBy, gathered } = batch;
      const id = batchId(batch);
      const approve = `usher payouts approve ${id} --reason …`;
      const waits = sumsText(gathered);
      return { kind: 'payout batch', id, campaign, waits, decideBy, approve };
    }),
    ...awards.map(({ award: id, campaign, decideBy, ...award }): Approval => {
      const { minor, asset, person, givenBy } = award;
      const approve = `usher award approve ${id} --reason …`;
      const waits = `${formatMoney(minor, asset)} for ${person}, given by ${givenBy}`;
      return { kind: 'award', id, campaign, waits, decideBy, approve };
    }),
  ];
  return all.sort((a, b) => (a.decideBy ?? Infinity) - (b.decideBy ?? Infinity));
}
