import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PercentSchedule } from '../../domain/campaign/terms.ts';
import { parseAmount, type Asset } from '../../domain/money.ts';
import { wholeOf } from '../../domain/reward/amount.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
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
  const most = wholeOf(currency) / 100;
  const basisPoints = readRate(report, [...path, 'rate'], { text: text.rate, most });
  if (basisPoints === undefined || floor === undefined || ceiling === undefined) return undefined;
  if (source === undefined) return undefined;
  const { property } = source;
  const amount = { basisPoints, floor, ceiling };
  return { kind: 'percent', milestone: text.of, property, ...currency, ...amount };
}

/** More than one point for the smallest unit of currency, as more than all of an amount, is none. */
function readRate(
  report: Report,
  path: Path,
  { text, most }: { readonly text: string; readonly most: number },
): number | undefined {
  const basisPoints = parseAmount(text, 2);
  if (basisPoints !== undefined && basisPoints > 0 && basisPoints <= most * 100) {
    return basisPoints;
  }
  report({
    code: 'BAD_AMOUNT',
    path,
    message: say`"${text}" is no percentage above 0 and up to ${String(most)}, with at most two decimals`,
    expected: asIs('"5" or "2.5"'),
  });
  return undefined;
}
