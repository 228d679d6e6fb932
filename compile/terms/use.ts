import type {
  AttributionText,
  CampaignText,
  RedemptionText,
} from '../../domain/campaign/schema.ts';
import type {
  AttributionTerms,
  DistributionTerms,
  RedemptionTerms,
} from '../../domain/campaign/terms.ts';
import type { OpeningHours } from '../../domain/campaign/opening-hours.ts';
import { weekdays } from '../../domain/campaign/schema/weekdays.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';
import { say } from '../../lang/say.ts';

/** How often a code may be used; undefined when that could not be read. */
export function readRedemption(report: Report, text: RedemptionText): RedemptionTerms | undefined {
  const reserveForMs = readDuration(report, ['spec', 'redemption', 'reserveFor'], text.reserveFor);
  const openingHours = readOpeningHours(report, text.openingHours ?? []);
  if (reserveForMs === undefined || openingHours === undefined) return undefined;
  const { usesMax = null, onRevoke, onCancel } = text;
  return {
    ...{ usesMax, reserveForMs, onRevoke },
    ...(onCancel === 'keep-use' ? { onCancel } : {}),
    ...(openingHours.length === 0 ? {} : { openingHours }),
  };
}

function readOpeningHours(
  report: Report,
  texts: NonNullable<RedemptionText['openingHours']>,
): readonly OpeningHours[] | undefined {
  const read = texts.map(({ days = weekdays, from, to }, index) => {
    const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
    if (fromMinute !== toMinute && fromMinute !== 24 * 60) {
      return {
        weekdays: days.map((day) => weekdays.indexOf(day) + 1).sort(),
        fromMinute,
        toMinute,
      };
    }
    report({
      code: 'BAD_OPENING_HOURS',
      path: ['spec', 'redemption', 'openingHours', index, fromMinute === toMinute ? 'to' : 'from'],
      message:
        fromMinute === toMinute
          ? say`it opens and closes at ${from}`
          : say`a day begins at 00:00, not at 24:00`,
      expected: say`from: "00:00" and to: "24:00" for a whole day`,
    });
    return undefined;
  });
  const known = read.filter((hours) => hours !== undefined);
  return known.length === read.length ? known : undefined;
}

/** Minutes after midnight of `HH:MM`. */
function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

/** Who has the credit; undefined when that could not be read. */
export function readAttribution(
  report: Report,
  text: AttributionText,
): AttributionTerms | undefined {
  const windowMs = readDuration(report, ['spec', 'attribution', 'window'], text.window);
  if (windowMs === undefined) return undefined;
  return { touch: text.touch, windowMs, existingCustomers: text.existingCustomers };
}

/** How many levels are paid, and who answers for it. */
export function readDistribution(text: CampaignText['spec']['distribution']): DistributionTerms {
  return { levels: text.levels, acknowledgedBy: text.acknowledgedBy ?? null };
}
