import type { Path } from '../../compile/diagnostic.ts';
import { wordOf } from '../../compile/terms/budget.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { isBatched } from '../../domain/delivery/batch.ts';
import { money } from '../figures.ts';
import type { FindingTexts, Tell } from '../finding.ts';
import { asIs, say, type Said } from '../../lang/say.ts';
import { checkGathered, gathersToPackets } from './gathered-packets.ts';
import { sayNumber } from '../say-number.ts';
import { mostOfDay, type MostOfDay } from './most-of-day.ts';
import { packet, packetAsset, statedBy } from './red-packet.ts';

export const wechatFindings = {
  WECHAT_RED_PACKET_BOUNDS: {
    severity: 'error',
    title: 'a red packet is smaller than one yuan or larger than two hundred',
    why: 'WeChat Pay refuses it (merchant documentation of cash red packets; other scenes need an agreement), so the reward is granted and never arrives. That holds for amounts of rewards and for `payouts.minimum`, which is the amount of a payout of several. A reward below a packet is none of these where it gathers to a minimum that is one, and `atEnd: keep` lets nothing less go out.',
    example: 'platform: wechat\nrewards:\n  - { template: cash, currency: CNY, amount: "0.50" }',
    remedy:
      'Keep amounts, the floor of a decay and the minimum of payouts between `"1.00"` and `"200.00"`.',
  },
  WECHAT_GATHERED_BEYOND_PACKET: {
    severity: 'warning',
    title: 'what gathers for one payout may be more than one red packet takes',
    why: 'A person is sent what they have once it reaches `payouts.minimum`: just below it and one more reward. Beyond two hundred yuan it goes out as several packets of whole rewards, if the provider knows its bound, and is refused if not; the last of them waits on below the minimum. The message has the most that can come together by one reward after another; a batch may bring more at once.',
    example:
      'platform: wechat\nrewards:\n  - { template: cash, currency: CNY, amount: "120.00" }\npayouts: { minimum: { CNY: "150.00" } }',
    remedy: 'Lower the minimum, so that with one more reward it is at most `"200.00"`.',
  },
  WECHAT_CURRENCY: {
    severity: 'error',
    title: 'cash on WeChat in a currency other than yuan',
    why: 'WeChat Pay sends yuan and nothing else: a reward in another currency is granted, and refused when it is to be paid (`docs/providers.md`).',
    example: 'platform: wechat\nrewards:\n  - { template: cash, currency: USD, amount: "2.00" }',
    remedy:
      'Write `currency: CNY` and amounts in yuan, or `platform: generic` with a provider that pays the other currency.',
  },
  WECHAT_DAILY_LIMIT: {
    severity: 'warning',
    title: 'a person may earn more red packets in a day than WeChat Pay sends',
    why: 'One person receives ten packets and 1,000 yuan a day at most, and a merchant sends a million yuan. What is beyond comes back from the provider and waits for somebody to try again.',
    example:
      'platform: wechat\nrewards:\n  - { template: cash, currency: CNY, amount: "5.00", payout: { timing: instant } }',
    remedy:
      'Add `caps: { times: { perPerson: 10 } }` or a `perPerson` amount, or for several rewards `limits: [{ of: person, every: day, times: 10 }]` of `spec`, or pay in another way.',
  },
  WECHAT_REWARDED_SHARING: {
    severity: 'warning',
    title: 'sharing itself is rewarded',
    why: "Weixin's rules of operation forbid to reward the act of sharing: after three days to mend it, the mini-program is blocked. A reported share that lengthens a code's life, or cash for a head that did nothing but redeem, is read as that.",
    example: 'platform: wechat\nvalidity: { extension: { on: share-reported } }',
    remedy:
      'Let a share count when it is opened, and rewards wait for something that the friend does.',
  },
  WECHAT_DISTRIBUTION: {
    severity: 'error',
    title: 'more than one level of distribution on WeChat',
    why: 'Commission from those below, or recruiting that rolls on, closes an account for good (notice of the platform, 2015). That two levels are fine is hearsay.',
    example: 'platform: wechat\ndistribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }',
    remedy: 'Keep to `levels: 1` there.',
  },
} as const satisfies FindingTexts;

type TellWechat = Tell<typeof wechatFindings>;

/** WeChat's ways. */
export function checkWechat(terms: Terms, tell: TellWechat): void {
  if (terms.platform !== 'wechat') return;
  for (const [index, reward] of terms.rewards.entries()) {
    const path = ['spec', 'rewards', index];
    if (reward.asset === packetAsset) checkBounds(terms, reward, path, tell);
    checkCurrency(reward, path, tell);
    if (!isForHeads(reward)) continue;
    tell({
      id: 'WECHAT_REWARDED_SHARING',
      path: [...path, 'when', 'invitee'],
      message: say`the inviter is paid for a friend who does nothing but redeem`,
      suggestion: say`a milestone of what the friend does`,
    });
  }
  if (terms.validity.extension?.on === 'share-reported') {
    tell({
      id: 'WECHAT_REWARDED_SHARING',
      path: ['spec', 'validity', 'extension', 'on'],
      message: say`the act of sharing lengthens the life of a code`,
      suggestion: say`share-opened, or share-opened-by-new`,
    });
  }
  checkGathered(terms, tell);
  checkDay(terms, tell);
  checkMerchant(terms, tell);
  if (terms.distribution.levels < 2) return;
  tell({
    id: 'WECHAT_DISTRIBUTION',
    path: ['spec', 'distribution', 'levels'],
    message: say`${terms.distribution.levels} levels are paid`,
    suggestion: asIs('levels: 1'),
  });
}

function isForHeads({ to, when }: RewardTerms): boolean {
  return to.includes('inviter') && when.milestones.every((milestone) => milestone === 'redeemed');
}

function checkBounds(terms: Terms, reward: RewardTerms, path: Path, tell: TellWechat): void {
  for (const { path: at, minor } of statedBy(reward, path)) {
    const isSmall = minor < packet.least && !gathersToPackets(terms);
    if (!isSmall && minor <= packet.most) continue;
    tell({
      id: 'WECHAT_RED_PACKET_BOUNDS',
      path: at,
      message: say`${money(minor, reward)} is no red packet`,
      suggestion: say`"1.00" to "200.00"`,
    });
  }
}

function checkCurrency({ kind, asset }: RewardTerms, path: Path, tell: TellWechat): void {
  if (kind !== 'cash' || asset === packetAsset) return;
  tell({
    id: 'WECHAT_CURRENCY',
    path: [...path, 'currency'],
    message: say`WeChat Pay sends no ${wordOf(asset)}`,
    suggestion: asIs('currency: CNY'),
  });
}

/** How much, and how often, one person may be due on one day: of each reward, and of all together. */
function checkDay(terms: Terms, tell: TellWechat): void {
  const packets = terms.rewards.filter(({ asset }) => asset === packetAsset);
  const beyond = packets.filter(
    (reward) => reward.to.includes('inviter') && !isSent(mostOfDay(terms, [reward], 'inviter')),
  );
  for (const reward of beyond) {
    tell({
      id: 'WECHAT_DAILY_LIMIT',
      path: ['spec', 'rewards', terms.rewards.indexOf(reward), 'caps'],
      at: 'key',
      message: say`one person may be due ${mostOf(mostOfDay(terms, [reward], 'inviter').packets)} on one day; WeChat Pay sends 10, and 1,000.00 CNY`,
      suggestion: say`times: { perPerson: 10 } in caps`,
    });
  }
  const [first] = packets;
  const all = mostOfDay(terms, packets, 'both');
  if (first === undefined || beyond.length > 0 || isSent(all)) return;
  tell({
    id: 'WECHAT_DAILY_LIMIT',
    path: ['spec', 'rewards'],
    at: 'key',
    message: say`all rewards together may be due one person ${mostOf(all.packets)} on one day, of ${money(all.minor, first)}; WeChat Pay sends 10, and 1,000.00 CNY`,
    suggestion: say`limits: [{ of: person, every: day, times: 10 }] in spec`,
  });
}

function mostOf(packets: number): Said {
  return Number.isFinite(packets)
    ? say`up to ${sayNumber(packets, 'packet')}`
    : say`packets without limit`;
}

function isSent({ packets, minor }: MostOfDay): boolean {
  return packets <= packet.packetsMax && minor <= packet.personMax;
}

/** A batch pays everything on one day. */
function checkMerchant({ budget, rewards }: Terms, tell: TellWechat): void {
  const line = budget.find(({ asset }) => asset === packetAsset);
  const inBatches = rewards.some(
    ({ asset, payout }) => asset === line?.asset && isBatched(payout.timing),
  );
  if (line === undefined || !inBatches || line.minor <= packet.merchantMax) return;
  tell({
    id: 'WECHAT_DAILY_LIMIT',
    path: ['spec', 'budget', 'CNY'],
    message: say`a batch may send ${money(line.minor, line)} on one day; a merchant sends ${money(packet.merchantMax, line)}`,
    suggestion: say`timing: instant, or a smaller budget`,
  });
}
