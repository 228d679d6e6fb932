import { isUse } from '../domain/code/command.ts';
import type { Facts, PartyFacts } from '../domain/commit/facts.ts';
import type { SubjectId } from '../domain/ids.ts';
import { bindingCheck } from '../domain/policy/condition.ts';
import { campaignKey, partiesOf, type PartyKey } from '../domain/policy/party.ts';
import { readsOf, type PolicyReads } from '../domain/policy/reads.ts';
import { identitiesOf } from '../domain/policy/ties.ts';
import type { Instant } from '../domain/time.ts';
import type { Batch } from './gather.ts';
import type { MemoryStore } from './memory-store.ts';

const dayMs = 86_400_000;
const noRows = new Map<never, never>();

type OfAskers = Pick<
  Facts,
  'parties' | 'ties' | 'clicks' | 'inviterBound' | 'inviterCertificates' | 'inviterSuspension'
>;

const nothingOfAskers: OfAskers = {
  ...{ parties: noRows, ties: [], clicks: noRows },
  ...{ inviterBound: null, inviterCertificates: [], inviterSuspension: null },
};

/** What is known of those who use a code, as `store/commit` finds it. */
export function askersOf(store: MemoryStore, batch: Batch): OfAskers {
  if (!store.isJudged || !batch.commands.some(isUse)) return nothingOfAskers;
  const { holder } = batch.code;
  const reads = readsOf(store.campaignOf(batch.code).policy);
  const binding = reads.binding ? store.checks.get(holder)?.get(bindingCheck) : undefined;
  return {
    parties: partiesIn(store, batch, reads),
    ties: tiesIn(store, batch, reads),
    clicks: clicksIn(store, batch, reads),
    inviterBound: binding?.passed ?? null,
    inviterCertificates: store.parties.certificatesOf(holder),
    inviterSuspension: store.parties.suspensionOf(holder, batch.now),
  };
}

function partiesIn(
  store: MemoryStore,
  { commands, code, now }: Batch,
  reads: PolicyReads,
): Facts['parties'] {
  const parties = new Map<PartyKey, PartyFacts>();
  for (const command of commands) {
    if (!isUse(command)) continue;
    for (const key of partiesOf(command)) parties.set(key, store.parties.facts(key, now));
  }
  if (reads.campaign) {
    const key = campaignKey(code.campaign);
    parties.set(key, store.parties.facts(key, now));
  }
  return parties;
}

function tiesIn(store: MemoryStore, { commands, code }: Batch, reads: PolicyReads): Facts['ties'] {
  if (!reads.ties) return [];
  const uses = commands.filter(isUse);
  const people = uses.map(({ invitee }) => invitee);
  return store.parties.tiesAround([...people, code.holder], uses.flatMap(identitiesOf));
}

function clicksIn(
  store: MemoryStore,
  { commands, code, now }: Batch,
  reads: PolicyReads,
): Facts['clicks'] {
  if (!reads.clicks) return noRows;
  const latest = new Map<SubjectId, Instant>();
  for (const command of commands) {
    if (!isUse(command)) continue;
    for (const { lineage, at } of store.clicks.of(code.campaign, command.invitee)) {
      if (lineage === code.lineage && at > now - dayMs && at <= now)
        latest.set(command.invitee, at);
    }
  }
  return latest;
}
