import { assert } from '../domain/assert.ts';
import type { Award } from '../domain/award/award.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isFinal, isOpen } from '../domain/code/state.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import { liveCodesKey } from '../domain/commit/counters.ts';
import {
  isLive,
  type CodeRow,
  type DecisionRow,
  type EventRow,
  type MessageRow,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
} from '../domain/commit/rows.ts';
import type { Decided, Writes } from '../domain/commit/writes.ts';
import type { CampaignId, CodeId, Digest, RewardId, RowId, SubjectId } from '../domain/ids.ts';
import type { MinorUnits } from '../domain/money.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { ByPerson } from './by-person.ts';
import type { CodeRows } from './code-rows.ts';
import { Codes, type KeptCode } from './codes.ts';
import { Debts } from './debts.ts';
import { Draws } from './draws.ts';
import { EnteredByAll } from './entries/entered.ts';
import { fundingOf } from './funding.ts';
import { Invitations } from './invitations.ts';
import type { MemoryPayout } from './payout.ts';
import { Overhangs } from './overhangs.ts';
import { Relations } from './relations.ts';
import { successorOf } from './successor.ts';
import { Parties } from './parties.ts';
import type { MemoryEntry } from './points/lots.ts';
import { Points } from './points/points.ts';
import { Streams } from './streams.ts';
import { Stretches } from './stretches.ts';

/** A published campaign as the simulation knows it. */
export interface MemoryCampaign {
  readonly terms: Terms;
  readonly digest: Digest;
  readonly policy: RiskPolicy;
  readonly status: 'open' | 'paused' | 'closed';
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  /** What the operator has paid in for renewals; unless said, as much as they take. */
  readonly operatorMinor?: MinorUnits | undefined;
  /** By what codes of each variant are decided, by digest. */
  readonly variants?: MemoryVariants | undefined;
}

export type MemoryVariants = ReadonlyMap<Digest, Pick<MemoryCampaign, 'terms' | 'policy'>>;

/**
 * `everything`: all rows, as production has them. `open`: only what a code that is not settled may
 * still be asked about. No journal and no answers are kept then, so that an operation id must not be
 * used twice, and a settled code must not be asked any more.
 */
export type Remembers = 'everything' | 'open';

/** A person's first look at a code. */
export interface Click {
  readonly code: CodeId;
  readonly lineage: CodeId;
  readonly holder: SubjectId;
  readonly at: Instant;
}

/** What the tables of `store/` hold, in memory, with the indexes that deciding needs. */
export class MemoryStore {
  readonly remembers: Remembers;
  readonly campaigns = new Map<CampaignId, MemoryCampaign>();
  readonly codes = new Codes();
  readonly redemptions = new Map<RowId, RedemptionRow>();
  /** Ids of all redemptions of each invitee. */
  readonly redemptionsOf = new ByPerson<RowId>();
  readonly rewards = new Map<RewardId, RewardRow>();
  readonly reviews = new Map<RowId, ReviewRow>();
  readonly payouts = new Map<RewardId, MemoryPayout>();
  readonly counters = new Map<string, Counter>();
  /** Keys of debts that are open, of each campaign. */
  readonly debts = new Debts();
  readonly overhangs = new Overhangs();
  readonly streams = new Streams();
  readonly stretches = new Stretches();
  readonly events: (EventRow & { readonly code: CodeId })[] = [];
  readonly entries: MemoryEntry[] = [];
  /** Books every entry, and keeps what people have of points. */
  readonly points = new Points(this.entries, this.rewards);
  readonly messages: MessageRow[] = [];
  /** Of those in which a rule fired: of the others a simulation would keep millions. */
  readonly decisions: DecisionRow[] = [];
  /** How each person's last verification of each check went. */
  readonly checks = new Map<SubjectId, Map<string, { passed: boolean; at: Instant }>>();
  readonly awards = new Map<Award['award'], Award>();
  readonly draws = new Draws();
  readonly entered = new EnteredByAll();
  readonly relations = new Relations();
  readonly parties = new Parties();
  readonly invitations = new Invitations(this.redemptions, this.codes);
  /** Of each visitor, oldest first. */
  readonly clicks = new ByPerson<Click>();
  /** Codes of each holder that are not settled, oldest first. */
  readonly unsettledOf = new ByPerson<CodeId>();
  /** The codes of a lineage that are not settled, oldest first, and since when there is one. */
  readonly lineages = new Map<CodeId, { unsettled: readonly CodeId[]; readonly since: Instant }>();
  /** People whom nobody will name again. */
  readonly gone = new Set<SubjectId>();
  /** Whether any policy has a rule, so that requests must be counted. */
  isJudged = false;
  /** How many codes could still be redeemed, or become so by themselves. */
  openCodes = 0;

  constructor(remembers: Remembers = 'everything') {
    this.remembers = remembers;
  }

  publish(campaign: MemoryCampaign, at: Instant): void {
    const { campaign: id } = campaign.terms;
    this.campaigns.set(id, campaign);
    const policies = [campaign, ...(campaign.variants?.values() ?? [])];
    this.isJudged ||= policies.some(({ policy }) => policy.rules.length > 0);
    for (const { key, entry } of fundingOf(campaign, at)) {
      this.counters.set(`${id}/${key}`, { used: 0, max: entry.minor });
      if (entry.minor > 0) this.points.book({ ...entry, campaign: id });
    }
  }

  insert(row: CodeRow): void {
    this.codes.add(row);
    this.unsettledOf.add(row.campaign, row.holder, row.id);
    const line = this.lineages.get(row.lineage);
    if (line) line.unsettled = [...line.unsettled, row.id];
    else this.lineages.set(row.lineage, { unsettled: [row.id], since: row.state.issuedAt });
    this.countLive(row.campaign, Number(isOpen(row.state.status)));
  }

  /** Takes a code out of every list, whatever its state. */
  remove({ id }: CodeRow): void {
    const row = this.code(id);
    this.codes.delete(id);
    if (isOpen(row.state.status)) this.countLive(row.campaign, -1);
    if (!isFinal(row.state.status)) this.countSettled(row);
  }

  code(id: CodeId): CodeRow {
    return this.codes.known(id).row;
  }

  /** The rows of one code; null where it never had one. */
  rows(id: CodeId): CodeRows | null {
    return this.codes.find(id)?.rows ?? null;
  }

  /** The redemption that holds a person's place in any campaign. */
  redemptionOf(invitee: SubjectId): RedemptionRow | undefined {
    for (const campaign of this.campaigns.keys()) {
      for (const id of this.redemptionsOf.of(campaign, invitee)) {
        const row = this.redemptions.get(id);
        if (row && isLive(row)) return row;
      }
    }
    return undefined;
  }

  campaign(id: CampaignId): MemoryCampaign {
    const campaign = this.campaigns.get(id);
    assert(campaign !== undefined, `no campaign ${id}`);
    return campaign;
  }

  /** The campaign as it is for one code: with the terms and the policy of its variant. */
  campaignOf({ campaign, digest }: Pick<CodeRow, 'campaign' | 'digest'>): MemoryCampaign {
    const own = this.campaign(campaign);
    const variant = own.variants?.get(digest);
    return variant === undefined ? own : { ...own, ...variant, digest };
  }

  /** Writes what one batch came to, as one; `facts` are those by which it was decided. */
  apply(kept: KeptCode, decided: Decided, facts: Facts): void {
    if (!decided.changed) return;
    const { writes } = decided;
    const code = kept.row;
    for (const row of writes.redemptions.values()) {
      this.putRedemption(kept, row, facts.redemptions.get(row.id));
    }
    this.putRows(kept, writes);
    this.applyCounters(code.campaign, writes);
    this.relations.put(code.campaign, writes);
    this.overhangs.put(code.id, writes);
    if (this.remembers === 'everything') this.keepJournal(kept, writes);
    if (writes.successor) this.insert(successorOf(code, writes.successor));
    const next = rewritten(code, writes);
    kept.row = next;
    const [was, is] = [code.state.status, next.state.status];
    this.countLive(code.campaign, Number(isOpen(is)) - Number(isOpen(was)));
    if (isFinal(is) && !isFinal(was)) this.countSettled(code);
  }

  private putRows(code: KeptCode, writes: Writes): void {
    for (const row of writes.rewards.values()) {
      if (!this.rewards.has(row.id)) code.ownRows.addReward(row);
      this.rewards.set(row.id, row);
    }
    for (const row of writes.reviews.values()) {
      if (!this.reviews.has(row.id)) code.ownRows.addReview(row);
      this.reviews.set(row.id, row);
    }
    for (const { subject, check, result, at } of writes.verifications) {
      const latest =
        this.checks.get(subject) ?? new Map<string, { passed: boolean; at: Instant }>();
      this.checks.set(subject, latest.set(check, { passed: result === 'passed', at }));
    }
    for (const rows of writes.sanctions.values()) this.parties.sanctionAll(rows);
    for (const tie of writes.ties) this.parties.tie(tie);
    for (const { id } of writes.proofs) this.entered.passwords.use(id);
  }

  private countSettled({ id, campaign, holder, lineage }: CodeRow): void {
    this.unsettledOf.remove(campaign, holder, id);
    const line = this.lineages.get(lineage);
    if (line === undefined) return;
    line.unsettled = line.unsettled.filter((one) => one !== id);
    if (line.unsettled.length === 0) this.lineages.delete(lineage);
  }

  private keepJournal(code: KeptCode, writes: Writes): void {
    const { id, campaign } = code.row;
    for (const row of writes.operations.values()) code.ownRows.putOperation(row);
    for (const row of writes.events) this.events.push({ ...row, code: id });
    for (const row of writes.entries) this.points.book({ ...row, campaign });
    this.messages.push(...writes.messages);
    this.decisions.push(...writes.decisions.filter(({ judgement }) => judgement.rules.length > 0));
  }

  private countLive(campaign: CampaignId, delta: number): void {
    if (delta === 0) return;
    this.openCodes += delta;
    const name = `${campaign}/${liveCodesKey}`;
    const used = (this.counters.get(name)?.used ?? 0) + delta;
    this.counters.set(name, { used, max: null });
  }

  /** `before` is what it was, so that a new one is not looked for. */
  private putRedemption(
    code: KeptCode,
    row: RedemptionRow,
    before: RedemptionRow | undefined,
  ): void {
    const { campaign } = code.row;
    code.ownRows.putRedemption(row, before);
    this.redemptions.set(row.id, row);
    this.invitations.put(campaign, row, before);
    if (before === undefined) this.redemptionsOf.add(campaign, row.invitee, row.id);
  }

  private applyCounters(campaign: CampaignId, writes: Writes): void {
    for (const [key, { delta, max }] of writes.counters) {
      const name = `${campaign}/${key}`;
      const known = this.counters.get(name);
      const used = (known?.used ?? 0) + delta;
      assert(
        used >= 0 && (max === null || used <= max),
        `counter ${name} would be ${String(used)}`,
      );
      this.counters.set(name, { used, max: known?.max ?? max });
      this.debts.note(campaign, key, used);
      if (known === undefined && this.remembers === 'open') this.forgetStretches(name, key);
    }
  }

  private forgetStretches(name: string, key: string): void {
    for (const gone of this.stretches.note(name, key)) this.counters.delete(gone);
  }
}

/** Written out for the same reason as `changed` of a state. */
function rewritten(code: CodeRow, { successor, state }: Writes): CodeRow {
  return {
    id: code.id,
    campaign: code.campaign,
    digest: code.digest,
    holder: code.holder,
    lineage: code.lineage,
    predecessor: code.predecessor,
    successor: successor?.id ?? code.successor,
    channel: code.channel,
    parameters: code.parameters,
    personalPrefix: code.personalPrefix,
    trackingId: code.trackingId,
    revision: code.revision + 1,
    state,
  };
}
