import { purchaseAsset } from '../../domain/campaign/milestones.ts';
import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PercentSchedule } from '../../domain/campaign/terms.ts';
import { parseAmount, type Asset } from '../../domain/money.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { readAmount } from '../read.ts';
import type { Campaign } from './reward.ts';
import { moneyProperties, wantedNames } from './when.ts';

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
  const property = readBase(report, [...path, 'of'], { reward, asset, campaign });
  if (basisPoints === undefined || floor === undefined || ceiling === undefined) return undefined;
  if (property === undefined) return undefined;
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

/** Which property the percentage is taken of; null is the reported purchase. */
function readBase(
  report: Report,
  path: Path,
  { reward, asset, campaign }: { reward: RewardText; asset: Asset; campaign: Campaign },
): string | null | undefined {
  const milestone = reward.percent?.of ?? '';
  if (!isWaitedFor(report, path, { milestone, reward, campaign })) return undefined;
  const { properties, paid } = campaign;
  if (properties === undefined || paid === undefined) return undefined;
  const amounts = moneyProperties(properties, milestone);
  const own = amounts.filter(([, one]) => one === asset).map(([name]) => name);
  if (amounts.length === 0 && purchaseAsset(paid) === asset) return null;
  const [first] = own;
  if (first !== undefined && own.length === 1) return first;
  const expected = say`one property of type money, in the currency of the reward`;
  report(
    first === undefined
      ? {
          code: 'PERCENT_CONTRADICTION',
          path,
          message: say`${milestone} carries no amount of ${asset.slice(0, asset.lastIndexOf('/'))}`,
          expected,
        }
      : {
          code: 'UNCLEAR_AMOUNT',
          path,
          message: say`${milestone} has several amounts: ${own.join(', ')}`,
          expected,
        },
  );
  return undefined;
}

function isWaitedFor(
  report: Report,
  path: Path,
  of: { readonly milestone: string; readonly reward: RewardText; readonly campaign: Campaign },
): boolean {
  const { milestone, reward, campaign } = of;
  const wanted = wantedNames(reward).filter((one) => one !== 'redeemed');
  if (wanted.includes(milestone)) return true;
  report({
    code: 'PERCENT_CONTRADICTION',
    path,
    message: say`the reward does not wait for "${milestone}"`,
    ...choice(milestone, wanted.length === 0 ? [...(campaign.milestones ?? [])] : wanted),
  });
  return false;
}
