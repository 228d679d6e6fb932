import { alphabets, codeSpace } from '../domain/campaign/alphabet.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { counted, paysCash } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, say, type Said } from '../lang/say.ts';

/**
 * An attacker with a thousand addresses, each let in five times a minute, for thirty days: what
 * limits on single addresses let through.
 */
const guesses = 1000 * 5 * 60 * 24 * 30;
/** How likely that attacker may be to hit at least once. */
const chanceMax = 0.01;

export const guessingFindings = {
  PAYING_CODE_GUESSABLE: {
    severity: 'warning',
    title: 'a code that leads to cash without a login can be hit by a patient attacker',
    why: 'A guess hits with a chance of live codes divided by possible codes. An attacker with 1,000 addresses that are let in five times a minute has 216 million guesses in thirty days; limits on single addresses do not stop that, and OWASP names scripted sign-ups that drain a referral programme (API6:2023). Codes that pay in money without a login are therefore held to less than one hit in a hundred such attacks.',
    example:
      'code:\n  format: { alphabet: digits, length: 16 }\n  liveCodesMax: 1000000\n  login: false',
    remedy: 'Make codes longer, allow fewer of them at once, or set `login: true`.',
  },
  COLLISIONS_EXPECTED: {
    severity: 'info',
    title: 'new codes will now and then be values that are taken',
    why: 'Of n codes out of S possible ones, about n²/2S pairs are equal (the birthday problem). Usher draws again when a value is taken, so nothing breaks; but it says that the space is filling up, and that the next raise of `liveCodesMax` wants longer codes.',
    example: 'code:\n  format: { alphabet: digits, length: 14 }\n  liveCodesMax: 50000000',
    remedy: 'Make codes one or two characters longer.',
  },
  CHECK_CHARACTER_MISSING: {
    severity: 'warning',
    title: 'people type these codes, and a typo looks like an unknown code',
    why: 'Digits, and codes that operators print, are read and typed by people. A check character of ISO/IEC 7064 catches every single wrong character and nearly every swap of neighbours, so that the answer can be "characters 3 and 4 may be swapped" in place of "no such code". It adds nothing to safety.',
    example: 'code:\n  generation: manual\n  format: { alphabet: digits }',
    remedy: 'Add `checkCharacter: true` to `format`. Codes become one character longer.',
  },
  HARD_TO_TYPE: {
    severity: 'warning',
    title: 'codes that operators hand out mix capital and small letters',
    why: 'Codes made by hand end on paper and are typed. Alphabet `mixed` tells O from 0 and a from A, so that most mistyped codes cannot be understood, and there is no check character for it.',
    example: 'code:\n  generation: manual\n  format: { alphabet: mixed }',
    remedy: 'Use `alphabet: unambiguous`, with `checkCharacter: true`.',
  },
} as const satisfies FindingTexts;

/** Whether codes can be guessed, collide, or be mistyped. */
export function checkGuessing(terms: Terms, tell: Tell<typeof guessingFindings>): void {
  checkAttack(terms, tell);
  checkTyping(terms, tell);
  const { format, liveCodesMax } = terms.code;
  const collisions = liveCodesMax ** 2 / (2 * codeSpace(format));
  if (collisions < 1) return;
  tell({
    id: 'COLLISIONS_EXPECTED',
    path: ['spec', 'code', 'liveCodesMax'],
    message: say`of ${counted(liveCodesMax)} codes out of ${space(terms)} about ${counted(collisions)} will be drawn again`,
    suggestion: asIs(`length: ${format.length + 1}`),
  });
}

function checkAttack(terms: Terms, tell: Tell<typeof guessingFindings>): void {
  const { code } = terms;
  if (code.login || !paysCash(terms)) return;
  const hits = (guesses * code.liveCodesMax) / codeSpace(code.format);
  const chance = -Math.expm1(-hits);
  if (chance <= chanceMax) return;
  const size = alphabets[code.format.alphabet].length;
  const wanted = (guesses * code.liveCodesMax) / -Math.log1p(-chanceMax);
  const length = Math.ceil(Math.log(wanted) / Math.log(size) - 1e-9);
  tell({
    id: 'PAYING_CODE_GUESSABLE',
    path: ['spec', 'code', 'format'],
    at: 'key',
    message: say`${counted(code.liveCodesMax)} live codes out of ${space(terms)} pay without a login: one guess in ${counted(codeSpace(code.format) / code.liveCodesMax)} hits, and ${counted(guesses)} guesses in 30 days hit with a chance of ${(chance * 100).toPrecision(2)} %`,
    suggestion: say`length: ${Math.max(length, code.format.length + 1)}, or login: true`,
  });
}

function checkTyping({ code }: Terms, tell: Tell<typeof guessingFindings>): void {
  const { format, generation } = code;
  const path = ['spec', 'code', 'format'];
  const found = { path, at: 'key' } as const;
  if (format.alphabet === 'mixed') {
    if (generation === 'automatic') return;
    tell({
      ...found,
      id: 'HARD_TO_TYPE',
      message: say`codes made by hand mix capital and small letters`,
      suggestion: asIs('alphabet: unambiguous, checkCharacter: true'),
    });
    return;
  }
  if (format.checkCharacter || (generation === 'automatic' && format.alphabet !== 'digits')) return;
  tell({
    ...found,
    id: 'CHECK_CHARACTER_MISSING',
    message:
      generation === 'manual'
        ? say`codes made by hand are typed by people, and have no check character`
        : say`codes of digits are typed by people, and have no check character`,
    suggestion: asIs('checkCharacter: true'),
  });
}

/** `1,000,000,000,000 possible ones`, or its power of ten where nobody counts noughts. */
function space({ code }: Terms): Said {
  const size = codeSpace(code.format);
  const [digits = '', exponent = ''] = size.toExponential(1).split('e+');
  return say`${size < 1e15 ? counted(size) : `${digits} × 10^${exponent}`} possible ones`;
}
