import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { patiently } from '../../client/patience.ts';
import { rejections } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { PointsOutcome } from '../../domain/points/command.ts';
import { duration, plus } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances, entriesOfCampaign, statement } from '../../store/ledger/read-ledger.ts';
import { readPoints } from '../../store/points/read-points.ts';
import { createStore, op, start, type Store } from './fixture.ts';
import { day, passPoints, pointsStage, type PointsStage } from './points-stage.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());
afterEach(async () => {
  expect(await checkInvariants(store.owner)).toEqual([]);
});

const days = (count: number) => plus(start, count * day);
const ninetyDays = { kind: 'after', ms: duration(90 * day) } as const;

async function view({ campaign, person }: PointsStage, serverNow = plus(start, 5000)) {
  const found = await readPoints(store.pool, campaign, { person, serverNow });
  if (found === undefined) throw new Error('no such campaign');
  const { available, reserved, spent, expired } = found;
  return { available, reserved, spent, expired };
}

async function account(name: string): Promise<number> {
  const found = await balances(store.pool, name);
  return found.find((one) => one.account === name)?.minor ?? 0;
}

function codeOf(outcome: PointsOutcome): string {
  return outcome.ok ? 'ok' : outcome.code;
}

describe('points', () => {
  it('are reserved and spent, and the books say where they are', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const reserved = await stage.reserve(7);
    expect(reserved).toMatchObject({ ok: true, state: 'open', amount: 7, left: 3 });
    expect(await view(stage)).toEqual({ available: 3, reserved: 7, spent: 0, expired: 0 });
    expect(await stage.close('confirmPoints', reserved)).toMatchObject({ ok: true, left: 3 });
    expect(await view(stage)).toEqual({ available: 3, reserved: 0, spent: 7, expired: 0 });
    expect(await account(`campaign:${stage.campaign}:spent`)).toBe(7);
    const lines = await statement(store.pool, `person:${stage.person}`, { limit: 9 });
    expect(lines.map(({ kind, balanceMinor }) => [kind, balanceMinor])).toEqual([
      ['reserve', 3],
      ['post', 10],
    ]);
  });

  it('go back when a reservation is released', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const reserved = await stage.reserve(7);
    expect(await stage.close('releasePoints', reserved)).toMatchObject({
      state: 'released',
      left: 10,
    });
    expect(codeOf(await stage.close('confirmPoints', reserved))).toBe('POINTS_RESERVATION_CLOSED');
    expect(await view(stage)).toEqual({ available: 10, reserved: 0, spent: 0, expired: 0 });
  });

  it('go back by themselves at the end of a reservation, which is exclusive', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const reserved = await stage.reserve(7);
    const until = reserved.ok ? reserved.reservedUntil : start;
    expect(await passPoints(store, plus(until, -1))).not.toContain(stage.person);
    expect(await passPoints(store, until)).toContain(stage.person);
    expect(await passPoints(store, until)).not.toContain(stage.person);
    expect(codeOf(await stage.close('confirmPoints', reserved, until))).toBe(
      'POINTS_RESERVATION_CLOSED',
    );
    expect(await view(stage, until)).toEqual({ available: 10, reserved: 0, spent: 0, expired: 0 });
  });

  it('cannot be confirmed after the end, also where nothing has noticed it yet', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const reserved = await stage.reserve(7);
    const until = reserved.ok ? reserved.reservedUntil : start;
    expect(await stage.close('confirmPoints', reserved, until)).toMatchObject({
      code: 'POINTS_RESERVATION_CLOSED',
      message: 'the reservation of points ran out, and its points went back',
    });
    expect(await view(stage, until)).toMatchObject({ available: 10, reserved: 0 });
  });

  it('are taken from the lot that expires first', async () => {
    const stage = await pointsStage(store, { expiry: ninetyDays });
    await stage.earn(days(1));
    await stage.earn(days(0.5));
    await stage.reserve(12, days(2));
    const { rows } = await store.owner.query(
      'SELECT available, reserved FROM points_lot WHERE campaign = $1 ORDER BY expires_at',
      [stage.campaign],
    );
    expect(rows).toEqual([
      { available: '0', reserved: '10' },
      { available: '8', reserved: '2' },
    ]);
  });

  it('expire once, as of their own instant, which is exclusive', async () => {
    const stage = await pointsStage(store, { expiry: ninetyDays });
    await stage.earn(days(1));
    expect(await view(stage, plus(days(91), -1))).toMatchObject({ available: 10, expired: 0 });
    expect(await view(stage, days(91))).toMatchObject({ available: 0, expired: 10 });
    await Promise.all([1, 2, 3].map(() => passPoints(store, days(99))));
    const booked = (await entriesOfCampaign(store.pool, stage.campaign)).filter(
      ({ kind }) => kind === 'lapse',
    );
    expect(booked).toMatchObject([{ minor: 10, at: days(91), reason: 'expired' }]);
    expect(await account(`campaign:${stage.campaign}:expired`)).toBe(10);
  });

  it('that are over cannot be spent, although the pass is late', async () => {
    const stage = await pointsStage(store, { expiry: ninetyDays });
    await stage.earn(days(1));
    expect(await stage.reserve(1, days(91))).toMatchObject({ code: 'POINTS_NOT_ENOUGH', left: 0 });
    expect(codeOf(await stage.reserve(1, plus(days(91), -1)))).toBe('POINTS_NOT_ENOUGH');
  });

  it('that were reserved when they expired can be confirmed, and expire when they come back', async () => {
    const stage = await pointsStage(store, { expiry: ninetyDays });
    await stage.earn(days(1));
    const [first, second] = [
      await stage.reserve(4, plus(days(91), -1000)),
      await stage.reserve(5, plus(days(91), -1000)),
    ];
    await passPoints(store, plus(days(91), 10));
    expect(await view(stage, plus(days(91), 10))).toEqual({
      ...{ available: 0, reserved: 9, spent: 0, expired: 1 },
    });
    expect(codeOf(await stage.close('confirmPoints', first, plus(days(91), 20)))).toBe('ok');
    expect(await stage.close('releasePoints', second, plus(days(91), 30))).toMatchObject({
      ...{ ok: true, left: 0 },
    });
    expect(await view(stage, days(92))).toEqual({
      available: 0,
      reserved: 0,
      spent: 4,
      expired: 6,
    });
  });

  it('of 200 reservations at once on the last ten go to exactly ten', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => {
        const opId = op();
        // As a client does where no connection becomes free in time.
        return patiently(Date.now() + 60_000, () => stage.reserve(1, plus(start, 2000), { opId }));
      }),
    );
    const left = answers.flatMap((answer) => (answer.ok ? [answer.left] : []));
    expect(left.sort((a, b) => b - a)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(answers.filter((answer) => codeOf(answer) === 'POINTS_NOT_ENOUGH')).toHaveLength(190);
    expect(await view(stage)).toEqual({ available: 0, reserved: 10, spent: 0, expired: 0 });
  });
});

describe('an operation about points', () => {
  it('is answered once, however often and at once it is asked', async () => {
    const stage = await pointsStage(store);
    await stage.earn();
    const opId = op();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stage.reserve(3, plus(start, 2000), { opId })),
    );
    expect(
      new Set(answers.map((answer) => JSON.stringify(Object.entries(answer).sort()))).size,
    ).toBe(1);
    expect(await view(stage)).toMatchObject({ available: 7, reserved: 3 });
    const other = await stage.reserve(4, plus(start, 2000), { opId });
    expect(codeOf(other)).toBe('OPERATION_REUSED');
  });

  it('keeps its refusal', async () => {
    const stage = await pointsStage(store);
    const opId = op();
    expect(codeOf(await stage.reserve(3, start, { opId }))).toBe('POINTS_NOT_ENOUGH');
    await stage.earn();
    expect(codeOf(await stage.reserve(3, plus(start, 9000), { opId }))).toBe('POINTS_NOT_ENOUGH');
  });

  it('is refused where the campaign is unknown or paused', async () => {
    const stage = await pointsStage(store);
    const nowhere = await stage.reserve(1, start, { campaign: 'nowhere' as CampaignId });
    expect(nowhere).toMatchObject({ message: rejections.CAMPAIGN_UNKNOWN });
    await store.owner.query(`UPDATE campaign SET status = 'paused' WHERE id = $1`, [
      stage.campaign,
    ]);
    expect(codeOf(await stage.reserve(1))).toBe('CAMPAIGN_PAUSED');
  });
});

describe('a redemption cap', () => {
  it('counts what was spent and reserved, and not what went back', async () => {
    const stage = await pointsStage(store, { points: { inAll: 8 } });
    await stage.earn();
    const first = await stage.reserve(5);
    expect(await stage.reserve(4)).toMatchObject({
      ...{ code: 'POINTS_CAP_REACHED', cap: '8 points in all', left: 3 },
    });
    await stage.close('releasePoints', first);
    expect(codeOf(await stage.reserve(8))).toBe('ok');
  });

  it('of a day and a month begins anew, and says when', async () => {
    const stage = await pointsStage(store, { points: { perDay: 4, perMonth: 6 } });
    await stage.earn();
    const held = { holdForMs: duration(9 * day) };
    expect(codeOf(await stage.reserve(4, plus(start, 2000), held))).toBe('ok');
    // Midnight in Shanghai, where the campaign is.
    const tomorrow = plus(start, 14 * 3_600_000);
    expect(await stage.reserve(1)).toMatchObject({ cap: '4 points a day', until: tomorrow });
    expect(codeOf(await stage.reserve(1, plus(tomorrow, -1)))).toBe('POINTS_CAP_REACHED');
    expect(await stage.reserve(3, tomorrow)).toMatchObject({
      ...{ cap: '6 points a month', left: 2, until: Date.UTC(2026, 0, 31, 16) },
    });
    expect(codeOf(await stage.reserve(2, tomorrow))).toBe('ok');
  });

  it('of a purchase is a number, or a share of the price', async () => {
    const stage = await pointsStage(store, { points: { perSpend: { atMost: 8, percent: 50 } } });
    await stage.earn();
    expect(codeOf(await stage.reserve(5))).toBe('PRICE_NEEDED');
    const at = plus(start, 2000);
    expect(await stage.reserve(6, at, { price: 11 })).toMatchObject({
      ...{ code: 'POINTS_CAP_REACHED', cap: '50 % of a purchase', left: 5 },
    });
    expect(await stage.reserve(9, at, { price: 99 })).toMatchObject({ cap: '8 points a purchase' });
    expect(codeOf(await stage.reserve(5, at, { price: 11 }))).toBe('ok');
  });
});

describe('a reversal of points', () => {
  it('takes what is there, and has the rest covered', async () => {
    const stage = await pointsStage(store, { expiry: ninetyDays });
    const reward = await stage.earn(days(1));
    await stage.close('confirmPoints', await stage.reserve(3, days(2)), days(2));
    const open = await stage.reserve(2, days(2));
    await stage.reverse(reward, plus(days(2), 1000));
    expect(await view(stage, plus(days(2), 1000))).toEqual({
      ...{ available: 0, reserved: 2, spent: 3, expired: 0 },
    });
    expect(await account(`person:${stage.person}`)).toBe(0);
    const lines = await statement(store.pool, `person:${stage.person}`, { limit: 9 });
    expect(lines.map(({ kind, balanceMinor }) => [kind, balanceMinor])).toEqual([
      ['reverse', 0],
      ['cover', 10],
      ['reserve', 5],
      ['reserve', 7],
      ['post', 10],
    ]);
    await stage.close('releasePoints', open, plus(days(2), 2000));
    expect(await view(stage, days(3))).toEqual({ available: 0, reserved: 0, spent: 3, expired: 0 });
    expect(await account(`campaign:${stage.campaign}:budget`)).toBe(10_000);
  });

  it('fetches back what had expired', async () => {
    const stage = await pointsStage(store, { expiry: { kind: 'at', at: days(5) } });
    const reward = await stage.earn(days(1));
    await passPoints(store, days(6));
    expect(await account(`campaign:${stage.campaign}:expired`)).toBe(10);
    await stage.reverse(reward, days(7));
    expect(await account(`campaign:${stage.campaign}:expired`)).toBe(0);
    expect(await account(`campaign:${stage.campaign}:budget`)).toBe(10_000);
  });

  it('that fall due and are reversed in one late commit are nobody’s to spend', async () => {
    const stage = await pointsStage(store, { holdMs: day });
    const reward = await stage.earn(days(1));
    await stage.reverse(reward, days(9));
    expect(await view(stage, days(9))).toEqual({ available: 0, reserved: 0, spent: 0, expired: 0 });
    expect(await stage.reserve(1, days(9))).toMatchObject({ code: 'POINTS_NOT_ENOUGH' });
    expect(await account(`person:${stage.person}`)).toBe(0);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});
