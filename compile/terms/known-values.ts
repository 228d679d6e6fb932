import { factTable, type Fact } from '../../domain/policy/facts.ts';
import { say } from '../../lang/say.ts';
import { countryMeant, isOfCountry } from '../countries.ts';
import type { Path, Problem, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import type { Comparison } from './condition.ts';

/** Whether the texts of a comparison are ones that its fact can be. */
export function checkKnown(report: Report, path: Path, { fact, value }: Comparison): void {
  const isList = Array.isArray(value);
  for (const [index, text] of [value].flat().entries()) {
    if (typeof text !== 'string') continue;
    const problem = fact === 'sourceCountry' ? unknownCountry(text) : never(fact as Fact, text);
    if (problem !== undefined) report({ path: isList ? [...path, index] : path, ...problem });
  }
}

type Found = Omit<Problem, 'path'>;

function never(fact: Fact, text: string): Found | undefined {
  const { oneOf } = factTable[fact];
  if (oneOf === undefined || oneOf.includes(text)) return undefined;
  const message = say`${fact} is never "${text.slice(0, 40)}"`;
  return { code: 'WRONG_VALUE', message, ...choice(text, oneOf) };
}

/** Files of addresses may have codes of two letters that ISO does not, and no others. */
function unknownCountry(text: string): Found | undefined {
  if (isCode(text) && isOfCountry(text)) return undefined;
  const meant = countryMeant(text);
  const expected = say`a country's code of ISO 3166, in capital letters: DE`;
  const right = meant === undefined ? { expected } : { expected, meant };
  return isCode(text)
    ? {
        code: 'UNKNOWN_COUNTRY',
        severity: 'warning',
        message: say`no country has the code ${text}`,
        ...right,
      }
    : {
        code: 'WRONG_VALUE',
        message: say`sourceCountry is never "${text.slice(0, 40)}"`,
        ...right,
      };
}

function isCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}
