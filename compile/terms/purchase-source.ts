import { purchaseAsset } from '../../domain/campaign/milestones.ts';
import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PurchaseSource } from '../../domain/campaign/terms.ts';
import type { Asset } from '../../domain/money.ts';
import { say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { wordOf } from './budget.ts';
import type { Campaign } from './reward.ts';
import { moneyProperties, wantedNames } from './when.ts';

/** Of which milestone's purchases a reward speaks, as it is written. */
interface Named {
  readonly milestone: string;
  readonly reward: RewardText;
  readonly campaign: Campaign;
  /** Of what asset they have to be; left out: of any. */
  readonly asset?: Asset;
  /** What it is called where it does not fit. */
  readonly code: 'PERCENT_CONTRADICTION' | 'PURCHASES_CONTRADICTION';
}

/**
 * Where the amount of a purchase is found: the one property of type money that its milestone has, or where it
 * has none, the reported purchase. Undefined where that is not clear, which is reported.
 */
export function readPurchaseSource(
  report: Report,
  path: Path,
  named: Named,
): PurchaseSource | undefined {
  const { milestone, campaign, code } = named;
  if (!isWaitedFor(report, path, named)) return undefined;
  const { properties, paid } = campaign;
  if (properties === undefined || paid === undefined) return undefined;
  const amounts = moneyProperties(properties, milestone);
  const wanted = named.asset ?? null;
  const isWanted = (asset: Asset): boolean => wanted === null || asset === wanted;
  const own = amounts.filter(([, one]) => isWanted(one));
  const reported = purchaseAsset(paid);
  if (amounts.length === 0 && isWanted(reported)) {
    return { milestone, property: null, asset: reported };
  }
  const [first, second] = own;
  if (first !== undefined && second === undefined) {
    const [property, asset] = first;
    return { milestone, property, asset };
  }
  const unit = wordOf(wanted ?? reported);
  const names = own.map(([name]) => name);
  const expected =
    wanted === null
      ? say`one property of type money`
      : say`one property of type money, in the currency of the reward`;
  report(
    names.length === 0
      ? { code, path, message: say`${milestone} carries no amount of ${unit}`, expected }
      : {
          code: 'UNCLEAR_AMOUNT',
          path,
          message: say`${milestone} has several amounts: ${names.join(', ')}`,
          expected,
        },
  );
  return undefined;
}

function isWaitedFor(
  report: Report,
  path: Path,
  { milestone, reward, campaign, code }: Named,
): boolean {
  const wanted = wantedNames(reward).filter((one) => one !== 'redeemed');
  if (wanted.includes(milestone)) return true;
  report({
    code,
    path,
    message: say`the reward does not wait for "${milestone}"`,
    ...choice(milestone, wanted.length === 0 ? [...(campaign.milestones ?? [])] : wanted),
  });
  return false;
}
