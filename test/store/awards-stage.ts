import { v7 as uuid } from 'uuid';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import type { AwardOutcome, GiveAward } from '../../domain/award/award.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { AwardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { decideAward, lockStanding, overdueAwards } from '../../store/awards/decide-award.ts';
import { giveAward } from '../../store/awards/give-award.ts';
import { reverseAward } from '../../store/awards/reverse-award.ts';
import { balances, budgets } from '../../store/ledger/read-ledger.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { withTransaction } from '../../store/pool.ts';
import { op, start, type Store } from './fixture.ts';

export const cny = 'CNY/2' as Asset;
/** When awards are given and decided, unless a test says otherwise. */
export const noon = plus(start, 2 * 3_600_000);

/** What is done with awards, each in a transaction of its own. */
export interface AwardsStage {
  give(terms: Terms, minor: number, changes?: Partial<GiveAward>): Promise<AwardOutcome>;
  /** Gives one that must be given; returns its id. */
  given(terms: Terms, minor: number, changes?: Partial<GiveAward>): Promise<AwardId>;
  approve(award: AwardId, actor?: string, at?: Instant): Promise<AwardOutcome>;
  refuse(award: AwardId, actor?: string, at?: Instant): Promise<AwardOutcome>;
  reverse(award: AwardId, returned?: boolean, reason?: string): Promise<AwardOutcome>;
  /** What the worker's pass does, as of a server's instant; returns which awards it met. */
  pass(at: Instant): Promise<readonly AwardId[]>;
  /** Has the provider pay all that is queued; returns what it was asked to send, by key. */
  payAll(): Promise<ReadonlyMap<string, number>>;
  /** What a campaign has used of its budget, and a person has and owes. */
  standing(
    terms: Terms,
    person?: string,
  ): Promise<{ readonly used: number; readonly has: number; readonly owes: number }>;
}

export function awardsStage(store: Store): AwardsStage {
  const { pool } = store;
  const decide =
    (decision: 'approve' | 'refuse') =>
    (award: AwardId, actor = 'ben', at = noon) =>
      withTransaction(pool, (db) =>
        decideAward(db, award, { decision, actor, reason: 'checked', serverNow: at }),
      );
  const give: AwardsStage['give'] = ({ campaign }, minor, changes = {}) => {
    const command: GiveAward = {
      ...{ kind: 'giveAward', opId: op(), campaign, person: 'ann' as SubjectId, asset: cny },
      ...{ minor: minorUnits(minor), note: 'case 4711', actor: 'olga', ...changes },
    };
    const id = `award.${uuid()}` as AwardId;
    return withTransaction(pool, (db) => giveAward(db, { command, id, serverNow: noon }));
  };
  return {
    give,
    given: async (...asked) => {
      const outcome = await give(...asked);
      if (!outcome.ok) throw new Error(outcome.message);
      return outcome.award.award;
    },
    approve: decide('approve'),
    refuse: decide('refuse'),
    reverse: (award, returned = false, reason = 'a slip') =>
      withTransaction(pool, (db) =>
        reverseAward(db, award, { actor: 'olga', reason, returned, serverNow: noon }),
      ),
    pass: async (at) => {
      const overdue = await overdueAwards(pool, at, 100);
      for (const id of overdue) await withTransaction(pool, (db) => lockStanding(db, id, at));
      return overdue;
    },
    payAll: async () => {
      const claim = { provider: cashProvider, limit: 500, worker: 'w', leaseMs: 60_000 };
      const claimed = await claimPayouts(pool, claim);
      for (const payout of claimed) {
        const mark = await markSending(pool, payout, usualDelivery);
        if (mark !== 'sending') throw new Error('not sent');
        const paid = { state: 'paid', providerRef: payout.key } as const;
        if (!(await settlePayout(pool, payout, paid))) throw new Error('not booked');
      }
      return new Map(claimed.map(({ key, minor }) => [key, minor]));
    },
    standing: async ({ campaign }, person = 'ann') => {
      const all = await balances(pool);
      const of = (account: string) => all.find((one) => one.account === account)?.minor ?? 0;
      const [budget] = await budgets(pool, campaign);
      return {
        used: budget?.used ?? 0,
        has: of(`person:${person}`),
        owes: of(`campaign:${campaign}:debt:${person}`),
      };
    },
  };
}
