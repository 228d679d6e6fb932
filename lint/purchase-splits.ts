import type { Asset } from '../domain/money.ts';
import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import {
  broughtBy,
  lastingBounds,
  type Bought,
  type CodesOf,
  type LastingBound,
} from './purchase-brought.ts';
import { isByPurchase, sharesTried, type ByPurchase } from './purchase-shares.ts';

export const purchaseSplitFindings = {
  PURCHASE_SPLIT_PAYS: {
    severity: 'warning',
    title: 'a purchase earns more when several accounts share it',
    why: 'A ceiling is for each purchase, a floor too, and the step from one band to the next may be less than the first band pays: whoever buys through several accounts gets it as often. The message has the smallest purchase at which that pays, and what each part brings. It is not found where a cap, or a limit over the whole campaign, leaves nothing to be gained; what a second inviter has beyond it is CAP_ESCAPED. Invitees may redeem codes of different inviters, so that only bounds of the campaign hold for what they receive. Conditions are not looked at.',
    example:
      'rewards:\n  - { to: inviter, percent: { of: order-paid, rate: "10", ceiling: "20.00" } }\n  - { to: inviter, bands: { of: order-paid, bands: [{ purchase: "100.00", amount: "10" }, { purchase: "500.00", amount: "20" }] } }',
    remedy:
      'Let bands grow at least as fast as purchases, let `atLeast` ask for a purchase of which the floor is no more than the percentage, let one person receive no more than one ceiling (`caps: { perPerson: "20.00" }`), or silence it with what a second account costs (a verified name, for one).',
  },
} as const satisfies FindingTexts;

/** A purchase in parts of one account each that bring more than the whole; all in minor units. */
interface PurchaseSplit extends Bought {
  readonly brought: readonly number[];
  readonly together: number;
}

/** Whether it pays to share a purchase among several accounts. */
export function checkPurchaseSplits(terms: Terms, tell: Tell<typeof purchaseSplitFindings>): void {
  for (const [index, reward] of terms.rewards.entries()) {
    if (!isByPurchase(reward)) continue;
    const split = smallestPurchaseSplit(reward, lastingBounds(terms, reward));
    if (split === undefined) continue;
    tell({
      id: 'PURCHASE_SPLIT_PAYS',
      path: ['spec', 'rewards', index, keys[reward.schedule.kind]],
      at: 'key',
      message: describe(split, reward),
      suggestion: say`amounts that grow as purchases do, a cap of one such amount, or a reason why nobody has two accounts`,
    });
  }
}

/** The key under which a schedule stands in its file. */
const keys: Readonly<Record<ByPurchase['schedule']['kind'], string>> = {
  percent: 'percent',
  'purchase-bands': 'bands',
  'purchase-ladder': 'ladder',
};

/**
 * The smallest purchase that brings more when accounts share it; undefined where none does. Without bounds two
 * accounts are enough, and it is the smallest there is. Under bounds more than two accounts are tried with equal
 * parts alone.
 */
export function smallestPurchaseSplit(
  reward: ByPurchase,
  bounds: readonly LastingBound[],
): PurchaseSplit | undefined {
  const shares = sharesTried(reward);
  for (const codes of codesTried(reward)) {
    const brought = (...parts: readonly number[]): readonly number[] =>
      broughtBy(reward, bounds, { codes, parts });
    const split = shares
      .map((parts) => ({
        ...{ codes, parts, brought: brought(...parts) },
        together: sumOf(brought(sumOf(parts))),
      }))
      .filter((one) => sumOf(one.brought) > one.together)
      .reduce<PurchaseSplit | undefined>(smaller, undefined);
    if (split !== undefined) return split;
  }
  return undefined;
}

/** What invitees of one inviter pay is one sum to a ladder; where an inviter can be two, SPLITTING_PAYS tells. */
function codesTried({ schedule, to }: ByPurchase): readonly CodesOf[] {
  if (schedule.kind === 'purchase-ladder') {
    return schedule.over === 'campaign' || to.includes('inviter') ? [] : ['another'];
  }
  return to.includes('invitee') ? ['one', 'another'] : ['one'];
}

function smaller(least: PurchaseSplit | undefined, one: PurchaseSplit): PurchaseSplit {
  if (least === undefined) return one;
  const more = sumOf(one.parts) - sumOf(least.parts);
  return more < 0 || (more === 0 && one.parts.length < least.parts.length) ? one : least;
}

function sumOf(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

function describe(split: PurchaseSplit, reward: ByPurchase): Said {
  const { schedule } = reward;
  const asset: Asset =
    schedule.kind === 'percent' ? (schedule.currency ?? reward.asset) : schedule.of.asset;
  const { codes, parts, together } = split;
  const whole = money(sumOf(parts), { asset });
  const one = money(together, reward);
  const shares = sayShares(parts, asset);
  const sum = asIs(sumInFull(split.brought, reward));
  return codes === 'one'
    ? say`a purchase of ${whole} brings ${one}; shared by ${parts.length} accounts, ${shares}, it brings ${sum}`
    : say`a purchase of ${whole} brings ${one}; shared by ${parts.length} accounts with codes of different inviters, ${shares}, it brings ${sum}`;
}

function sayShares(parts: readonly number[], asset: Asset): Said {
  const [more = 0, less = 0] = parts.map((part) => money(part, { asset }));
  return more === less ? say`${more} each` : say`${more} and ${less}`;
}

/** `2 × 10.00 CNY = 20.00 CNY`, or what each part brings set together. */
function sumInFull(brought: readonly number[], reward: RewardTerms): string {
  const [first = 0] = brought;
  const all = brought.every((minor) => minor === first)
    ? `${String(brought.length)} × ${money(first, reward)}`
    : brought.map((minor) => money(minor, reward)).join(' + ');
  return `${all} = ${money(sumOf(brought), reward)}`;
}
