import type { RaisedAlarm } from '../../domain/campaign/alarms.ts';
import { colours } from '../output/colour.ts';
import { clock } from '../output/when.ts';
import type { CampaignLine, Published } from './overview.ts';

/** A line for every budget alarm that holds, by the campaign's clock. */
export function alarmLines(campaigns: readonly CampaignLine[]): string[] {
  const lines = campaigns.flatMap(({ published }) =>
    published === null ? [] : published.alarms.map((alarm) => alarmLine(published, alarm)),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
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
