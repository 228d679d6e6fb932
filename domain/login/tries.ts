import type { LoginTerms } from '../campaign/scenario.ts';
import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import type { PartyKey } from '../policy/party.ts';
import { formatDuration, plus, type Instant } from '../time.ts';

export const hourMs = 3_600_000;

/** On whom wrong dynamic codes are counted. Not on a network: the honest people in it are many. */
export const loginTriers = ['person', 'device', 'source'] as const;

/** Wrong codes of anybody in a day, in hours' worth of one party, after which one right code is not enough. */
const partiesMax = 5;

/** How far the second of two codes in a row may be from the first. */
const stepsApart = 2;

/** What one party has entered of the dynamic codes of a line. */
export interface LoginTries {
  readonly party: PartyKey;
  readonly since: Instant;
  /** In this hour. */
  readonly wrong: number;
  /** The step of the first of two codes in a row, where two are wanted. */
  readonly notedStep: number | null;
}

/** The wrong codes in this hour of the party that has most of them. */
function wrongOf(tries: readonly LoginTries[]): number {
  return Math.max(0, ...tries.map((one) => one.wrong));
}

/** At how many wrong codes of anybody in a day a line's codes are slowed. */
export function slowedAt({ attemptsAnHour }: LoginTerms): number {
  return partiesMax * attemptsAnHour;
}

/** Why nobody may enter another code yet: one of those who do was wrong too often. */
export function refuseTries(
  {
    terms,
    serverNow,
    now,
  }: { readonly terms: LoginTerms; readonly serverNow: Instant; readonly now: Instant },
  tries: readonly LoginTries[],
): Rejection | null {
  const used = tries.filter(({ wrong }) => wrong >= terms.attemptsAnHour);
  if (used.length === 0) return null;
  const waitMs = Math.max(...used.map(({ since }) => since + hourMs - serverNow));
  return reject('DYNAMIC_CODE_TRIES_USED', {
    message: exactly('dynamicCodeTriesUsed', formatDuration(Math.ceil(waitMs / 1000) * 1000)),
    until: plus(now, waitMs),
  });
}

/** A wrong dynamic code, and how many more may be entered. */
export function refuseWrongDynamicCode(
  terms: LoginTerms,
  before: readonly LoginTries[],
): Rejection {
  const left = terms.attemptsAnHour - wrongOf(before) - 1;
  const more =
    left === 0
      ? exactly('waitAnHour')
      : exactly(left === 1 ? 'oneMoreTryThisHour' : 'moreTriesThisHour', left);
  return reject('DYNAMIC_CODE_WRONG', { message: exactly('dynamicCodeWrong', more) });
}

/** Whether all who enter this code have entered the one before it as well. */
export function isSecondInRow(
  parties: readonly PartyKey[],
  tries: readonly LoginTries[],
  step: number,
): boolean {
  return parties.every((party) => {
    const noted = tries.find((one) => one.party === party)?.notedStep ?? null;
    return noted !== null && step > noted && step <= noted + stepsApart;
  });
}
