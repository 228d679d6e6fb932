import {
  inviterPhoneTermsOf,
  loginTermsOf,
  passwordTermsOf,
  type PasswordTerms,
} from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { isUse, type Command, type UseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { refuseRedemption } from '../../domain/code/refusal.ts';
import type { PartyFacts } from '../../domain/commit/facts.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId, SubjectId } from '../../domain/ids.ts';
import { loginTriers } from '../../domain/login/tries.ts';
import { kindOfParty, partiesOf, partyOf, type PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { judgeLookup, refuseLookers, type Lookers } from '../../rules/judge-lookup.ts';
import type { MemoryStore } from '../memory-store.ts';
import { noProof } from '../proofs.ts';
import type { PasswordAt, PasswordFor } from './passwords.ts';

/** A use that comes with a one-time password, a dynamic code or the phone of its inviter. */
export interface Entry {
  readonly code: CodeId;
  readonly command: UseCommand;
  readonly isWrong: boolean;
  readonly now: Instant;
}

/** Whether a use comes to its code, resting on what was entered, or was refused before. */
export type Entered =
  | { readonly goesOn: true; readonly command: UseCommand }
  | { readonly goesOn: false; readonly outcome: Outcome };

/**
 * What is compared of a use before it comes to its code: undefined where nothing is. It is taken to be right, unless it is
 * said to be wrong.
 */
export function entryOf(
  { scenario }: Terms,
  command: Command,
  isWrongProof: boolean,
): Pick<Entry, 'command' | 'isWrong'> | undefined {
  if (!isUse(command) || command.proof === noProof) return undefined;
  const isProven = passwordTermsOf(scenario) !== undefined || loginTermsOf(scenario) !== undefined;
  if (isProven || isWrongProof) return { command, isWrong: isWrongProof };
  const asked = inviterPhoneTermsOf(scenario);
  if (asked === undefined) return undefined;
  const { inviterPhone = asked.isRequired ? 'right' : 'missing' } = command;
  if (inviterPhone === 'missing') return undefined;
  return { command, isWrong: inviterPhone === 'wrong' };
}

/**
 * Somebody enters what a use is to rest on. What is wrong, or may not be entered any more, comes to no commit: it is
 * judged as a look-up is, and what is wrong counts as one that failed.
 */
export async function enter(store: MemoryStore, entry: Entry): Promise<Entered> {
  const { command, isWrong, now } = entry;
  const { parties } = store;
  const { policy } = store.campaignOf(store.code(entry.code));
  const asking = partiesOf(command);
  const lookers: Lookers = Object.fromEntries(asking.map((key) => [kindOfParty(key), key]));
  const factsNow = (): Map<PartyKey, PartyFacts> =>
    new Map(asking.map((key) => [key, parties.facts(key, now)]));
  const keptOut = refuseLookers(lookers, factsNow(), now);
  // Whoever is kept out hears it of the commit, where one follows.
  if (keptOut !== null) return isWrong ? refused(keptOut) : { goesOn: true, command };
  const right = isWrong ? undefined : compare(store, entry);
  if (right?.ok === true) return { goesOn: true, command: right.command };
  parties.countRequest(command, now);
  const facts = factsNow();
  const earned = await judgeLookup([policy], { lookers, isInCampaign: true, facts, now });
  if (earned !== null) {
    parties.sanctionAll(earned.rows);
    const rules = [...new Set(earned.rows.flatMap((row) => row.rules))].sort();
    return refused({ ...earned.no, rules });
  }
  const no = right ?? compare(store, entry);
  if (no.ok) return { goesOn: true, command: no.command };
  if (failures.has(no.code)) for (const key of asking) parties.failures.count(key, now);
  return refused(no);
}

/** What counts as a look-up that failed. */
const failures: ReadonlySet<Rejection['code']> = new Set([
  'PASSWORD_WRONG',
  'DYNAMIC_CODE_WRONG',
  'INVITER_PHONE_WRONG',
  'INVITER_PHONE_TRIES_USED',
]);

function refused(outcome: Outcome): Entered {
  return { goesOn: false, outcome };
}

type Compared = { readonly ok: true; readonly command: UseCommand } | Rejection;

function compare(store: MemoryStore, { code, command, isWrong, now }: Entry): Compared {
  const row = store.code(code);
  const { terms } = store.campaignOf(row);
  const { lineage, campaign } = row;
  const password = passwordTermsOf(terms.scenario);
  if (password !== undefined) {
    const about = passwordFor(row, command.invitee, command);
    const entered = store.entered.passwords.enter(
      about,
      passwordAt(terms, password, now),
      !isWrong,
    );
    if (!entered.ok) return entered;
    return { ok: true, command: { ...command, proof: entered.proof } };
  }
  const login = loginTermsOf(terms.scenario);
  if (login !== undefined) {
    const parties = loginTriers.flatMap((kind) => partyOf(command, kind) ?? []);
    const no = store.entered.dynamicCodes.enter({ lineage, parties, terms: login, now }, !isWrong);
    return no ?? { ok: true, command };
  }
  if (inviterPhoneTermsOf(terms.scenario) === undefined) return reject('PASSWORD_NOT_WANTED');
  const stated = { campaign, parties: partiesOf(command), timeZone: terms.period.timeZone, now };
  return store.entered.inviterPhones.compare(stated, !isWrong) ?? { ok: true, command };
}

/** Somebody asks for a one-time password for a code. */
export interface PasswordAsked {
  readonly code: CodeId;
  readonly by: SubjectId;
  readonly phone?: string | undefined;
  readonly operation: UseCommand['kind'];
  readonly now: Instant;
}

/** Has a password sent, or says why none is; whether the code can be used is not said. */
export function sendPassword(store: MemoryStore, asked: PasswordAsked): Rejection | null {
  const { code, by, phone, operation: kind, now } = asked;
  const row = store.code(code);
  const { terms } = store.campaignOf(row);
  const password = passwordTermsOf(terms.scenario);
  if (password === undefined) return reject('PASSWORD_NOT_WANTED');
  const why = refuseRedemption(terms, row, now);
  const isUsable = why === null || why.code === 'CODE_REPLACED';
  const about = passwordFor(row, by, { kind, phone });
  return store.entered.passwords.send(about, passwordAt(terms, password, now), isUsable);
}

/** Whoever brings no phone along has one of their own. */
function passwordFor(
  { lineage }: CodeRow,
  person: SubjectId,
  { kind, phone }: { readonly kind: UseCommand['kind']; readonly phone?: string | undefined },
): PasswordFor {
  return { lineage, phone: phone ?? `of ${person}`, operation: kind };
}

function passwordAt(terms: Terms, password: PasswordTerms, now: Instant): PasswordAt {
  return { terms: password, timeZone: terms.period.timeZone, now };
}
