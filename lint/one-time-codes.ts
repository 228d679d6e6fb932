import {
  loginTermsOf,
  passwordTermsOf,
  type LoginTerms,
  type PasswordTerms,
} from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import { counted } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';

export const oneTimeCodeFindings = {
  ONE_TIME_CODE_GUESSED: {
    severity: 'error',
    title: 'whoever guesses at one password or dynamic code gets in within a month',
    why: "A guess at a password of d digits is right in one of 10^d cases, and a phone has `attemptsMax` guesses at each of `sendsMax` passwords in each of `sessionsPerDay` sessions; a dynamic code is right in 2 × `drift` + 1 of 10^d cases, and full guesses at one end with the day's 5 × `attemptsAnHour`th wrong one. Where thirty such days let in one of ten who try, what the code protects is open to whoever picks a victim.",
    example: 'scenario: { kind: device-login, digits: 6, attemptsAnHour: 1000 }',
    remedy: 'Write the `digits` that the message says, or allow fewer attempts.',
  },
  ONE_TIME_CODE_GUESSABLE: {
    severity: 'warning',
    title: 'a patient guesser gets in by a password or a dynamic code',
    why: 'The same reckoning, where thirty days at one phone or one code let in one of a hundred who try; or where a day of guesses at each of `liveCodesMax` codes lets in somebody, somewhere, more likely than not. For the second a guesser has to know the codes, and have a message sent for each password that is guessed at: where codes are secret, that is a reason to silence it.',
    example:
      'code: { liveCodesMax: 100000 }\nscenario: { kind: exclusive-coupon, password: { digits: 6 } }',
    remedy: 'Write the `digits` that the message says, or allow fewer attempts.',
  },
} as const satisfies FindingTexts;

const days = 30;
/** How likely somebody may get in at one phone or code in that time. */
const guessableMax = 0.01;
const guessedMax = 0.1;
/** How likely it may be that somebody gets in at some code within a day. */
const somewhereMax = 0.5;

/** Guesses at what is entered once, at one phone or code. */
interface Guesses {
  readonly path: readonly string[];
  readonly digits: number;
  readonly digitsMax: number;
  /** Of 10^digits that are drawn, so many are right. */
  readonly right: number;
  readonly aDay: number;
  readonly arithmetic: Said;
}

/** Whether passwords and dynamic codes can be guessed within the attempts that are allowed. */
export function checkOneTimeCodes(terms: Terms, tell: Tell<typeof oneTimeCodeFindings>): void {
  const password = passwordTermsOf(terms.scenario);
  const login = loginTermsOf(terms.scenario);
  if (password !== undefined) checkGuesses(terms, ofPassword(password), tell);
  if (login !== undefined) checkGuesses(terms, ofLogin(login), tell);
}

function ofPassword({ digits, attemptsMax, sendsMax, sessionsPerDay }: PasswordTerms): Guesses {
  return {
    path: ['spec', 'scenario', 'password', 'digits'],
    ...{ digits, digitsMax: 10, right: 1 },
    aDay: attemptsMax * sendsMax * sessionsPerDay,
    arithmetic: say`${attemptsMax} attempts × ${sendsMax} passwords × ${sessionsPerDay} sessions`,
  };
}

/** So many times the wrong ones of an hour, by anybody, and two right codes in a row are wanted for the rest of the day. */
const slowedAfter = 5;

function ofLogin({ digits, drift, attemptsAnHour }: LoginTerms): Guesses {
  return {
    path: ['spec', 'scenario', 'digits'],
    ...{ digits, digitsMax: 8, right: 2 * drift + 1 },
    aDay: slowedAfter * attemptsAnHour,
    arithmetic: say`${slowedAfter} × ${attemptsAnHour} attempts before the code is slowed`,
  };
}

function checkGuesses(
  { code: { liveCodesMax } }: Terms,
  guesses: Guesses,
  tell: Tell<typeof oneTimeCodeFindings>,
): void {
  const { path, digits, right, aDay, arithmetic } = guesses;
  const atOne = chanceOf(guesses, digits, aDay * days);
  const somewhere = chanceOf(guesses, digits, aDay * liveCodesMax);
  if (atOne <= guessableMax && somewhere <= somewhereMax) return;
  tell({
    id: atOne > guessedMax ? 'ONE_TIME_CODE_GUESSED' : 'ONE_TIME_CODE_GUESSABLE',
    path,
    message: say`one guess in ${counted(10 ** digits / right)} is right, and ${counted(aDay)} are let through in a day (${arithmetic}): that hits with a chance of ${percent(chanceOf(guesses, digits, aDay))} % in a day at one code, ${percent(atOne)} % in ${days} days, and ${percent(somewhere)} % in a day at any of ${counted(liveCodesMax)} codes`,
    suggestion: rightDigits(guesses, liveCodesMax),
  });
}

function rightDigits(guesses: Guesses, codes: number): Said {
  const { digits, digitsMax, aDay } = guesses;
  const fits = (more: number): boolean =>
    chanceOf(guesses, more, aDay * days) <= guessableMax &&
    chanceOf(guesses, more, aDay * codes) <= somewhereMax;
  for (let more = digits + 1; more <= digitsMax; more += 1) {
    if (fits(more)) return asIs(`digits: ${String(more)}`);
  }
  return say`digits: ${digitsMax}, and fewer attempts`;
}

/** That one of so many guesses hits. */
function chanceOf({ right }: Guesses, digits: number, count: number): number {
  return -Math.expm1(count * Math.log1p(-right / 10 ** digits));
}

function percent(chance: number): string {
  return String(Number((chance * 100).toPrecision(2)));
}
