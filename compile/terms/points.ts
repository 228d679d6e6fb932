import type { PointsExpiry, PointsTerms } from '../../domain/campaign/points.ts';
import type { PointsText, RewardText } from '../../domain/campaign/schema.ts';
import type { PeriodTerms } from '../../domain/campaign/terms.ts';
import { parseAsset } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount, readDuration, readInstant } from '../read.ts';

const caps = ['perDay', 'perMonth', 'inAll'] as const;

/** How many points people may spend; undefined when something of it could not be read. */
export function readPoints(report: Report, text: PointsText): PointsTerms | undefined {
  const path = ['spec', 'points'];
  const { perSpend = {} } = text;
  const bounds = caps.map((name) => ({ name, max: readMax(report, [...path, name], text[name]) }));
  const atMost = readMax(report, [...path, 'perSpend', 'atMost'], perSpend.atMost);
  if (atMost === undefined || bounds.some(({ max }) => max === undefined)) return undefined;
  const purchase = {
    ...(atMost === null ? {} : { atMost }),
    ...(perSpend.percent === undefined ? {} : { percent: perSpend.percent }),
  };
  const said = bounds.flatMap(({ name, max }) => (typeof max === 'number' ? [[name, max]] : []));
  return {
    ...(Object.keys(purchase).length === 0 ? {} : { perSpend: purchase }),
    ...(Object.fromEntries(said) as Partial<Record<(typeof caps)[number], number>>),
  };
}

/** Null where nothing is said. */
function readMax(report: Report, path: Path, text: string | undefined): number | null | undefined {
  const asset = parseAsset('points/0');
  if (text === undefined || asset === undefined) return null;
  return readAmount(report, { path }, text, asset);
}

/** Until when points can be spent: null is for ever; undefined when that could not be read. */
export function readExpiry(
  report: Report,
  path: Path,
  { expiresAfter, expiresAt }: RewardText,
  period: PeriodTerms | undefined,
): PointsExpiry | null | undefined {
  if (expiresAfter !== undefined) {
    const ms = readDuration(report, [...path, 'expiresAfter'], expiresAfter);
    return ms === undefined ? undefined : { kind: 'after', ms };
  }
  if (expiresAt === undefined) return null;
  const zone = period?.timeZone ?? 'UTC';
  const at = readInstant(report, [...path, 'expiresAt'], expiresAt, { zone, edge: 'end' });
  return at === undefined ? undefined : { kind: 'at', at };
}
