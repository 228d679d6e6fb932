import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PercentSchedule } from '../../domain/campaign/terms.ts';
import { parseAmount, type Asset } from '../../domain/money.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import { readPurchaseSource } from './purchase-source.ts';
import type { Campaign } from './reward.ts';

const wholeBasisPoints = 10_000;

/** A percentage of what the invitee has paid; undefined when a part could not be read. */
export function readPercent(
  report: Report,
  path: Path,
  of: { readonly reward: RewardText; readonly asset: Asset; readonly campaign: Campaign },
): PercentSchedule | undefined {
  const { reward, asset, campaign } = of;
  const text = reward.percent;
  if (text === undefined) return undefined;
  const basisPoints = readRate(report, [...path, 'rate'], text.rate);
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
  const source = readPurchaseSource(report, [...path, 'of'], {
    ...{ milestone: text.of, reward, asset, campaign },
    code: 'PERCENT_CONTRADICTION',
  });
  if (basisPoints === undefined || floor === undefined || ceiling === undefined) return undefined;
  if (source === undefined) return undefined;
  const { property } = source;
  return { kind: 'percent', milestone: text.of, property, basisPoints, floor, ceiling };
}

function readRate(report: Report, path: Path, text: string): number | undefined {
  const basisPoints = parseAmount(text, 2);
  if (basisPoints !== undefined && basisPoints > 0 && basisPoints <= wholeBasisPoints) {
    return basisPoints;
  }
  report({
    code: 'BAD_AMOUNT',
    path,
    message: say`"${text}" is no percentage above 0 and up to 100, with at most two decimals`,
    expected: asIs('"5" or "2.5"'),
  });
  return undefined;
}
