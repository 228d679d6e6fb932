import { InvalidArgumentError } from 'commander';

import { parseOpId, parseSubjectId } from '../domain/ids.ts';
import { instant, parseDuration, type Instant } from '../domain/time.ts';

/** Reads `30s`, `8d` and the like into milliseconds. */
export function readDurationMs(text: string): number {
  const read = parseDuration(text);
  if (read !== undefined && read > 0) return read;
  throw new InvalidArgumentError('It must be a length of time such as 30s, 6h or 8d.');
}

/** Reads a whole number from 1. */
export function readCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

/** Reads a whole number from 0. */
export function readWhole(text: string): number {
  return text === '0' ? 0 : readCount(text);
}

/** Reads whom something is about: an id that says nothing to us. */
export function readPerson(text: string): string {
  if (parseSubjectId(text) !== undefined) return text;
  throw new InvalidArgumentError('It must be 1 to 128 visible ASCII characters without spaces.');
}

/** Reads the number of a port. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port: a whole number from 1 to 65535.');
}

/** Reads an instant that says its offset. */
export function readInstant(text: string): Instant {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms) && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text)) return instant(ms);
  throw new InvalidArgumentError('It must be ISO 8601 with offset: 2026-12-07T10:00:00+08:00.');
}

/** Reads the name of an operation. */
export function readOpId(text: string): string {
  if (parseOpId(text) !== undefined) return text;
  throw new InvalidArgumentError('It must be 1 to 128 visible ASCII characters without spaces.');
}
