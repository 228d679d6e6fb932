import type { PartyFacts } from '../domain/commit/facts.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import { suspendsCodes } from '../domain/policy/own-doing.ts';
import type { PartyKey, PartyKind, SanctionScope } from '../domain/policy/party.ts';
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
 * What the rules that fired earn, whatever the answer is, by party: in each scope the gravest of the sanctions that its
 * rules give, unless one that holds in more places is as grave. A rule whose party is not known gives none.
 */
export function sanctionsEarned(
  { rules }: RiskPolicy,
  judgement: Judgement,
  asker: Asker,
): ReadonlyMap<PartyKey, readonly SanctionRow[]> {
  const byParty = new Map<PartyKey, SanctioningRule[]>();
  for (const rule of rules.filter(({ id }) => judgement.rules.includes(id))) {
    if (!isSanctioning(rule)) continue;
    const party = asker.partyOf(rule.answer.party);
    if (party !== undefined) byParty.set(party, [...(byParty.get(party) ?? []), rule]);
  }
  return new Map(
    [...byParty].map(([party, fired]) => [party, sanctionsOf(party, fired, { judgement, asker })]),
  );
}

/** The graver of two sanctions, the first of two that are alike: for longer, then taking back, then in more places. */
export function graverOf(one: SanctionRow, other: SanctionRow): SanctionRow {
  const more =
    endOf(other) - endOf(one) ||
    Number(other.voids) - Number(one.voids) ||
    places[other.scope] - places[one.scope];
  return more > 0 ? other : one;
}

const places: Readonly<Record<SanctionScope, number>> = { all: 3, programme: 2, campaign: 1 };
const widestFirst = ['all', 'programme', 'campaign'] as const satisfies readonly SanctionScope[];

function endOf({ until }: SanctionRow): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

interface Given {
  readonly judgement: Judgement;
  readonly asker: Asker;
}

function sanctionsOf(
  party: PartyKey,
  fired: readonly SanctioningRule[],
  given: Given,
): readonly SanctionRow[] {
  const rows: SanctionRow[] = [];
  for (const scope of widestFirst) {
    const its = fired.filter(({ answer }) => scopeOf(answer) === scope);
    if (its.length === 0) continue;
    const row = sanctionOf(party, its, { ...given, before: rows.length });
    const wider = rows.findIndex((one) => covers(one, row));
    const known = rows[wider];
    if (known === undefined) rows.push(row);
    else rows[wider] = alsoFor(known, row);
  }
  return rows;
}

/** In which campaigns what a rule gives holds. */
export function scopeOf({ scope = 'all' }: SanctioningRule['answer']): SanctionScope {
  return scope;
}

/** Whether a sanction that holds in more places leaves nothing to another one of the same party. */
function covers(wider: SanctionRow, row: SanctionRow): boolean {
  return (
    endOf(wider) >= endOf(row) && (wider.voids || !row.voids) && (wider.suspends || !row.suspends)
  );
}

function alsoFor(known: SanctionRow, { rules, facts }: SanctionRow): SanctionRow {
  return { ...known, rules: [...known.rules, ...rules], facts: { ...known.facts, ...facts } };
}

function sanctionOf(
  party: PartyKey,
  fired: readonly SanctioningRule[],
  { judgement, asker, before }: Given & { readonly before: number },
): SanctionRow {
  const { now } = asker;
  const known = asker.factsOf(party);
  const earned = {
    ...{ party, number: known.sanctions + before + 1, at: now, rules: fired.map(({ id }) => id) },
    ...{ policy: judgement.policyDigest, facts: readBy(fired, judgement.facts) },
  };
  return fired
    .map(({ answer }): SanctionRow => ({
      ...{ ...earned, scope: scopeOf(answer), suspends: suspendsCodes(fired, answer) },
      until: answer.kind === 'ban' ? null : nextFreeze(answer, known, now),
      voids: answer.kind === 'ban' && answer.heldRewards === 'void',
    }))
    .reduce(graverOf);
}
