import { loginTermsOf, passwordTermsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { UseCommand } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { PartyFacts } from '../domain/commit/facts.ts';
import type { CodeId, SourceId } from '../domain/ids.ts';
import { kindOfParty, partiesOf, partyKey, type PartyKey } from '../domain/policy/party.ts';
import type { Instant } from '../domain/time.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { judgeLookup, refuseLookers, type Lookers } from '../rules/judge-lookup.ts';
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

/** A use that comes with a wrong password, or a wrong dynamic code. */
interface WrongEntry {
  readonly code: CodeId;
  readonly command: UseCommand;
  readonly now: Instant;
}

/**
 * Somebody enters a wrong password, or a wrong dynamic code: it comes to no commit, and is judged and counted as
 * a look-up that failed. How often one may be wrong is not counted.
 */
export async function enterWrong(
  store: MemoryStore,
  { code, command, now }: WrongEntry,
): Promise<Outcome> {
  const { parties } = store;
  const { terms, policy } = store.campaignOf(store.code(code));
  const asking = partiesOf(command);
  const lookers: Lookers = Object.fromEntries(asking.map((key) => [kindOfParty(key), key]));
  const factsNow = (): Map<PartyKey, PartyFacts> =>
    new Map(asking.map((key) => [key, parties.facts(key, now)]));
  const no = refuseLookers(lookers, factsNow(), now);
  if (no !== null) return no;
  parties.countRequest(command, now);
  const facts = factsNow();
  const earned = await judgeLookup([policy], { lookers, isInCampaign: true, facts, now });
  if (earned !== null) {
    parties.sanctionAll(earned.rows);
    const rules = [...new Set(earned.rows.flatMap((row) => row.rules))].sort();
    return { ...earned.no, rules };
  }
  const wrong = wrongIn(terms);
  if (wrong !== 'PASSWORD_NOT_WANTED') for (const key of asking) parties.failures.count(key, now);
  return reject(wrong);
}

function wrongIn({ scenario }: Terms): Rejection['code'] {
  if (loginTermsOf(scenario) !== undefined) return 'DYNAMIC_CODE_WRONG';
  return passwordTermsOf(scenario) === undefined ? 'PASSWORD_NOT_WANTED' : 'PASSWORD_WRONG';
}
