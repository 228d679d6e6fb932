import type { Award, AwardDecision, GiveAward } from '../domain/award/award.ts';
import {
  refuseBeyondBudget,
  refuseClosedAward,
  refuseNotOwed,
  refuseOwnApproval,
  refuseUnbudgeted,
} from '../domain/award/refuse.ts';
import { startOfDay } from '../domain/calendar.ts';
import { awardNeedsApproval, usualAwardTerms } from '../domain/campaign/award-terms.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { budgetKey, debtKey } from '../domain/commit/counters.ts';
import type { EntryRow } from '../domain/commit/rows.ts';
import type { AwardId, CampaignId, SubjectId } from '../domain/ids.ts';
import { budgetAccount, heldAccount } from '../domain/ledger/accounts.ts';
import { clearEntry, oweEntry, takeBackEntries } from '../domain/ledger/debt.ts';
import { minorUnits } from '../domain/money.ts';
import { isSamePerson } from '../domain/same-person.ts';
import { earliest, plus, type Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';
import { attempted, newPayout, type VirtualProvider } from './payout.ts';
import { postOf } from './post.ts';
import { takenByDebt } from './turn-due.ts';

/** Who takes an award back, and whether what was sent is with the provider again. */
export interface AwardReversal {
  readonly actor: string;
  readonly reason: string;
  readonly returned: boolean;
}

const nothing = minorUnits(0);

/** Money that is given by hand, as `store/awards` has it. Whoever asks has settled everything up to now. */
export class Awards {
  private readonly store: MemoryStore;
  private readonly provider: VirtualProvider;

  constructor(store: MemoryStore, provider: VirtualProvider) {
    this.store = store;
    this.provider = provider;
  }

  /** When an award lapses or is tried again next; null where nothing of the kind is to come. */
  get nextAt(): Instant | null {
    if (this.store.awards.size === 0) return null;
    return earliest(...[...this.all()].map((award) => this.nextOf(award)));
  }

  /** The last award of a person; undefined where they were given none. */
  lastOf(person: SubjectId): Award | undefined {
    return [...this.all()].findLast((award) => award.person === person);
  }

  /** Gives an award: of the budget, held for a second person or due at once. */
  give(command: Omit<GiveAward, 'kind' | 'opId'>, now: Instant): Rejection | null {
    const { campaign: id, asset, minor } = command;
    const { terms } = this.store.campaign(id);
    if (!terms.budget.some((one) => one.asset === asset)) {
      return refuseUnbudgeted(command, terms.budget);
    }
    const left = this.leftOfBudget(command);
    if (minor > left) return refuseBeyondBudget(command, left);
    const awards = terms.awards ?? usualAwardTerms;
    const day = startOfDay(now, terms.period.timeZone);
    const waits = awardNeedsApproval(awards, { asset, minor }, this.givenFreely(command, day));
    const { actor: givenBy, note, person } = command;
    const award: Award = {
      ...{
        award: `award.${String(this.store.awards.size + 1)}` as AwardId,
        campaign: id,
        person,
        asset,
        minor,
      },
      ...{ setOff: nothing, state: waits ? 'held' : 'due', note, givenBy, givenAt: now },
      ...{ decideBy: waits ? plus(now, awards.withinMs) : null, decision: null, decidedBy: null },
      ...{ decidedReason: null, decidedAt: null, takenBack: null },
    };
    this.count(award, budgetKey(asset), minor);
    this.book(award, {
      ...{ kind: 'hold', source: budgetAccount(id), destination: heldAccount(id) },
      ...{ reward: award.award, asset, minor, at: now, actor: givenBy },
      reason: `award by ${givenBy}: ${note}`,
    });
    this.put(award);
    if (!waits) this.pay(award, now);
    return null;
  }

  /** Approves or refuses an award that waits. */
  decide(award: Award | undefined, said: AwardDecision, now: Instant): Rejection | null {
    if (award === undefined) return reject('AWARD_UNKNOWN');
    const { decision, actor, reason } = said;
    const decided = decision === 'approve' ? 'approved' : 'refused';
    if (award.state !== 'held') {
      const isRepeated = award.decidedBy === actor && award.decision === decided;
      return isRepeated ? null : refuseClosedAward(award);
    }
    const isApproved = decision === 'approve';
    if (isApproved && isSamePerson(award.givenBy, actor)) return refuseOwnApproval(actor);
    const by = {
      decision: decided,
      decidedBy: actor,
      decidedReason: reason,
      decidedAt: now,
    } as const;
    if (isApproved) this.pay({ ...award, ...by, state: 'due' }, now);
    else this.void({ ...award, ...by }, now);
    return null;
  }

  /** Takes an award back: the budget has it again, and what the person keeps is a debt. */
  reverse(award: Award | undefined, said: AwardReversal, at: Instant): Rejection | null {
    if (award === undefined) return reject('AWARD_UNKNOWN');
    const { state, minor, setOff } = award;
    const { actor, reason, returned } = said;
    if (state === 'voided' || state === 'reversed') return this.reverseAgain(award, said, at);
    const payout = this.store.payouts.get(award.award);
    if (state === 'due' && payout?.state !== 'failed') return reject('AWARD_IN_FLIGHT');
    const received = state === 'paid' ? minor : setOff;
    const over = state === 'paid' ? 'reversed' : 'voided';
    this.put({ ...award, state: over, takenBack: { ...said, at } });
    this.giveBack(award, { at, received, actor, reason });
    const owed = returned ? setOff : received;
    if (owed > 0) {
      this.count(award, debtKey(award.asset, award.person), owed);
      this.book(award, oweEntry({ ...partOf(award), minor: owed, at, actor, reason }));
    }
    return null;
  }

  /** Refuses what nobody has decided in time, and asks again for what was not paid. */
  settle(now: Instant): void {
    for (const award of [...this.all()]) {
      const at = this.nextOf(award);
      if (at === null || at > now) continue;
      if (award.state === 'held') this.void({ ...award, decision: 'lapsed', decidedAt: at }, at);
      else this.attempt(award, now);
    }
  }

  private reverseAgain(award: Award, said: AwardReversal, at: Instant): Rejection | null {
    const { takenBack: before, asset, person, state } = award;
    const { actor, reason } = said;
    if (before !== null && isRepeated(before, said)) return null;
    const nothingOut = before === null || before.returned || before.cleared !== undefined;
    if (nothingOut || state === 'voided' || !said.returned) return refuseClosedAward(award);
    const key = debtKey(asset, person);
    const open = this.store.counters.get(`${award.campaign}/${key}`)?.used ?? 0;
    const minor = minorUnits(Math.min(open, award.minor - award.setOff));
    if (minor === 0) return refuseNotOwed();
    this.count(award, key, -minor);
    this.book(award, clearEntry({ ...partOf(award), minor, at, actor, reason }));
    this.put({ ...award, takenBack: { ...before, cleared: { actor, reason, at } } });
    return null;
  }

  private pay(award: Award, at: Instant): void {
    const { campaign, minor } = award;
    const setOff = takenByDebt(
      this.store,
      { ...partOf(award), id: award.award, minor },
      { campaign, at },
    );
    const due: Award = { ...award, setOff, state: setOff === minor ? 'paid' : 'due' };
    this.put(due);
    if (due.state === 'due') this.attempt(due, at);
  }

  private attempt(award: Award, at: Instant): void {
    const { payouts } = this.store;
    const { award: id, campaign } = award;
    const before = payouts.get(id) ?? newPayout(at);
    const payable = { ...partOf(award), id, reward: null };
    const next = attempted(before, this.provider(payable, before.attempts + 1), at);
    payouts.set(id, next);
    if (next.state !== 'paid' && next.state !== 'reconciled') return;
    const { minor, setOff } = award;
    const posted = { ...payable, minor, setOff };
    this.book(award, postOf(posted, { campaign, at, reason: 'paid by the provider' }));
    this.put({ ...award, state: 'paid' });
  }

  private void(award: Award, at: Instant): void {
    this.put({ ...award, state: 'voided' });
    const reason = award.decidedReason ?? 'nobody decided in time';
    this.giveBack(award, { at, received: nothing, reason, actor: award.decidedBy });
  }

  private giveBack(
    award: Award,
    back: Pick<Parameters<typeof takeBackEntries>[0], 'at' | 'received' | 'reason' | 'actor'>,
  ): void {
    const { asset, minor } = award;
    this.count(award, budgetKey(asset), -minor);
    const { at, received, reason, actor } = back;
    const part = { ...partOf(award), minor, at, received, reason, actor };
    for (const entry of takeBackEntries(part)) this.book(award, entry);
  }

  /** What was given today without a second person: to this person, or by this actor, whichever is more. */
  private givenFreely(
    { campaign, asset, person, actor }: Omit<GiveAward, 'kind' | 'opId'>,
    since: Instant,
  ): number {
    const free = [...this.all()].filter(
      (one) =>
        one.campaign === campaign &&
        one.asset === asset &&
        one.givenAt >= since &&
        one.decideBy === null &&
        one.state !== 'voided',
    );
    const sum = (some: readonly Award[]): number => some.reduce((all, { minor }) => all + minor, 0);
    return Math.max(
      sum(free.filter((one) => one.person === person)),
      sum(free.filter(({ givenBy }) => isSamePerson(givenBy, actor))),
    );
  }

  private leftOfBudget({ campaign, asset }: Pick<Award, 'campaign' | 'asset'>) {
    const { used = 0, max } = this.store.counters.get(`${campaign}/${budgetKey(asset)}`) ?? {};
    return minorUnits((max ?? 0) - used);
  }

  private count({ campaign }: Award, key: string, delta: number): void {
    const name = `${campaign}/${key}`;
    const { used, max } = this.store.counters.get(name) ?? { used: 0, max: null };
    this.store.counters.set(name, { used: used + delta, max });
    this.store.debts.note(campaign, key, used + delta);
  }

  private nextOf({ state, decideBy, award }: Award): Instant | null {
    if (state === 'held') return decideBy;
    return state === 'due' ? (this.store.payouts.get(award)?.nextAt ?? null) : null;
  }

  private book({ campaign }: { readonly campaign: CampaignId }, entry: EntryRow): void {
    this.store.points.book({ ...entry, campaign });
  }

  private put(award: Award): void {
    this.store.awards.set(award.award, award);
  }

  private all(): Iterable<Award> {
    return this.store.awards.values();
  }
}

function isRepeated(before: AwardReversal, { actor, reason, returned }: AwardReversal): boolean {
  return before.actor === actor && before.reason === reason && before.returned === returned;
}

/** An award in the words of the ledger. */
function partOf({ campaign, award, person: beneficiary, asset }: Award): {
  readonly reward: AwardId;
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Award['asset'];
} {
  return { reward: award, campaign, beneficiary, asset };
}
