import { headsAlarm, legalLine, type RelationAlarm } from '../../domain/commit/relation.ts';
import type { RelationPlace } from '../../store/relations/read-place.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import { clock } from '../output/when.ts';

/** What an alarm about the people beneath somebody says. */
export const alarmWords: Readonly<Record<RelationAlarm, string>> = {
  heads: `${String(headsAlarm)} or more stand beneath; the line of the law is ${String(legalLine.heads)}`,
  levels: `they stand on ${String(legalLine.levels)} levels, which is the line of the law`,
};

/** A person's place among relations for people: the path above, the heads beneath, and alarms. */
export function describePlace(
  { relation, heads, alarms }: RelationPlace,
  whose: { readonly person: string; readonly campaign: string },
  timeZone: string,
): string {
  const person = colours.bold(whose.person);
  const above =
    relation === null
      ? `nobody has brought ${person} to ${whose.campaign}`
      : `${[person, ...relation.ancestors].join(' ← ')}, ${counted(relation.depth, 'level')} down; bound ${clock(relation.boundAt, timeZone)} ${timeZone}`;
  const sum = heads.reduce((all, one) => all + one, 0);
  const beneath = heads.map((one, at) => `level ${String(at + 1)}: ${String(one)}`).join(', ');
  return [
    above,
    `${String(sum)} beneath (${beneath})`,
    ...alarms.map(
      ({ alarm, raisedAt }) =>
        `${colours.yellow('alarm')}  ${alarmWords[alarm]}; since ${clock(raisedAt, timeZone)} ${timeZone}`,
    ),
  ].join('\n');
}
