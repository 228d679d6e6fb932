import type { UseCommand } from '../../domain/code/command.ts';
import { refuseSuspended } from '../../domain/code/refusal.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { SanctionRow } from '../../domain/commit/sanction.ts';
import type { SubjectId } from '../../domain/ids.ts';
import {
  kindOfParty,
  partiesOf,
  partyKey,
  partyOf,
  referenceOf,
} from '../../domain/policy/party.ts';
import { identitiesOf } from '../../domain/policy/ties.ts';
import type { JudgedItem } from '../judge.ts';
import { whyRefused } from '../nearest.ts';
import { refuseEarned } from '../refuse-earned.ts';
import { graverOf, sanctionsEarned } from '../sanctions-earned.ts';
import type { Draft } from './draft.ts';

/** Why nobody like this may use a code now: a sanction on one of the parties, from before or earned just now. */
export function refuseParty(draft: Draft, item: JudgedItem, command: UseCommand): Rejection | null {
  return refuseSanctioned(draft, command) ?? sanction(draft, item, command);
}

/**
 * Why a code cannot be used though whoever comes is welcome: its holder is kept out. A code that they get later,
 * or a successor, is no way around it, since all of them are theirs.
 */
export function refuseInviter(draft: Draft): Rejection | null {
  const { facts } = draft;
  return refuseSuspended(facts.inviterSuspension ?? suspendedJustNow(draft, facts.code.holder));
}

function suspendedJustNow({ sanctions }: Draft, holder: SubjectId): SanctionRow | null {
  if (sanctions.sizeMax === 0) return null;
  const given = sanctions.get(partyKey('person', holder));
  return given?.find(({ suspends }) => suspends) ?? null;
}

/** Notes with what somebody was seen. What is refused notes nothing: anybody may claim another's payee. */
export function noteTies(draft: Draft, command: UseCommand): void {
  for (const identity of identitiesOf(command)) {
    draft.ties.push({ identity, subject: command.invitee, seenAt: draft.facts.now });
  }
}

function refuseSanctioned(draft: Draft, command: UseCommand): Rejection | null {
  const { now, parties } = draft.facts;
  // Where nobody is judged, nothing is known of anybody.
  if (parties.size === 0) return null;
  for (const key of partiesOf(command)) {
    const { isBanned, frozenUntil, earnedBy } = draft.party(key);
    const until = frozenUntil !== null && now < frozenUntil ? frozenUntil : null;
    if (!isBanned && until === null) continue;
    const about = { party: kindOfParty(key), reference: referenceOf(key), earnedBy };
    return isBanned || until === null
      ? reject('PARTY_BANNED', about)
      : reject('PARTY_FROZEN', { ...about, until });
  }
  return null;
}

/**
 * Every rule that fired sanctions its party, also where another one answers more severely: otherwise whoever is refused
 * could go on asking for ever.
 */
function sanction(draft: Draft, item: JudgedItem, command: UseCommand): Rejection | null {
  const { judgement } = item;
  if (judgement === null || judgement.rules.length === 0) return null;
  const { now, policy } = draft.facts;
  const earned = sanctionsEarned(policy, judgement, {
    partyOf: (kind) => partyOf(command, kind),
    factsOf: (party) => draft.party(party),
    now,
  });
  for (const [party, rows] of earned) draft.sanctions.set(party, rows);
  const { answer } = judgement;
  if (answer.kind !== 'freeze' && answer.kind !== 'ban') return null;
  const why = whyRefused(policy, judgement);
  const party = partyOf(command, answer.party);
  const [first, ...rest] = (party === undefined ? undefined : earned.get(party)) ?? [];
  return first === undefined
    ? reject('RISK_REFUSED', why)
    : refuseEarned(rest.reduce(graverOf, first), why);
}
