import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { aheadTexts, batchesAhead, type NextBatch } from '../../cli/payouts/batches-ahead.ts';
import type { RewardTerms } from '../../domain/campaign/terms.ts';
import { lastBatchAt } from '../../domain/delivery/batch-times.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { seedBatch, seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { redPacket, termsLike } from '../support/terms.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
// A Thursday, so that the next Monday at 10 in Shanghai is four days later, at 02:00 UTC.
const end = instant(Date.UTC(2026, 0, 1));
const max = [{ asset: 'points/0' as Asset, minor: minorUnits(10) }];
const timings = ['weekly', 'after-campaign'] as const;
const terms = termsLike({
  rewards: timings.map((timing): RewardTerms => {
    const payout = { timing, holdMs: duration(0), weekly: { weekday: 1, hour: 10 } };
    return { ...redPacket, id: timing, payout };
  }),
});
const lastDaily = lastBatchAt(terms, end, dayMs);

let database: TestDatabase;
let pool: pg.Pool;
let campaign: CampaignId;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  campaign = await seedCampaign(pool, { endsAt: end, payouts: { max, approval: null } });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function ahead(asOf: number, id = campaign): Promise<NextBatch[]> {
  return batchesAhead(pool, { id, endsAt: end, terms: [terms] }, instant(asOf));
}

it('batches of after the campaign come at its end and daily after it', async () => {
  const monday = Date.UTC(2026, 0, 5, 2);
  const weekly = { timing: 'weekly', at: monday, startedBy: null };
  const daily = (at: number) => ({ timing: 'after-campaign', at, startedBy: null });
  expect(await ahead(end - hourMs)).toEqual([weekly, daily(end)]);
  expect(await ahead(end)).toEqual([weekly, daily(end + dayMs)]);
  expect(await ahead(end + 3 * dayMs + 1)).toEqual([weekly, daily(end + 4 * dayMs)]);
});

it('the schedules have a last batch, and nothing lies ahead where nothing is held', async () => {
  expect(await ahead(lastDaily - 1)).toMatchObject([
    { timing: 'weekly' },
    { timing: 'after-campaign', at: lastDaily },
  ]);
  const later = lastDaily + 30 * dayMs;
  expect(await ahead(later)).toEqual([]);
  expect(aheadTexts(await ahead(later), 'UTC')).toEqual(['No batch lies ahead.']);
});

it('the sweep begins a batch of what the last one has left, and none of what is too large', async () => {
  const id = await seedCampaign(pool, { endsAt: end, payouts: { max, approval: null } });
  const asOf = lastDaily + 30 * dayMs;
  const seed = { state: 'held', kind: 'points', timing: 'after-campaign', dueAt: end } as const;
  await seedRewards(pool, id, { ...seed, minor: 11 });
  expect(await ahead(asOf, id)).toEqual([]);
  await seedRewards(pool, id, { ...seed, minor: 5 });
  const swept = (at: number) => [{ timing: 'after-campaign', at, startedBy: 'the sweep' }];
  expect(await ahead(asOf, id)).toEqual(swept(asOf));
  const last = plus(instant(asOf), -hourMs);
  await seedBatch(pool, { campaign: id, timing: 'after-campaign', asOf: last });
  await query(pool, `UPDATE payout_batch SET state = 'refused', ended_at = now()`);
  const next = await ahead(asOf, id);
  expect(next).toEqual(swept(last + dayMs + 2 * hourMs));
  expect(aheadTexts(next, 'UTC')).toEqual([
    'The next batch, after-campaign, is begun by the sweep after 2026-03-04 01:00:00.',
  ]);
});
