import type { RewardTerms } from '../domain/campaign/terms.ts';
import { capKey, qualifiedKey, type Counted } from '../domain/commit/counters.ts';
import type { CodeRow, RewardRow } from '../domain/commit/rows.ts';
import type { CampaignId, CodeId, SubjectId } from '../domain/ids.ts';
import type { CodeRows } from './code-rows.ts';
import type { MemoryStore } from './memory-store.ts';

/**
 * Forgets a code that has settled, with all that nobody can ask about any more. The place that a
 * redemption takes in its campaign stays for as long as its invitee may come again.
 */
export function forgetCode(store: MemoryStore, code: CodeRow): void {
  const rows = store.rows(code.id);
  store.codes.delete(code.id);
  const who = { code: code.id, lineage: code.lineage, beneficiary: code.holder };
  forgetCounters(store, { campaign: code.campaign, who, scope: 'code' });
  if (!store.lineages.has(code.lineage)) {
    forgetCounters(store, { campaign: code.campaign, who, scope: 'lineage' });
  }
  if (rows !== null) forgetRows(store, code.campaign, rows);
  forgetIfGone(store, code.campaign, code.holder);
}

/** Takes a code out as if it had never been, with all its rows; its counters stay. */
export function dropCode(store: MemoryStore, code: CodeRow): void {
  const rows = store.rows(code.id);
  if (rows !== null) dropRows(store, code.campaign, rows);
  store.remove(code);
  const { campaign, holder } = code;
  if (store.unsettledOf.of(campaign, holder).length > 0) return;
  store.invitations.forget(campaign, holder);
}

function dropRows(store: MemoryStore, campaign: CampaignId, rows: CodeRows): void {
  for (const id of rows.rewards) store.rewards.delete(id);
  for (const id of rows.reviews) store.reviews.delete(id);
  for (const id of rows.redemptions) {
    const row = store.redemptions.get(id);
    if (row === undefined) continue;
    store.redemptions.delete(id);
    store.redemptionsOf.remove(campaign, row.invitee, id);
  }
}

function forgetRows(store: MemoryStore, campaign: CampaignId, rows: CodeRows): void {
  for (const id of rows.rewards) {
    const row = store.rewards.get(id);
    if (row) forgetReward(store, row);
  }
  for (const id of rows.reviews) store.reviews.delete(id);
  for (const id of rows.redemptions) {
    const row = store.redemptions.get(id);
    if (row) forgetIfGone(store, campaign, row.invitee);
  }
}

/** Forgets a reward that is closed and whose code is forgotten. */
export function forgetReward(store: MemoryStore, row: RewardRow): void {
  const isOpen = row.state === 'held' || row.state === 'due';
  if (!isOpen && !store.codes.has(row.code)) {
    store.rewards.delete(row.id);
    store.payouts.delete(row.id);
  }
}

/** Nobody will name this person again: what is known of them goes with their last code. */
export function forgetPerson(store: MemoryStore, campaign: CampaignId, person: SubjectId): void {
  store.gone.add(person);
  store.clicks.forget(campaign, person);
  forgetIfGone(store, campaign, person);
}

function forgetIfGone(store: MemoryStore, campaign: CampaignId, person: SubjectId): void {
  if (!store.gone.has(person) || store.unsettledOf.of(campaign, person).length > 0) return;
  const redemptions = store.redemptionsOf.of(campaign, person);
  const isAsked = redemptions.some((id) => {
    const row = store.redemptions.get(id);
    return row !== undefined && store.codes.has(row.code);
  });
  if (isAsked) return;
  store.gone.delete(person);
  for (const id of redemptions) store.redemptions.delete(id);
  store.redemptionsOf.forget(campaign, person);
  store.checks.delete(person);
  store.invitations.forget(campaign, person);
  const who = { code: '' as CodeId, lineage: '' as CodeId, beneficiary: person };
  forgetCounters(store, { campaign, who, scope: 'person' });
}

interface Counting {
  readonly campaign: CampaignId;
  readonly who: Counted;
  readonly scope: 'code' | 'lineage' | 'person';
}

function forgetCounters(store: MemoryStore, counting: Counting): void {
  const own = store.campaign(counting.campaign);
  for (const { terms } of [own, ...(own.variants?.values() ?? [])]) {
    for (const reward of terms.rewards) {
      for (const key of keysOf(reward, counting)) store.counters.delete(key);
    }
  }
}

function keysOf(reward: RewardTerms, { campaign, who, scope }: Counting): readonly string[] {
  const { schedule, caps, to } = reward;
  const counted =
    'over' in schedule && schedule.over === scope ? [qualifiedKey(reward, scope, who)] : [];
  const capped = caps
    .filter((cap) => cap.scope === scope)
    .flatMap((cap) => to.map((side) => capKey(reward, cap, side, who)));
  return [...counted, ...capped].map((key) => `${campaign}/${key}`);
}
