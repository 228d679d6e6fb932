import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PercentSchedule } from '../../domain/campaign/terms.ts';
import type { Asset } from '../../domain/money.ts';
import { wholeOf } from '../../domain/reward/amount.ts';
import { say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount, readPercentage } from '../read.ts';
import { readPurchaseSource } from './purchase-source.ts';
import type { Campaign } from './reward.ts';

/** A percentage of what the invitee has paid; undefined when a part could not be read. */
export function readPercent(
  report: Report,
  path: Path,
  of: { readonly reward: RewardText; readonly asset: Asset; readonly campaign: Campaign },
): PercentSchedule | undefined {
  const { reward, asset, campaign } = of;
  const text = reward.percent;
  if (text === undefined) return undefined;
  const floor = readAmount(report, { path: [...path, 'floor'], zero: true }, text.floor, asset);
  const ceiling = readAmount(report, { path: [...path, 'ceiling'] }, text.ceiling, asset);
  if (floor !== undefined && ceiling !== undefined && floor > ceiling) {
    report({
      code: 'PERCENT_CONTRADICTION',
      path: [...path, 'floor'],
      message: say`the floor lies above the ceiling of ${text.ceiling}`,
      expected: say`at most ${text.ceiling}`,
    });
  }
  // Points are of whatever was paid.
  const own = reward.template === 'points' ? {} : { asset };
  const source = readPurchaseSource(report, [...path, 'of'], {
    ...{ milestone: text.of, reward, ...own, campaign },
    code: 'PERCENT_CONTRADICTION',
  });
  const currency = source && source.asset !== asset ? { currency: source.asset } : {};
  // More than one point for the smallest unit of currency, as more than all of an amount, is none.
  const most = wholeOf(currency) / 100;
  const basisPoints = readPercentage(report, [...path, 'rate'], { text: text.rate, most });
  if (basisPoints === undefined || floor === undefined || ceiling === undefined) return undefined;
  if (source === undefined) return undefined;
  const { property } = source;
  const amount = { basisPoints, floor, ceiling };
  return { kind: 'percent', milestone: text.of, property, ...currency, ...amount };
}
