import type { Rejection } from '../domain/code/rejection.ts';
import { reject } from '../domain/code/rejection.ts';
import type { PartyFacts } from '../domain/commit/facts.ts';
import { nothingKnown } from '../domain/commit/facts.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { factsRead } from '../domain/policy/condition.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import { suspendsCodes } from '../domain/policy/own-doing.ts';
import {
  kindOfParty,
  partyKinds,
  referenceOf,
  type PartyKey,
  type PartyKind,
} from '../domain/policy/party.ts';
import {
  thresholdsOf,
  type Judgement,
  type RiskAnswer,
  type RiskPolicy,
  type RiskRule,
} from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { conditionsThatHold, type FactValues } from './evaluate.ts';
import { readBy } from './judge-use.ts';
import { whyRefused } from './nearest.ts';

/** Who looks a code up, as far as it is known, by kind. */
export type Lookers = Readonly<Partial<Record<PartyKind, PartyKey>>>;

/** Why somebody may not even look codes up: who they are, or where they come from, is sanctioned. */
export function refuseLookers(
  lookers: Lookers,
  facts: ReadonlyMap<PartyKey, PartyFacts>,
  now: Instant,
): Rejection | null {
  for (const party of partyKinds) {
    const { isBanned, frozenUntil, earnedBy } = factsOf(lookers, facts, party);
    const key = lookers[party];
    const about = { party, earnedBy, ...(key && { reference: referenceOf(key) }) };
    if (isBanned) return reject('PARTY_BANNED', about);
    if (frozenUntil !== null && now < frozenUntil) {
      return reject('PARTY_FROZEN', { ...about, until: frozenUntil });
    }
  }
  return null;
}

/** A sanction that a look-up has earned, and what the party is told. */
export interface LookupSanction {
  readonly row: SanctionRow;
  readonly no: Rejection;
}

/**
 * Look-ups that lead to no commit are held to the same rules as redemptions, as far as these freeze or
 * ban for requests and failures alone. Null where none of them fires; the first one that does counts.
 */
export async function judgeLookup(
  policies: readonly RiskPolicy[],
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
): Promise<LookupSanction | null> {
  const campaign = guessedAt === undefined ? undefined : facts.get(guessedAt);
  const values = {
    ...requestsAndFailures((kind) => factsOf(lookers, facts, kind)),
    ...(campaign && { campaignFailuresLastHour: campaign.failuresLastHour }),
  };
  const rules = policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  for (const { policy, rule } of rules) {
    const { answer } = rule;
    if (answer.kind !== 'freeze' && answer.kind !== 'ban') continue;
    const party = lookers[answer.party];
    // A look-up of an unknown code is of no campaign, and of no programme.
    if (party === undefined || (answer.scope ?? 'all') !== 'all') continue;
    // Of a look-up nothing else is known, and what is not known would fit some comparisons.
    if (!factsRead(rule.when).every((fact) => Object.hasOwn(values, fact))) continue;
    const held = await conditionsThatHold([rule], values);
    if (held.length === 0) continue;
    const judgement = judgementOn(policy, rule, values);
    const known = facts.get(party) ?? nothingKnown;
    const row = sanctionOf(rule, answer, { party, known, now, judgement });
    return { row, no: sanctioned(row, whyRefused(policy, judgement)) };
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
    judgement,
  }: {
    readonly party: PartyKey;
    readonly known: PartyFacts;
    readonly now: Instant;
    readonly judgement: Judgement;
  },
): SanctionRow {
  const { rules, facts, policyDigest } = judgement;
  return {
    ...{ party, scope: 'all', rules, number: known.sanctions + 1, at: now },
    ...{ policy: policyDigest, facts },
    until: answer.kind === 'ban' ? null : nextFreeze(answer, known, now),
    suspends: suspendsCodes([rule], answer),
    voids: answer.kind === 'ban' && answer.heldRewards === 'void',
  };
}

/** As a commit notes what was judged by which version on which facts. */
function judgementOn(policy: RiskPolicy, rule: RiskRule, values: FactValues): Judgement {
  const { id, answer } = rule;
  const facts = readBy([rule], values);
  const thresholds = thresholdsOf([rule]);
  return { policy: policy.id, policyDigest: policy.digest, rules: [id], facts, thresholds, answer };
}

/** What the party is told that a look-up has earned a sanction. */
function sanctioned({ party, until }: SanctionRow, why: ReturnType<typeof whyRefused>): Rejection {
  const about = { party: kindOfParty(party), reference: referenceOf(party), ...why };
  return until === null
    ? reject('PARTY_BANNED', about)
    : reject('PARTY_FROZEN', { ...about, until });
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
