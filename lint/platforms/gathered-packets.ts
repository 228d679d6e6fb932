import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import { mostOfPerson } from '../../domain/campaign/most-of-person.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { formatMinor } from '../../domain/money.ts';
import { largestAmount } from '../../domain/reward/amount.ts';
import { say } from '../../lang/say.ts';
import { money } from '../figures.ts';
import type { Found } from '../finding.ts';
import { packet, packetAsset, statedBy } from './red-packet.ts';

type TellGathered = (
  found: Found<'WECHAT_RED_PACKET_BOUNDS' | 'WECHAT_GATHERED_BEYOND_PACKET'>,
) => void;

const path = ['spec', 'payouts', 'minimum', 'CNY'];

/** Whether nothing goes out before it has gathered to a red packet, not even at the end. */
export function gathersToPackets(terms: Terms): boolean {
  return terms.payouts?.atEnd === 'keep' && (minimumOf(terms)?.minor ?? 0) >= packet.least;
}

/** Whether what gathers for one payout is a red packet. */
export function checkGathered(terms: Terms, tell: TellGathered): void {
  const minimum = minimumOf(terms);
  if (minimum === undefined) return;
  if (minimum.minor < packet.least || minimum.minor > packet.most) {
    tell({
      id: 'WECHAT_RED_PACKET_BOUNDS',
      path,
      message: say`a payout that has gathered ${money(minimum.minor, minimum)} is no red packet`,
      suggestion: say`"1.00" to "200.00"`,
    });
    return;
  }
  const rewards = terms.rewards.filter(({ asset }) => asset === minimum.asset);
  const { minor, largest } = mostGathered(terms, rewards, minimum);
  if (minor <= packet.most || largest > packet.most) return;
  const lower = Math.max(packet.least, packet.most - largest + 1);
  tell({
    id: 'WECHAT_GATHERED_BEYOND_PACKET',
    path,
    message: say`a payout of ${money(minimum.minor, minimum)} and more may come to ${money(minor, minimum)}; one red packet takes 200.00 CNY`,
    suggestion: say`at most "${formatMinor(lower, minimum.asset)}"`,
  });
}

function minimumOf({ payouts }: Terms): AssetAmount | undefined {
  return payouts?.minimum?.find(({ asset }) => asset === packetAsset);
}

/**
 * The most that comes together by one reward after another: as much as falls short of the minimum, and the largest
 * of the rewards. Where amounts are fixed, sums are multiples of what divides them all.
 */
function mostGathered(
  terms: Terms,
  rewards: readonly RewardTerms[],
  { asset, minor: minimum }: AssetAmount,
): { readonly minor: number; readonly largest: number } {
  const largest = Math.max(...rewards.map(({ schedule }) => largestAmount(schedule)), 0);
  const grain = rewards.flatMap(amountsOf).reduce(divisorOf, 0);
  const short = grain === 0 ? 0 : Math.floor((minimum - 1) / grain) * grain;
  const earned = mostOfPerson(terms, asset).reduce((sum, one) => sum + (one.minor ?? Infinity), 0);
  return { minor: Math.min(short + largest, earned), largest };
}

/** Every amount that may be granted, or the least there is where it may be any. */
function amountsOf(reward: RewardTerms): readonly number[] {
  const { kind } = reward.schedule;
  if (kind === 'percent' || kind === 'random' || kind === 'decay') return [1];
  return statedBy(reward, []).map(({ minor }) => minor);
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}
