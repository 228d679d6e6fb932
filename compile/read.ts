import { endOfDate, startOfDay } from '../domain/calendar.ts';
import { decimalsOf, parseAmount, type Asset, type MinorUnits } from '../domain/money.ts';
import { instant, parseDuration, type Duration, type Instant } from '../domain/time.ts';
import type { Path, Report } from './diagnostic.ts';
import { wantedForm } from './form-words.ts';
import { asIs, say, type Said } from '../lang/say.ts';

/** Ten years: longer is a slip, and milliseconds stay exact. */
const longestMs = 3650 * 86_400_000;

/** Reads a length of time; an empty text was reported before. `zero` allows none at all. */
export function readDuration(
  report: Report,
  path: Path,
  text: string,
  zero: 'zero' | 'positive' = 'positive',
): Duration | undefined {
  if (text === '') return undefined;
  const read = parseDuration(text);
  if (read === undefined) {
    report({
      code: 'BAD_DURATION',
      path,
      message: say`${last(path)} cannot be read`,
      expected: wantedForm('duration'),
    });
    return undefined;
  }
  if ((read > 0 || zero === 'zero') && read <= longestMs) return read;
  report({
    code: 'BAD_DURATION',
    path,
    ...(read > 0
      ? { message: say`${last(path)} is too long`, expected: say`at most ${'3650d'}` }
      : { message: say`${last(path)} is too short`, expected: say`more than nothing` }),
  });
  return undefined;
}

/** Reads an amount of an asset into minor units. `zero` allows none at all. */
export function readAmount(
  report: Report,
  at: { readonly path: Path; readonly zero?: boolean },
  text: string,
  asset: Asset,
): MinorUnits | undefined {
  if (text === '') return undefined;
  const { path } = at;
  const read = parseAmount(text, decimalsOf(asset));
  if (read !== undefined && (read > 0 || at.zero === true)) return read;
  const decimals = decimalsOf(asset);
  const unit = asset.slice(0, asset.lastIndexOf('/'));
  report({
    code: 'BAD_AMOUNT',
    path,
    message:
      read === undefined
        ? say`${last(path)} is no amount of ${unit}`
        : say`${last(path)} is nothing`,
    expected:
      decimals === 0
        ? say`a whole number, more than 0, in quotes: "50"`
        : say`a number with at most ${decimals} decimals, more than 0, in quotes: "5.00"`,
  });
  return undefined;
}

/** Reads percent above 0 into hundredths; an empty text was reported before. */
export function readPercentage(
  report: Report,
  path: Path,
  { text, most }: { readonly text: string; readonly most: number },
): number | undefined {
  if (text === '') return undefined;
  const basisPoints = parseAmount(text, 2);
  if (basisPoints !== undefined && basisPoints > 0 && basisPoints <= most * 100) {
    return basisPoints;
  }
  report({
    code: 'BAD_AMOUNT',
    path,
    message: say`"${text}" is no percentage above 0 and up to ${String(most)}, with at most two decimals`,
    expected: asIs('"5" or "2.5"'),
  });
  return undefined;
}

/** Reads an instant with offset, or a date as its first or its last moment (exclusive) in a zone. */
export function readInstant(
  report: Report,
  path: Path,
  text: string,
  date: { readonly zone: string; readonly edge: 'start' | 'end' },
): Instant | undefined {
  if (text === '') return undefined;
  const read = text.includes('T') ? exactInstant(text) : edgeOfDate(text, date);
  if (read !== undefined) return read;
  report({
    code: 'BAD_INSTANT',
    path,
    message: say`${last(path)} is a point in time that does not exist`,
    expected: wantedForm('ends'),
  });
  return undefined;
}

function edgeOfDate(
  text: string,
  date: { zone: string; edge: 'start' | 'end' },
): Instant | undefined {
  const end = endOfDate(text, date.zone);
  if (end === undefined || date.edge === 'end') return end;
  return startOfDay(instant(end - 1), date.zone);
}

/** `Date.parse` lets 31 February pass as 3 March, so its day is compared with what was written. */
function exactInstant(text: string): Instant | undefined {
  const ms = Date.parse(text);
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms) || Number.isNaN(midnight)) return undefined;
  return new Date(midnight).toISOString().startsWith(day) ? instant(ms) : undefined;
}

function last(path: Path): Said {
  return say`"${path.findLast((step) => typeof step === 'string') ?? ''}"`;
}
