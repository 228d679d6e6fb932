import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { redPacket, termsLike } from './terms.ts';

/** Points for each redemption, paid after the end of the stream; whose it is stands in the parameter `host`. */
export function streamTerms(campaign: CampaignId): Terms {
  const asset = 'points/0' as Asset;
  return termsLike({
    campaign,
    code: { ...termsLike().code, parameters: ['host'] },
    scenario: {
      ...{ kind: 'livestream', streamer: 'host', onlyWhileLive: true, redemptionsAMinute: 9 },
    },
    budget: [{ asset, minor: minorUnits(1_000) }],
    rewards: [
      {
        ...redPacket,
        ...{ kind: 'points', asset, caps: [] },
        when: { milestones: ['redeemed'], condition: null },
        payout: { ...redPacket.payout, timing: 'after-stream' },
      },
    ],
  });
}
