import type { PeriodText } from '../../domain/campaign/schema.ts';
import type { PeriodTerms } from '../../domain/campaign/terms.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration, readInstant } from '../read.ts';
import { say } from '../../lang/say.ts';
import { isTimeZone, rightZone } from './time-zones.ts';

const path = ['spec', 'period'] as const;

/** When the campaign runs; undefined when that could not be read. */
export function readPeriod(report: Report, text: PeriodText): PeriodTerms | undefined {
  const { timeZone } = text;
  // The runtime takes offsets, which have no summer time, and abbreviations, which mean another zone elsewhere.
  if (!isTimeZone(timeZone)) {
    report({
      code: 'BAD_TIME_ZONE',
      path: [...path, 'timeZone'],
      message: say`"${timeZone}" is no IANA name of a time zone`,
      ...rightZone(timeZone),
    });
    return undefined;
  }
  const starts = readStarts(report, text);
  const ends = readEnds(report, text);
  if (starts === undefined || ends === undefined) return undefined;
  if (starts.kind === 'at' && ends.kind === 'at' && ends.at <= starts.at) {
    report({
      code: 'PERIOD_REVERSED',
      path: [...path, 'ends'],
      message: say`the campaign ends (${text.ends ?? ''}) before it starts (${text.starts})`,
      expected: say`something later than ${text.starts}`,
    });
    return undefined;
  }
  return { starts, ends, timeZone };
}

function readStarts(report: Report, text: PeriodText): PeriodTerms['starts'] | undefined {
  if (text.starts === 'on-publish') return { kind: 'on-publish' };
  const date = { zone: text.timeZone, edge: 'start' } as const;
  const at = readInstant(report, [...path, 'starts'], text.starts, date);
  return at === undefined ? undefined : { kind: 'at', at };
}

/** Reads both, though only one may be there: a mistake in the other is worth saying too. */
function readEnds(report: Report, text: PeriodText): PeriodTerms['ends'] | undefined {
  if (text.lasts === undefined && text.ends === undefined) return { kind: 'never' };
  const date = { zone: text.timeZone, edge: 'end' } as const;
  const ms =
    text.lasts === undefined ? undefined : readDuration(report, [...path, 'lasts'], text.lasts);
  const at =
    text.ends === undefined ? undefined : readInstant(report, [...path, 'ends'], text.ends, date);
  if (ms !== undefined) return { kind: 'after', ms };
  return at === undefined ? undefined : { kind: 'at', at };
}
