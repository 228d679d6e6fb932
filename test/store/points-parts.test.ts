import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { PointsOutcome } from '../../domain/points/command.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances, entriesOfCampaign } from '../../store/ledger/read-ledger.ts';
import { turnRewards } from '../../store/payouts/turn-rewards.ts';
import { readPoints } from '../../store/points/read-points.ts';
import { withTransaction } from '../../store/pool.ts';
import { createStore, start, type Store } from './fixture.ts';
import { day, passPoints, pointsStage, type PointsStage } from './points-stage.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());
afterEach(async () => {
  expect(await checkInvariants(store.owner)).toEqual([]);
});

const rounds = 12;
const days = (count: number) => plus(start, count * day);

async function view({ campaign, person }: PointsStage, serverNow = plus(start, 5000)) {
  const found = await readPoints(store.pool, campaign, { person, serverNow });
  const { available = 0, reserved = 0, spent = 0, expired = 0, lots = [] } = found ?? {};
  const takenBack = lots.reduce((sum, lot) => sum + lot.takenBack, 0);
  return { available, reserved, spent, expired, takenBack };
}

/** What a campaign has booked beyond funding, by kind, in turn. */
async function booked({ campaign }: PointsStage): Promise<readonly string[]> {
  const entries = await entriesOfCampaign(store.pool, campaign);
  return entries
    .filter(({ kind }) => kind !== 'fund')
    .map(({ kind, minor }) => `${kind} ${String(minor)}`);
}

async function budgetOf({ campaign }: PointsStage): Promise<number | undefined> {
  const found = await balances(store.pool, `campaign:${campaign}:budget`);
  return found.find(({ asset }) => asset === 'points/0')?.minor;
}

describe('a part of points', () => {
  it('taken back before they take effect makes the reward smaller', async () => {
    const stage = await pointsStage(store, { holdMs: day });
    const reward = await stage.earn();
    await stage.reverse(reward, plus(start, 2000), 4);
    await stage.reverse(await stage.earn(), days(3));
    expect(await view(stage, days(3))).toMatchObject({ available: 6, takenBack: 10 });
    expect(await budgetOf(stage)).toBe(9_994);
  });

  it('taken back before a batch makes them smaller', async () => {
    const stage = await pointsStage(store, { holdMs: day });
    const reward = await stage.earn();
    await stage.reverse(reward, plus(start, 2000), 4);
    const { id: code } = stage.code;
    const held = { id: reward, code, kind: 'points', beneficiary: stage.person } as const;
    const turning = { provider: cashProvider, at: days(1), reason: 'weekly batch' };
    const turned = await withTransaction(store.pool, (db) => turnRewards(db, [held], turning));
    expect(turned).toEqual({ due: 0, paid: 1 });
    expect(await view(stage, days(2))).toMatchObject({ available: 6, takenBack: 0 });
    expect(await booked(stage)).toEqual(['hold 10', 'lower 4', 'post 6']);
  });

  it('taken back after is as much less to spend', async () => {
    const stage = await pointsStage(store);
    const reward = await stage.earn();
    await stage.close('confirmPoints', await stage.reserve(3));
    await stage.reverse(reward, plus(start, 4000), 4);
    expect(await view(stage)).toEqual({
      ...{ available: 3, reserved: 0, spent: 3, expired: 0, takenBack: 4 },
    });
    expect(await stage.reserve(4)).toMatchObject({ code: 'POINTS_NOT_ENOUGH', left: 3 });
    await stage.reverse(reward, plus(start, 4001), 5);
    expect(await view(stage)).toMatchObject({ available: 0, spent: 3, takenBack: 7 });
    expect((await booked(stage)).slice(-3)).toEqual(['reverse 4', 'cover 2', 'reverse 5']);
    expect(await budgetOf(stage)).toBe(9_999);
  });

  it('taken back of what is reserved goes when that comes back, and no more', async () => {
    const stage = await pointsStage(store);
    const reward = await stage.earn();
    const [first, second] = [await stage.reserve(4), await stage.reserve(4)];
    await stage.reverse(reward, plus(start, 4000), 5);
    expect(await view(stage)).toMatchObject({ available: 0, reserved: 8, takenBack: 2 });
    await stage.close('releasePoints', first, plus(start, 5000));
    expect(await view(stage)).toMatchObject({ available: 1, reserved: 4, takenBack: 5 });
    await stage.close('releasePoints', second, plus(start, 5000));
    expect(await view(stage)).toMatchObject({ available: 5, reserved: 0, takenBack: 5 });
    expect((await booked(stage)).slice(-5)).toEqual([
      ...['cover 3', 'reverse 5', 'release 4', 'recover 3', 'release 4'],
    ]);
  });

  it('is seen as it will be before a reservation that is over has been passed', async () => {
    const stage = await pointsStage(store);
    const reward = await stage.earn();
    await stage.reserve(8);
    await stage.reverse(reward, plus(start, 4000), 5);
    const after = { available: 5, reserved: 0, spent: 0, expired: 0, takenBack: 5 };
    expect(await view(stage, days(1))).toEqual(after);
    await passPoints(store, days(1));
    expect(await view(stage, days(1))).toEqual(after);
  });

  it('taken back of what has expired is fetched from there; what comes back late goes, or expires', async () => {
    const stage = await pointsStage(store, { expiry: { kind: 'at', at: days(5) } });
    const reward = await stage.earn();
    const held = { holdForMs: duration(9 * day) };
    const open = await stage.reserve(6, plus(start, 2000), held);
    await passPoints(store, days(6));
    await stage.reverse(reward, plus(days(6), 1), 3);
    expect(await view(stage, days(6))).toMatchObject({ reserved: 6, expired: 1, takenBack: 3 });
    await stage.reverse(reward, plus(days(6), 2), 3);
    expect(await view(stage, days(6))).toMatchObject({ reserved: 6, expired: 0, takenBack: 4 });
    await stage.close('releasePoints', open, days(7));
    expect(await view(stage, days(7))).toEqual({
      ...{ available: 0, reserved: 0, spent: 0, expired: 4, takenBack: 6 },
    });
    expect((await booked(stage)).slice(-3)).toEqual(['release 6', 'recover 2', 'lapse 4']);
  });
});

describe('a percentage in points', () => {
  it('goes down with its purchase, however much at once, to what the rest gives', async () => {
    const of = { milestone: 'bought', property: null, currency: 'CNY/2' as Asset };
    const between = { floor: minorUnits(1), ceiling: minorUnits(500) };
    const schedule = { kind: 'percent', ...of, basisPoints: 100_000, ...between } as const;
    for (let round = 0; round < rounds; round += 1) {
      const stage = await pointsStage(store, { schedule });
      // Of 59.95 yuan, ten points each.
      const reward = await stage.buy(5_995);
      expect(await view(stage)).toMatchObject({ available: 500 });
      const refunds = [1_001, 1_001, 1_001, 2_000, 2_000].map((minor) =>
        stage.refund(reward, minor),
      );
      const spending = [200, 200, 200].map((points) => stage.reserve(points));
      const answers = await Promise.all(refunds);
      const reserved = (await Promise.all(spending)).filter(({ ok }) => ok).length * 200;
      const taken = answers.reduce((sum, minor) => sum + minor, 0);
      const left = Math.min(500, Math.floor((5_995 - taken) / 10));
      const seen = await view(stage);
      expect(seen).toMatchObject({ reserved, available: Math.max(0, left - reserved) });
      expect(await budgetOf(stage)).toBe(10_000 - left);
      await passPoints(store, days(1));
      expect(await view(stage, days(1))).toMatchObject({ available: left, reserved: 0 });
      await stage.refund(reward, 5_995 - taken);
      expect(await budgetOf(stage)).toBe(10_000);
    }
  });
});

describe('parts of points', () => {
  it('that come to all of them are what taking them at once is', async () => {
    const spendings = [0, 2, 5].flatMap((spent) => [0, 1, 5].map((kept) => ({ spent, kept })));
    for (const { spent, kept } of spendings) {
      const parts = [1, 3, 2];
      const ends = await Promise.all(
        [parts, []].map(async (sizes) => {
          const stage = await pointsStage(store);
          const reward = await stage.earn();
          if (spent > 0) await stage.close('confirmPoints', await stage.reserve(spent));
          const open: PointsOutcome | null = kept > 0 ? await stage.reserve(kept) : null;
          for (const size of sizes) await stage.reverse(reward, plus(start, 4000), size);
          await stage.reverse(reward, plus(start, 4000));
          if (open !== null) await stage.close('releasePoints', open, plus(start, 5000));
          return { view: await view(stage), budget: await budgetOf(stage) };
        }),
      );
      expect(ends[0]).toEqual(ends[1]);
      expect(ends[0]).toMatchObject({ budget: 10_000, view: { available: 0, spent } });
    }
  });

  it('taken back while they are spent are never both', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const stage = await pointsStage(store);
      const reward = await stage.earn();
      const asked = Array.from({ length: 8 }, () => stage.reserve(3));
      const taken = [3, 4].map((part) => stage.reverse(reward, undefined, part));
      const answers = await Promise.all(asked);
      await Promise.all(taken);
      const reserved = 3 * answers.filter(({ ok }) => ok).length;
      const seen = await view(stage);
      expect(seen).toMatchObject({ reserved, expired: 0, spent: 0 });
      // Of 10 points 7 are taken back; what was reserved before is borne until it comes back.
      expect(seen.available).toBe(Math.max(0, 3 - reserved));
      expect(await budgetOf(stage)).toBe(9_997);
      expect(await checkInvariants(store.owner)).toEqual([]);
      await passPoints(store, days(1));
      expect(await view(stage, days(1))).toMatchObject({ available: 3, takenBack: 7 });
    }
  });
});
