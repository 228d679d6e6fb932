import type { Rejection } from '../domain/code/rejection.ts';
import { reject } from '../domain/code/rejection.ts';
import type { PartyFacts } from '../domain/commit/facts.ts';
import { nothingKnown } from '../domain/commit/facts.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { factsRead } from '../domain/policy/condition.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import { suspendsCodes } from '../domain/policy/own-doing.ts';
import { kindOfParty, partyKinds, type PartyKey, type PartyKind } from '../domain/policy/party.ts';
import type { RiskAnswer, RiskRule } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { conditionsThatHold, type FactValues } from './evaluate.ts';

/** Who looks a code up, as far as it is known, by kind. */
export type Lookers = Readonly<Partial<Record<PartyKind, PartyKey>>>;

/** Why somebody may not even look codes up: who they are, or where they come from, is sanctioned. */
export function refuseLookers(
  lookers: Lookers,
  facts: ReadonlyMap<PartyKey, PartyFacts>,
  now: Instant,
): Rejection | null {
  for (const party of partyKinds) {
    const { isBanned, frozenUntil } = factsOf(lookers, facts, party);
    if (isBanned) return reject('PARTY_BANNED', { party });
    if (frozenUntil !== null && now < frozenUntil) {
      return reject('PARTY_FROZEN', { party, until: frozenUntil });
    }
  }
  return null;
}

/**
 * Look-ups that lead to no commit are held to the same rules as redemptions, as far as these freeze or
 * ban for requests and failures alone. Null where none of them fires; the first one that does counts.
 */
export async function judgeLookup(
  rules: readonly RiskRule[],
  {
    lookers,
    guessedAt,
    facts,
    now,
  }: {
    readonly lookers: Lookers;
    /** Of an unknown code: the key of the campaign that it was thought to be of, where one was named. */
    readonly guessedAt?: PartyKey | undefined;
    readonly facts: ReadonlyMap<PartyKey, PartyFacts>;
    readonly now: Instant;
  },
): Promise<SanctionRow | null> {
  const campaign = guessedAt === undefined ? undefined : facts.get(guessedAt);
  const values = {
    ...requestsAndFailures((kind) => factsOf(lookers, facts, kind)),
    ...(campaign && { campaignFailuresLastHour: campaign.failuresLastHour }),
  };
  for (const rule of rules) {
    const { answer } = rule;
    if (answer.kind !== 'freeze' && answer.kind !== 'ban') continue;
    const party = lookers[answer.party];
    // A look-up of an unknown code is of no campaign.
    if (party === undefined || answer.scope === 'campaign') continue;
    // Of a look-up nothing else is known, and what is not known would fit some comparisons.
    if (!factsRead(rule.when).every((fact) => Object.hasOwn(values, fact))) continue;
    const held = await conditionsThatHold([rule], values);
    if (held.length === 0) continue;
    return sanctionOf(rule, answer, { party, known: facts.get(party) ?? nothingKnown, now });
  }
  return null;
}

function sanctionOf(
  rule: RiskRule,
  answer: Extract<RiskAnswer, { readonly party: PartyKind }>,
  {
    party,
    known,
    now,
  }: { readonly party: PartyKey; readonly known: PartyFacts; readonly now: Instant },
): SanctionRow {
  return {
    ...{ party, scope: 'all', rules: [rule.id], number: known.sanctions + 1, at: now },
    until: answer.kind === 'ban' ? null : nextFreeze(answer, known, now),
    suspends: suspendsCodes([rule], answer),
    voids: answer.kind === 'ban' && answer.heldRewards === 'void',
  };
}

/** What the party is told that a look-up has earned a sanction. */
export function sanctioned({ party, until, rules }: SanctionRow): Rejection {
  const kind = kindOfParty(party);
  return until === null
    ? reject('PARTY_BANNED', { party: kind, rules })
    : reject('PARTY_FROZEN', { party: kind, until, rules });
}

function factsOf(
  lookers: Lookers,
  facts: ReadonlyMap<PartyKey, PartyFacts>,
  kind: PartyKind,
): PartyFacts {
  const key = lookers[kind];
  return (key === undefined ? undefined : facts.get(key)) ?? nothingKnown;
}

/** What rules read of whoever asks, by the kind of party. */
function requestsAndFailures(of: (kind: PartyKind) => PartyFacts): FactValues {
  return {
    sourceRequestsLastHour: of('source').requestsLastHour,
    networkRequestsLastHour: of('network').requestsLastHour,
    deviceRequestsLastHour: of('device').requestsLastHour,
    sourceFailuresLastHour: of('source').failuresLastHour,
    networkFailuresLastHour: of('network').failuresLastHour,
    deviceFailuresLastHour: of('device').failuresLastHour,
    personFailuresLastHour: of('person').failuresLastHour,
  };
}
