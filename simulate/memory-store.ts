import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Counter } from '../domain/commit/facts.ts';
import { budgetKey, liveCodesKey } from '../domain/commit/counters.ts';
import { isOpen } from '../domain/code/state.ts';
import type {
  CodeRow,
  DecisionRow,
  EntryRow,
  EventRow,
  MessageRow,
  OperationRow,
  RedemptionRow,
  ReviewRow,
  RewardRow,
} from '../domain/commit/rows.ts';
import type { Decided, Writes } from '../domain/commit/writes.ts';
import type { CampaignId, CodeId, Digest, OpId, RewardId, RowId, SourceId } from '../domain/ids.ts';
import { budgetAccount, world } from '../domain/ledger/accounts.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryPayout } from './payout.ts';

/** A published campaign as the simulation knows it. */
export interface MemoryCampaign {
  readonly terms: Terms;
  readonly digest: Digest;
  readonly policy: RiskPolicy;
  readonly status: 'open' | 'paused' | 'closed';
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

/** The rows of one code. */
export interface CodeRows {
  readonly operations: Map<OpId, OperationRow>;
  readonly redemptions: Set<RowId>;
  readonly rewards: Set<RewardId>;
  readonly reviews: Set<RowId>;
}

/** What the tables of `store/` hold, in memory, with the indexes that deciding needs. */
export class MemoryStore {
  readonly campaigns = new Map<CampaignId, MemoryCampaign>();
  readonly codes = new Map<CodeId, CodeRow>();
  readonly rowsOf = new Map<CodeId, CodeRows>();
  readonly redemptions = new Map<RowId, RedemptionRow>();
  /** Ids of all redemptions of one person in one campaign, by `<campaign>/<invitee>`. */
  readonly redemptionsOf = new Map<string, Set<RowId>>();
  readonly rewards = new Map<RewardId, RewardRow>();
  readonly reviews = new Map<RowId, ReviewRow>();
  readonly payouts = new Map<RewardId, MemoryPayout>();
  readonly counters = new Map<string, Counter>();
  readonly events: (EventRow & { readonly code: CodeId })[] = [];
  readonly entries: (EntryRow & { readonly campaign: CampaignId })[] = [];
  readonly messages: MessageRow[] = [];
  readonly decisions: DecisionRow[] = [];
  readonly verifications: Writes['verifications'][number][] = [];
  readonly requests = new Map<SourceId, Instant[]>();
  readonly freezes = new Map<SourceId, { until: Instant; times: number }>();
  /** First clicks by `<campaign>/<visitor>`, oldest first. */
  readonly clicks = new Map<string, { code: CodeId; at: Instant }[]>();

  publish(campaign: MemoryCampaign, at: Instant): void {
    const { campaign: id, budget } = campaign.terms;
    this.campaigns.set(id, campaign);
    for (const { asset, minor } of budget) {
      const destination = budgetAccount(id);
      const reason = 'budget of the published version';
      this.counters.set(`${id}/${budgetKey(asset)}`, { used: 0, max: minor });
      const entry = { kind: 'fund', reward: null, source: world, destination, asset } as const;
      this.entries.push({ ...entry, campaign: id, minor, at, reason, actor: null });
    }
  }

  insert(row: CodeRow): void {
    this.codes.set(row.id, row);
    this.countLive(row.campaign, Number(isOpen(row.state.status)));
    this.rowsOf.set(row.id, {
      operations: new Map(),
      redemptions: new Set(),
      rewards: new Set(),
      reviews: new Set(),
    });
  }

  code(id: CodeId): CodeRow {
    const row = this.codes.get(id);
    assert(row !== undefined, `no code ${id}`);
    return row;
  }

  rows(id: CodeId): CodeRows {
    const rows = this.rowsOf.get(id);
    assert(rows !== undefined, `no code ${id}`);
    return rows;
  }

  campaign(id: CampaignId): MemoryCampaign {
    const campaign = this.campaigns.get(id);
    assert(campaign !== undefined, `no campaign ${id}`);
    return campaign;
  }

  /** Writes what one batch came to, as one. */
  apply(code: CodeRow, decided: Decided): CodeRow {
    if (!decided.changed) return code;
    const { writes } = decided;
    const rows = this.rows(code.id);
    for (const row of writes.operations) rows.operations.set(row.opId, row);
    for (const row of writes.redemptions.values()) this.putRedemption(code, row);
    for (const row of writes.rewards.values()) {
      this.rewards.set(row.id, row);
      rows.rewards.add(row.id);
    }
    for (const row of writes.reviews.values()) {
      this.reviews.set(row.id, row);
      rows.reviews.add(row.id);
    }
    this.applyCounters(code.campaign, writes);
    for (const row of writes.events) this.events.push({ ...row, code: code.id });
    for (const row of writes.entries) this.entries.push({ ...row, campaign: code.campaign });
    this.messages.push(...writes.messages);
    this.decisions.push(...writes.decisions);
    this.verifications.push(...writes.verifications);
    for (const { source, until, times } of writes.freezes)
      this.freezes.set(source, { until, times });
    if (writes.successor) this.insertSuccessor(code, writes.successor);
    const successor = writes.successor?.id ?? code.successor;
    const next = { ...code, successor, revision: code.revision + 1, state: writes.state };
    this.codes.set(code.id, next);
    const live = Number(isOpen(next.state.status)) - Number(isOpen(code.state.status));
    this.countLive(code.campaign, live);
    return next;
  }

  private countLive(campaign: CampaignId, delta: number): void {
    const name = `${campaign}/${liveCodesKey}`;
    const used = (this.counters.get(name)?.used ?? 0) + delta;
    this.counters.set(name, { used, max: null });
  }

  private putRedemption(code: CodeRow, row: RedemptionRow): void {
    this.redemptions.set(row.id, row);
    this.rows(code.id).redemptions.add(row.id);
    const key = `${code.campaign}/${row.invitee}`;
    const known = this.redemptionsOf.get(key);
    if (known) known.add(row.id);
    else this.redemptionsOf.set(key, new Set([row.id]));
  }

  private applyCounters(campaign: CampaignId, writes: Writes): void {
    for (const [key, { delta, max }] of writes.counters) {
      const name = `${campaign}/${key}`;
      const used = (this.counters.get(name)?.used ?? 0) + delta;
      assert(
        used >= 0 && (max === null || used <= max),
        `counter ${name} would be ${String(used)}`,
      );
      this.counters.set(name, { used, max: this.counters.get(name)?.max ?? max });
    }
  }

  private insertSuccessor(code: CodeRow, { id, state }: NonNullable<Writes['successor']>): void {
    this.insert({
      ...code,
      id,
      predecessor: code.id,
      successor: null,
      trackingId: id,
      revision: 0,
      state,
    });
  }
}
