import type { CodeInput } from '../../client/calls.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { duration } from '../../domain/time.ts';
import { redPacket } from '../support/terms.ts';
import { somebody, type Service } from './service.ts';

const by = { actor: 'operations', reason: 'a test' };

/** Terms that hold one reward for a day, and grant no second one. */
export const single: Partial<Terms> = {
  rewards: [
    {
      ...redPacket,
      when: { milestones: ['redeemed'], condition: null },
      payout: { ...redPacket.payout, holdMs: duration(86_400_000) },
      caps: [{ scope: 'campaign', unit: 'count', max: 1, sides: 'each' }],
    },
  ],
};

/** The refusals that corrections are answered with, of which one needs a campaign called `single`. */
export function outcomesOfCorrections(
  service: () => Service,
  fresh: (campaign: string) => Promise<CodeInput>,
): Readonly<
  Record<'REDEMPTION_CANCELLED' | 'NOT_CANCELLED' | 'NO_ROOM_TO_REOPEN', () => Promise<Outcome>>
> {
  const redeemed = async (campaign: string): Promise<string> => {
    const code = await fresh(campaign);
    const outcome = await service().usher.redeem({ code, invitee: somebody() });
    return (outcome.ok && outcome.redemption) || 'none';
  };
  return {
    REDEMPTION_CANCELLED: async () => {
      const redemption = await redeemed('usual');
      await service().usher.cancel({ redemption, ...by });
      return service().usher.cancel({ redemption, ...by });
    },
    NOT_CANCELLED: async () =>
      service().usher.reopen({ redemption: await redeemed('usual'), ...by }),
    NO_ROOM_TO_REOPEN: async () => {
      const redemption = await redeemed('single');
      await service().usher.cancel({ redemption, ...by });
      await redeemed('single');
      return service().usher.reopen({ redemption, ...by });
    },
  };
}
