import type { Path } from '../compile/diagnostic.ts';
import type { OpeningHours } from '../domain/campaign/opening-hours.ts';
import { weekdays } from '../domain/campaign/schema/weekdays.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { comesWithin } from './moments.ts';
import { asIs, say, type Said } from '../lang/say.ts';

export const openingHoursFindings = {
  NEVER_OPEN: {
    severity: 'error',
    title: 'no opening hours come while the campaign runs',
    why: 'Codes are redeemed in opening hours alone. Where all of them lie on days that the campaign does not have, everybody is refused until it is over.',
    example:
      'period: { starts: 2027-03-01, ends: 2027-03-05 } # Monday to Friday\nredemption: { openingHours: [{ days: [sunday], from: "09:00", to: "18:00" }] }',
    remedy: 'Mend the days, or the period.',
  },
  OPENING_HOURS_NEVER_COME: {
    severity: 'warning',
    title: 'some opening hours do not come while the campaign runs',
    why: 'They are on days that the campaign does not have, or before it starts and after it ends. Whoever reads the file, or is told the hours, believes that the campaign is open then.',
    example:
      'period: { starts: 2027-03-01, ends: 2027-03-05 } # Monday to Friday\nredemption:\n  openingHours:\n    - { from: "09:00", to: "18:00" }\n    - { days: [saturday], from: "10:00", to: "14:00" }',
    remedy: 'Leave them out, or mend the days or the period.',
  },
  OPENING_HOURS_OVERLAP: {
    severity: 'warning',
    title: 'opening hours overlap each other',
    why: 'Codes may be redeemed whenever one of them says so, so that hours that lie within others change nothing. Mostly a day, or an end that lies on the next day, was meant otherwise.',
    example:
      'redemption:\n  openingHours:\n    - { days: [friday], from: "20:00", to: "02:00" }\n    - { days: [saturday], from: "01:00", to: "18:00" }',
    remedy: 'Join them, or let one begin when the other ends.',
  },
} as const satisfies FindingTexts;

type TellHours = Tell<typeof openingHoursFindings>;

const path: Path = ['spec', 'redemption', 'openingHours'];

/** Whether opening hours come while the campaign runs, and each of them says something of its own. */
export function checkOpeningHours({ redemption, period }: Terms, tell: TellHours): void {
  const { openingHours = [] } = redemption;
  const lost = openingHours.filter((hours) => !comesWithin([hours], period));
  const suggestion = say`days and hours between the start and the end of the campaign`;
  if (lost.length > 0 && lost.length === openingHours.length) {
    const message = say`the campaign is over before codes may be redeemed for the first time`;
    tell({ id: 'NEVER_OPEN', path, at: 'key', message, suggestion });
  } else {
    for (const hours of lost) {
      const message = say`${sayHours(hours)} do not come while the campaign runs`;
      const at = [...path, openingHours.indexOf(hours)];
      tell({ id: 'OPENING_HOURS_NEVER_COME', path: at, message, suggestion });
    }
  }
  for (const [index, hours] of openingHours.entries()) {
    const earlier = openingHours.slice(0, index);
    const other = earlier.find((one) => overlapOf(one, hours) !== undefined);
    const minute = other === undefined ? undefined : overlapOf(other, hours);
    if (other === undefined || minute === undefined) continue;
    tell({
      id: 'OPENING_HOURS_OVERLAP',
      path: [...path, index],
      message: say`on ${dayOf(minute)} at ${clock(minute % dayMinutes)} it is open by ${sayHours(other)} already`,
      suggestion: say`hours that begin when the others end, or one entry for both`,
    });
  }
}

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** From when to when after Monday's midnight it is open; the last may end in the week after. */
function stretchesOf({
  weekdays: days,
  fromMinute,
  toMinute,
}: OpeningHours): readonly (readonly [from: number, to: number])[] {
  const lasts = toMinute > fromMinute ? toMinute - fromMinute : toMinute + dayMinutes - fromMinute;
  return days.map((day) => {
    const from = (day - 1) * dayMinutes + fromMinute;
    return [from, from + lasts];
  });
}

/** The first minute of the week at which both are open. */
function overlapOf(one: OpeningHours, other: OpeningHours): number | undefined {
  const both = stretchesOf(one).flatMap(([from, to]) =>
    [-weekMinutes, 0, weekMinutes].flatMap((shift) =>
      stretchesOf(other)
        .map(([start, end]) => [Math.max(from, start + shift), Math.min(to, end + shift)] as const)
        .filter(([start, end]) => start < end)
        .map(([start]) => (start + weekMinutes) % weekMinutes),
    ),
  );
  return both.length === 0 ? undefined : Math.min(...both);
}

/** Opening hours as a file has them: `monday, friday 09:00–18:00`. */
export function sayHours({ weekdays: days, fromMinute, toMinute }: OpeningHours): Said {
  const hours = `${clock(fromMinute)}–${clock(toMinute)}`;
  if (days.length === weekdays.length) return asIs(hours);
  return asIs(`${days.map((day) => weekdays[day - 1]).join(', ')} ${hours}`);
}

function dayOf(minute: number): string {
  return weekdays[Math.floor(minute / dayMinutes)] ?? '';
}

function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
