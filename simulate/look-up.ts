import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { SourceId } from '../domain/ids.ts';
import { partyKey } from '../domain/policy/party.ts';
import type { Instant } from '../domain/time.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { judgeLookup, refuseLookers } from '../rules/judge-lookup.ts';
import type { MemoryStore } from './memory-store.ts';

/** Somebody asks for a code that there is not: `CODE_UNKNOWN`, or a sanction before that. */
export async function lookUpUnknown(
  store: MemoryStore,
  policy: RiskPolicy,
  { source, now }: { readonly source: SourceId; readonly now: Instant },
): Promise<Rejection> {
  const { parties } = store;
  const key = partyKey('source', source);
  const lookers = { source: key };
  const no = refuseLookers(lookers, new Map([[key, parties.facts(key, now)]]), now);
  if (no !== null) return no;
  parties.requests.count(key, now);
  parties.failures.count(key, now);
  const facts = new Map([[key, parties.facts(key, now)]]);
  const earned = await judgeLookup([policy], { lookers, isInCampaign: false, facts, now });
  if (earned === null) return reject('CODE_UNKNOWN');
  parties.sanctionAll(earned.rows);
  return earned.no;
}
