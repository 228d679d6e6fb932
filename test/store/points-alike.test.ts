import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { heldAccount, budgetAccount, personAccount } from '../../domain/ledger/accounts.ts';
import type { OpId, ReservationId, RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { PointsOutcome } from '../../domain/points/command.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import type { GivenPoints, MemoryEntry } from '../../simulate/points/lots.ts';
import { Points } from '../../simulate/points/points.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { readPoints, type PointsLot } from '../../store/points/read-points.ts';
import { createStore, start, type Store } from './fixture.ts';
import { day, passPoints, pointsStage, type PointsStage } from './points-stage.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const expiry = { kind: 'after', ms: duration(3 * day) } as const;
/** Longer than some acts lie apart, and shorter than others. */
const holdForMs = duration(day);
const points = { perSpend: { atMost: 25, percent: 50 }, perDay: 30, perMonth: 60, inAll: 90 };

/** Each is done some hours after the one before; `which` chooses among the lots or reservations so far. */
const act = fc.record({
  hours: fc.integer({ min: 1, max: 20 }),
  which: fc.nat(9),
  amount: fc.integer({ min: 1, max: 30 }),
  price: fc.option(fc.integer({ min: 20, max: 80 })),
  what: fc.constantFrom('earn', 'earn', 'reserve', 'reserve', 'confirm', 'release', 'reverse'),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** One person's points in the database and in memory, to which the same is done. */
class Both {
  private readonly entries: MemoryEntry[] = [];
  private readonly rewards = new Map<RewardId, GivenPoints & { left: number }>();
  private readonly memory = new Points(this.entries, this.rewards);
  private readonly reserved: { readonly there: PointsOutcome; readonly here: PointsOutcome }[] = [];
  private readonly stage: PointsStage;
  private hours = 0;

  constructor(stage: PointsStage) {
    this.stage = stage;
  }

  async play(one: Act): Promise<void> {
    this.hours += one.hours;
    const now = plus(start, (this.hours * day) / 24);
    for (let over = this.memory.overAt; over !== null && over <= now; over = this.memory.overAt) {
      this.memory.settle(over);
    }
    // In memory all that is over has been passed; here a worker that is late would do it after.
    await passPoints(store, now);
    await this.perform(one, now);
    expect(await this.there(now)).toEqual(this.here());
  }

  private async perform(one: Act, now: Instant): Promise<void> {
    const { what } = one;
    if (what === 'earn') this.book('post', await this.stage.earn(now), { minor: 10, now });
    else if (what === 'reserve') await this.reserve(one, now);
    else if (what === 'reverse') await this.reverse(one, now);
    else await this.close(`${what}Points`, one, now);
  }

  private async reserve({ amount, price }: Act, now: Instant): Promise<void> {
    const { timeZone } = this.stage.terms.period;
    const here = this.memory.reserve(this.command(amount, price), points, { now, timeZone });
    const there = await this.stage.reserve(amount, now, { price, holdForMs });
    expect(withoutId(there)).toEqual(withoutId(here));
    if (there.ok) this.reserved.push({ there, here });
  }

  private async close(
    kind: 'confirmPoints' | 'releasePoints',
    { which }: Act,
    now: Instant,
  ): Promise<void> {
    const known = this.reserved.at(which % Math.max(1, this.reserved.length));
    if (known?.here.ok !== true) return;
    const here = this.memory.close({ kind, reservation: known.here.reservation }, now);
    expect(withoutId(await this.stage.close(kind, known.there, now))).toEqual(withoutId(here));
  }

  private async reverse({ which, amount }: Act, now: Instant): Promise<void> {
    const [reward, given] = [...this.rewards].at(which % Math.max(1, this.rewards.size)) ?? [];
    const minor = Math.min(amount, given?.left ?? 0);
    if (reward === undefined || given === undefined || minor === 0) return;
    await this.stage.reverse(reward, now, minor);
    given.left -= minor;
    this.book('reverse', reward, { minor, now });
  }

  private command(amount: number, price: number | null): Parameters<Points['reserve']>[0] {
    const { campaign, person } = this.stage;
    return {
      ...{ kind: 'reservePoints', opId: 'any' as OpId, campaign, person, amount, price },
      ...{ purpose: 'order 4711', holdForMs },
    };
  }

  private book(
    kind: 'post' | 'reverse',
    reward: RewardId,
    { minor, now: at }: { readonly minor: number; readonly now: Instant },
  ): void {
    const { campaign, person } = this.stage;
    if (kind === 'post') this.rewards.set(reward, { beneficiary: person, expiry, left: minor });
    const [source, destination] =
      kind === 'post'
        ? [heldAccount(campaign), personAccount(person)]
        : [personAccount(person), budgetAccount(campaign)];
    this.memory.book({
      ...{ kind, reward, campaign, source, destination, at, reason: 'a test', actor: null },
      ...{ asset: 'points/0' as Asset, minor: minorUnits(minor) },
    });
  }

  private async there(serverNow: Instant): Promise<unknown> {
    const { campaign, person } = this.stage;
    const view = await readPoints(store.pool, campaign, { person, serverNow });
    const { rows } = await store.owner.query<{ kind: string; minor: string }>(
      `SELECT kind, sum(minor) AS minor FROM entry
       WHERE campaign = $1 AND asset = 'points/0' AND kind NOT IN ('fund', 'hold') GROUP BY kind`,
      [campaign],
    );
    return {
      lots: plain(view?.lots ?? []),
      booked: Object.fromEntries(rows.map(({ kind, minor }) => [kind, Number(minor)])),
    };
  }

  private here(): unknown {
    const { campaign, person } = this.stage;
    const booked: Record<string, number> = {};
    for (const { kind, minor } of this.entries) booked[kind] = (booked[kind] ?? 0) + minor;
    return { lots: plain(this.memory.lots.of(campaign, person)), booked };
  }
}

type LotNow = Pick<
  PointsLot,
  'reward' | 'available' | 'reserved' | 'spent' | 'expired' | 'takenBack'
>;

function plain(lots: readonly LotNow[]): readonly LotNow[] {
  return lots
    .map(({ reward, available, reserved, spent, expired, takenBack }) => ({
      ...{ reward, available, reserved, spent, expired, takenBack },
    }))
    .sort((a, b) => (a.reward < b.reward ? -1 : 1));
}

function withoutId(outcome: PointsOutcome): PointsOutcome {
  return outcome.ok ? { ...outcome, reservation: 'any' as ReservationId } : outcome;
}

it('points are kept in memory as they are in the database, whatever is done with them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 30 }), async (acts) => {
      const both = new Both(await pointsStage(store, { expiry, points }));
      for (const one of acts) await both.play(one);
    }),
    // What goes wrong is told as it is: each shorter run to try would be one of the database.
    { numRuns: 30, endOnFailure: true },
  );
  expect(await checkInvariants(store.owner)).toEqual([]);
});
