import type { RaisedAlarm } from '../../domain/campaign/alarms.ts';
import type { RelationAlarms } from '../../store/alarms/relation-alarms.ts';
import { colours } from '../output/colour.ts';
import { clock } from '../output/when.ts';
import { alarmWords } from '../relations/describe.ts';
import type { CampaignLine, Published } from './overview.ts';

/** A line for every budget alarm that holds, by the campaign's clock, and every kind of alarm about relations. */
export function alarmLines(campaigns: readonly CampaignLine[]): string[] {
  const lines = campaigns.flatMap(({ published }) =>
    published === null
      ? []
      : [
          ...published.alarms.map((alarm) => alarmLine(published, alarm)),
          ...published.relationAlarms.map((alarms) => relationLine(published, alarms)),
        ],
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function relationLine({ campaign }: Published, { alarm, people, latest }: RelationAlarms): string {
  const whose = `${people === 1 ? 'one person' : `${String(people)} people`}, ${latest} last`;
  return `${colours.yellow('alarm')}  ${campaign.id} relations: ${alarmWords[alarm]} (${whose})`;
}

function alarmLine({ campaign, version }: Published, alarm: RaisedAlarm): string {
  const zone = version.terms.period.timeZone;
  const unit = alarm.asset.slice(0, alarm.asset.lastIndexOf('/'));
  const what =
    alarm.kind === 'share'
      ? `${String(alarm.share)} % of the budget are used since ${clock(alarm.raisedAt, zone)} ${zone}`
      : `at the pace of the last day the budget is used up on ${clock(alarm.emptyAt, zone)} ${zone}`;
  return `${colours.yellow('alarm')}  ${campaign.id} ${unit}: ${what}`;
}
