import type { Rejection } from '../domain/code/rejection.ts';
import { reject } from '../domain/code/rejection.ts';
import type { PartyFacts } from '../domain/commit/facts.ts';
import { nothingKnown } from '../domain/commit/facts.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { factsRead } from '../domain/policy/condition.ts';
import { partyKinds, referenceOf, type PartyKey, type PartyKind } from '../domain/policy/party.ts';
import {
  isSanctioning,
  thresholdsOf,
  type Judgement,
  type RiskPolicy,
  type RiskRule,
} from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { conditionsThatHold, type FactValues } from './evaluate.ts';
import { readBy } from './facts-read.ts';
import { mostSevere } from './judge-use.ts';
import { whyRefused } from './nearest.ts';
import { refuseEarned } from './refuse-earned.ts';
import { graverOf, sanctionsEarned, scopeOf, type Asker } from './sanctions-earned.ts';

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

/** Sanctions that a look-up has earned, and what the caller is told. */
export interface LookupSanctions {
  readonly rows: readonly SanctionRow[];
  readonly no: Rejection;
}

/** One look-up that leads to no commit, as it is judged. */
export interface JudgedLookup {
  readonly lookers: Lookers;
  /** Of an unknown code: the key of the campaign that it was thought to be of, where one was named. */
  readonly guessedAt?: PartyKey | undefined;
  /** Whether it is known in which campaign; without, nobody is sanctioned in one or in a programme. */
  readonly isInCampaign: boolean;
  readonly facts: ReadonlyMap<PartyKey, PartyFacts>;
  readonly now: Instant;
}

/**
 * Look-ups that lead to no commit are held to the same rules as redemptions, as far as these freeze or
 * ban for requests and failures alone. Each one that fires sanctions its party, and the caller is told of the gravest
 * sanction. Null where none fires.
 */
export async function judgeLookup(
  policies: readonly RiskPolicy[],
  lookup: JudgedLookup,
): Promise<LookupSanctions | null> {
  const [first, ...rest] = (await earnedByLookup(policies, lookup)).values();
  if (first === undefined) return null;
  const { row, why } = rest.reduce(graver, first);
  return { rows: [first, ...rest].map((one) => one.row), no: refuseEarned(row, why) };
}

/** By scope and party: the gravest sanction that a look-up has earned there by these policies. */
export async function earnedByLookup(
  policies: readonly RiskPolicy[],
  { lookers, guessedAt, isInCampaign, facts, now }: JudgedLookup,
): Promise<ReadonlyMap<string, Earned>> {
  const campaign = guessedAt === undefined ? undefined : facts.get(guessedAt);
  const values = {
    ...requestsAndFailures((kind) => factsOf(lookers, facts, kind)),
    ...(campaign && { campaignFailuresLastHour: campaign.failuresLastHour }),
  };
  const asker: Asker = {
    partyOf: (kind) => lookers[kind],
    factsOf: (party) => facts.get(party) ?? nothingKnown,
    now,
  };
  const earned = await Promise.all(
    policies.map((policy) => earnedOf(policy, { asker, isInCampaign }, values)),
  );
  const byPlace = new Map<string, Earned>();
  for (const one of earned.flat()) {
    const key = `${one.row.scope} ${one.row.party}`;
    const known = byPlace.get(key);
    byPlace.set(key, known === undefined ? one : graver(known, one));
  }
  return byPlace;
}

/** A sanction, and what the party is told of why. */
export interface Earned {
  readonly row: SanctionRow;
  readonly why: ReturnType<typeof whyRefused>;
}

function graver(one: Earned, other: Earned): Earned {
  return graverOf(one.row, other.row) === one.row ? one : other;
}

async function earnedOf(
  policy: RiskPolicy,
  { asker, isInCampaign }: { readonly asker: Asker; readonly isInCampaign: boolean },
  values: FactValues,
): Promise<readonly Earned[]> {
  const rules = policy.rules.filter(
    (rule) => (isInCampaign || holdsInAll(rule)) && isOfLookups(rule, asker, values),
  );
  const held = await conditionsThatHold(rules, values);
  const fired = rules.filter(({ id }) => held.includes(id));
  if (fired.length === 0) return [];
  const judgement = judgementOn(policy, fired, values);
  const why = whyRefused(policy, judgement);
  const earned = [...sanctionsEarned(policy, judgement, asker).values()].flat();
  return earned.map((row) => ({ row, why }));
}

function holdsInAll(rule: RiskRule): boolean {
  return isSanctioning(rule) && scopeOf(rule.answer) === 'all';
}

function isOfLookups(rule: RiskRule, asker: Asker, values: FactValues): boolean {
  if (!isSanctioning(rule)) return false;
  if (asker.partyOf(rule.answer.party) === undefined) return false;
  // Of a look-up nothing else is known, and what is not known would fit some comparisons.
  return factsRead(rule.when).every((fact) => Object.hasOwn(values, fact));
}

/** As a commit notes what was judged by which version on which facts. */
function judgementOn(
  { id: policy, digest: policyDigest }: RiskPolicy,
  fired: readonly RiskRule[],
  values: FactValues,
): Judgement {
  const rules = fired.map(({ id }) => id);
  const facts = readBy(fired, values);
  const thresholds = thresholdsOf(fired);
  return { policy, policyDigest, rules, facts, thresholds, answer: mostSevere(fired) };
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
