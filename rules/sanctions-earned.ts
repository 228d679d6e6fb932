import type { PartyFacts } from '../domain/commit/facts.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import { suspendsCodes } from '../domain/policy/own-doing.ts';
import type { PartyKey, PartyKind } from '../domain/policy/party.ts';
import {
  isSanctioning,
  type Judgement,
  type RiskPolicy,
  type SanctioningRule,
} from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { readBy } from './facts-read.ts';

/** Who asks, and what is known of them. */
export interface Asker {
  partyOf(kind: PartyKind): PartyKey | undefined;
  factsOf(party: PartyKey): PartyFacts;
  readonly now: Instant;
}

/**
 * What the rules that fired earn, whatever the answer is: each party gets one sanction, the gravest of those that its
 * rules give. A rule whose party is not known gives none.
 */
export function sanctionsEarned(
  { rules }: RiskPolicy,
  judgement: Judgement,
  asker: Asker,
): readonly SanctionRow[] {
  const byParty = new Map<PartyKey, SanctioningRule[]>();
  for (const rule of rules.filter(({ id }) => judgement.rules.includes(id))) {
    if (!isSanctioning(rule)) continue;
    const party = asker.partyOf(rule.answer.party);
    if (party !== undefined) byParty.set(party, [...(byParty.get(party) ?? []), rule]);
  }
  return [...byParty].map(([party, fired]) => sanctionOf(party, fired, { judgement, asker }));
}

/** The graver of two sanctions, the first of two that are alike: for longer, then taking back, then in more places. */
export function graverOf(one: SanctionRow, other: SanctionRow): SanctionRow {
  const more =
    endOf(other) - endOf(one) ||
    Number(other.voids) - Number(one.voids) ||
    places[other.scope] - places[one.scope];
  return more > 0 ? other : one;
}

const places: Readonly<Record<SanctionRow['scope'], number>> = {
  campaign: 1,
  programme: 2,
  all: 3,
};

function endOf({ until }: SanctionRow): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

function sanctionOf(
  party: PartyKey,
  fired: readonly SanctioningRule[],
  { judgement, asker }: { readonly judgement: Judgement; readonly asker: Asker },
): SanctionRow {
  const { now } = asker;
  const known = asker.factsOf(party);
  const earned = {
    ...{ party, number: known.sanctions + 1, at: now, rules: fired.map(({ id }) => id) },
    ...{ policy: judgement.policyDigest, facts: readBy(fired, judgement.facts) },
  };
  return fired
    .map(({ answer }): SanctionRow => ({
      ...{ ...earned, scope: answer.scope ?? 'all', suspends: suspendsCodes(fired, answer) },
      until: answer.kind === 'ban' ? null : nextFreeze(answer, known, now),
      voids: answer.kind === 'ban' && answer.heldRewards === 'void',
    }))
    .reduce(graverOf);
}
