import { alphabets, codeSpace, defaultLength } from '../../domain/campaign/alphabet.ts';
import type { CodeText } from '../../domain/campaign/schema.ts';
import type { CodeFormat, CodeTerms } from '../../domain/campaign/terms.ts';
import type { Report } from '../diagnostic.ts';
import { asIs, joined, say, type Said } from '../../lang/say.ts';

const path = ['spec', 'code'] as const;

/** The greatest share of all possible codes that may be live, with and without a login. */
const guessable = { login: 1e-6, open: 1e-8 } as const;

/** How codes are made, and whether they can be guessed. */
export function readCode(report: Report, text: CodeText): CodeTerms {
  const { alphabet, prefix, checkCharacter } = text.format;
  const format: CodeFormat = {
    alphabet,
    length: text.format.length ?? defaultLength[alphabet],
    prefix,
    checkCharacter,
  };
  checkPrefix(report, format);
  checkCheckCharacter(report, format);
  checkSpace(report, text, format);
  return {
    generation: text.generation,
    givenOut: text.givenOut,
    format,
    liveCodesMax: text.liveCodesMax,
    perPerson: text.perPerson,
    channels: text.channels,
    parameters: text.parameters,
    login: text.login,
  };
}

/** One alphabet for the whole code, so that one way of folding what was typed fits all of it. */
function checkPrefix(report: Report, format: CodeFormat): void {
  const allowed = alphabets[format.alphabet];
  const strange = Array.from(format.prefix).filter((character) => !allowed.includes(character));
  if (strange.length === 0) return;
  const capital = format.prefix.toUpperCase();
  const isOnlyCase = Array.from(capital).every((character) => allowed.includes(character));
  const words = {
    digits: say`digits only`,
    unambiguous: say`digits and capital letters without I, L, O and U`,
    mixed: say`letters and digits`,
  };
  report({
    code: 'BAD_PREFIX',
    path: [...path, 'format', 'prefix'],
    message: say`codes of alphabet ${format.alphabet} cannot hold ${[...new Set(strange)].join(', ')}`,
    expected: isOnlyCase ? asIs(`"${capital}"`) : words[format.alphabet],
  });
}

/** No system of ISO/IEC 7064 tells small letters from capitals. */
function checkCheckCharacter(report: Report, { alphabet, checkCharacter }: CodeFormat): void {
  if (!checkCharacter || alphabet !== 'mixed') return;
  report({
    code: 'NOT_ALLOWED_HERE',
    path: [...path, 'format', 'checkCharacter'],
    at: 'key',
    message: say`there is no check character for alphabet mixed`,
    expected: say`alphabet: unambiguous, which people can type; or no check character`,
  });
}

function checkSpace(report: Report, text: CodeText, format: CodeFormat): void {
  const size = alphabets[format.alphabet].length;
  const share = text.liveCodesMax / codeSpace(format);
  const most = text.login ? guessable.login : guessable.open;
  if (share <= most) return;
  const odds = say`with ${text.liveCodesMax} live codes of ${format.length} random characters, each one of ${size}, one guess in ${guesses(1 / share)} hits`;
  report({
    code: 'CODE_SPACE_TOO_SMALL',
    path: [...path, 'liveCodesMax'],
    message: text.login
      ? say`${odds}; behind a login it must be one in ${guesses(1 / most)} at most`
      : say`${odds}; without a login it must be one in ${guesses(1 / most)} at most`,
    expected: joined(waysOut(text, format, most), (before, next) => say`${before}, or ${next}`),
  });
}

/** Longer codes, fewer of them, or a login: what of it would be enough. */
function waysOut(text: CodeText, format: CodeFormat, most: number): readonly (string | Said)[] {
  const size = alphabets[format.alphabet].length;
  const lengthFor = (share: number): number =>
    Math.ceil(Math.log(text.liveCodesMax / share) / Math.log(size) - 1e-9);
  const ways: (string | Said)[] = [`length: ${String(lengthFor(most))}`];
  const fewer = Math.floor(size ** format.length * most + 1e-9);
  if (fewer >= 100) ways.push(`liveCodesMax: ${String(fewer)}`);
  if (!text.login) {
    const length = lengthFor(guessable.login);
    ways.push(
      length <= format.length
        ? 'login: true'
        : say`${`length: ${String(length)}`} with login: true`,
    );
  }
  return ways;
}

function guesses(number: number): string {
  return Math.max(1, Math.floor(number + 1e-6)).toLocaleString('en-US');
}
