import { isIP } from 'node:net';

import { isName, isRegion, isText, isWording } from '../domain/code/parse-command.ts';
import { parseOpId, parseSubjectId } from '../domain/ids.ts';
import { instant, parseDuration, type Instant } from '../domain/time.ts';
import { say } from '../lang/say.ts';
import { WrongValue } from './exit.ts';

/** Reads `30s`, `8d` and the like into milliseconds. */
export function readDurationMs(text: string): number {
  const read = parseDuration(text);
  if (read !== undefined && read > 0) return read;
  throw new WrongValue(say`It must be a length of time such as 30s, 6h or 8d.`);
}

/** Reads a whole number from 1. */
export function readCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count;
  throw new WrongValue(say`It must be a whole number from 1.`);
}

/** Reads a part of a hundred. */
export function readPercent(text: string): number {
  const percent = Number(text);
  if (/^\d+$/.test(text) && percent <= 100) return percent;
  throw new WrongValue(say`It must be a whole number from 0 to 100.`);
}

/** Reads a whole number from 0. */
export function readWhole(text: string): number {
  return text === '0' ? 0 : readCount(text);
}

/** Reads whom something is about: an id that says nothing to us. */
export function readPerson(text: string): string {
  if (parseSubjectId(text) !== undefined) return text;
  throw new WrongValue(say`It must be 1 to 128 visible ASCII characters without spaces.`);
}

/** Reads a name of a service's own, of a share or a channel. */
export function readName(text: string): string {
  if (isName(text)) return text;
  throw new WrongValue(say`It must be 1 to 128 visible ASCII characters without spaces.`);
}

/** Reads words that are kept, such as a reason. */
export function readWords(text: string): string {
  if (isText(text)) return text;
  throw new WrongValue(
    say`It must be one line of 1 to 500 characters, without tabs and other control characters.`,
  );
}

/** Reads what a holder writes to those whom they invite. */
export function readWording(text: string): string {
  if (isWording(text)) return text;
  throw new WrongValue(
    say`It must be 1 to 1000 characters, without tabs and other control characters but line breaks.`,
  );
}

/** Reads the address of a network. */
export function readIp(text: string): string {
  if (isIP(text) !== 0) return text;
  throw new WrongValue(say`It must be an IPv4 or IPv6 address, such as 203.0.113.7.`);
}

/** Reads a country by ISO 3166-1, or a region of one by ISO 3166-2. */
export function readRegion(text: string): string {
  if (isRegion(text)) return text;
  throw new WrongValue(say`It must be an ISO 3166 code, such as CN or CN-GD.`);
}

/** Reads where somebody is, in degrees. */
export function readLocation(text: string): { latitude: number; longitude: number } {
  const [, latitude, longitude] =
    /^(-?\d{1,2}(?:[.]\d+)?),(-?\d{1,3}(?:[.]\d+)?)$/.exec(text.replaceAll(' ', '')) ?? [];
  if (latitude === undefined || longitude === undefined) {
    throw new WrongValue(say`It must be latitude,longitude in degrees: 52.52,13.40.`);
  }
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

/** Reads the number of a port. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new WrongValue(say`It must be a port: a whole number from 1 to 65535.`);
}

/** Reads an instant that says its offset. */
export function readInstant(text: string): Instant {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms) && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text)) return instant(ms);
  throw new WrongValue(say`It must be ISO 8601 with offset: 2026-12-07T10:00:00+08:00.`);
}

/** Reads the name of an operation. */
export function readOpId(text: string): string {
  if (parseOpId(text) !== undefined) return text;
  throw new WrongValue(say`It must be 1 to 128 visible ASCII characters without spaces.`);
}
