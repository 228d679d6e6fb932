import { v7 as uuid } from 'uuid';

import type { PointsExpiry, PointsTerms } from '../../domain/campaign/points.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Accepted } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, ReservationId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { PointsAccepted, PointsOutcome, ReservePoints } from '../../domain/points/command.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import { closePoints } from '../../store/points/close-points.ts';
import { reservePoints } from '../../store/points/reserve-points.ts';
import { lockPeople, overduePoints, settlePoints } from '../../store/points/settle-points.ts';
import { withTransaction } from '../../store/pool.ts';
import { redPacket } from '../support/terms.ts';
import { op, payingTerms, redeem, start, type Store } from './fixture.ts';

export const day = 86_400_000;

/** One person with points of a campaign of their own, and what is done with them. */
export interface PointsStage {
  readonly terms: Terms;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly code: CodeRow;
  /** One more redemption: a lot of ten points. */
  earn(at?: Instant): Promise<RewardId>;
  /** One more redemption, by somebody who pays so much: a lot of what that earns. */
  buy(minor: number, at?: Instant): Promise<RewardId>;
  /** So much of a purchase is refunded, in fen; returns how much was taken. */
  refund(reward: RewardId, refundedPurchaseMinor: number): Promise<number>;
  reserve(amount: number, at?: Instant, changes?: Partial<ReservePoints>): Promise<PointsOutcome>;
  close(
    kind: 'confirmPoints' | 'releasePoints',
    reserved: PointsOutcome,
    at?: Instant,
  ): Promise<PointsOutcome>;
  /** All that is left of it, or a part. */
  reverse(reward: RewardId, at?: Instant, amountMinor?: number): Promise<void>;
}

let campaigns = 0;

/** Publishes a campaign that pays ten points for each redemption. */
export async function pointsStage(
  store: Store,
  {
    expiry,
    points,
    holdMs = 0,
    schedule = { kind: 'each', minor: minorUnits(10) },
  }: {
    readonly schedule?: RewardTerms['schedule'];
    readonly expiry?: PointsExpiry;
    readonly points?: PointsTerms;
    readonly holdMs?: number;
  } = {},
): Promise<PointsStage> {
  campaigns += 1;
  const campaign = `points-${String(campaigns)}` as CampaignId;
  const person = `person-${String(campaigns)}` as SubjectId;
  const asset = 'points/0' as Asset;
  const reward = {
    ...{ id: 'points', kind: 'points' as const, asset },
    schedule,
    ...(schedule.kind === 'percent' ? { when: { milestones: ['bought'], condition: null } } : {}),
    payout: { ...redPacket.payout, timing: 'automatic' as const, holdMs: duration(holdMs) },
    ...(expiry === undefined ? {} : { expiry }),
  };
  const budget = [{ asset, minor: minorUnits(10_000) }];
  const lifetime = { kind: 'long-term' } as const;
  const base = payingTerms(
    { campaign, budget, milestones: ['bought'], ...(points === undefined ? {} : { points }) },
    reward,
  );
  const terms = { ...base, validity: { ...base.validity, lifetime } };
  await store.publish(terms);
  const { code } = await store.issue(terms, person);
  let invitees = 0;
  return {
    ...{ terms, campaign, person, code },
    earn: async (at = plus(start, 1000)) => {
      invitees += 1;
      const invitee = `invitee-${String(campaigns)}-${String(invitees)}`;
      const { outcomes } = await store.commit(code, [redeem(invitee)], at);
      const [granted] = (outcomes[0] as Accepted).rewards ?? [];
      if (granted?.granted !== true) throw new Error('nothing earned');
      return granted.id;
    },
    buy: async (minor, at = plus(start, 1000)) => {
      invitees += 1;
      const invitee = `invitee-${String(campaigns)}-${String(invitees)}` as SubjectId;
      const paid = { kind: 'milestone', opId: op(), invitee, milestone: 'bought' } as const;
      const report = { ...paid, purchaseAmountMinor: minor };
      const { outcomes } = await store.commit(code, [redeem(invitee), report], at);
      const [granted] = (outcomes[1] as Accepted).rewards ?? [];
      if (granted?.granted !== true) throw new Error('nothing earned');
      return granted.id;
    },
    refund: async (reward, refundedPurchaseMinor) => {
      const by = { actor: 'olga', reason: 'refunded', part: { refundedPurchaseMinor } };
      const command = { kind: 'reverse', opId: op(), reward, ...by } as const;
      const [outcome] = (await store.commit(code, [command], plus(start, 2500))).outcomes;
      return outcome?.ok === true ? refundedPurchaseMinor : 0;
    },
    reserve: (amount, at = plus(start, 2000), changes = {}) =>
      withTransaction(store.pool, (db) =>
        reservePoints(db, {
          command: {
            ...{ kind: 'reservePoints', opId: op(), campaign, person, amount, price: null },
            ...{ purpose: 'order 4711', holdForMs: duration(day / 24) },
            ...changes,
          },
          ...{ id: uuid() as ReservationId, serverNow: at },
        }),
      ),
    close: (kind, reserved, at = plus(start, 3000)) => {
      const { reservation } = reserved as PointsAccepted;
      return withTransaction(store.pool, (db) =>
        closePoints(db, { kind, opId: op(), reservation }, at),
      );
    },
    reverse: async (id, at = plus(start, 4000), amountMinor) => {
      const part = amountMinor === undefined ? {} : { part: { amountMinor } };
      const by = { actor: 'olga', reason: 'a fraud', ...part };
      const { outcomes } = await store.commit(
        code,
        [{ kind: 'reverse', opId: op(), reward: id, ...by }],
        at,
      );
      if (outcomes[0]?.ok !== true) throw new Error('not reversed');
    },
  };
}

/** What the worker's pass does, as of a server's instant; returns whom it met. */
export async function passPoints(store: Store, at: Instant): Promise<readonly SubjectId[]> {
  const met: SubjectId[] = [];
  for (const settling of await overduePoints(store.pool, at, 1000)) {
    await withTransaction(store.pool, async (db) => {
      await lockPeople(db, settling);
      await settlePoints(db, settling);
    });
    met.push(...settling.people);
  }
  return met;
}
