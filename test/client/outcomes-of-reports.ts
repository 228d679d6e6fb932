import type { CodeInput, MilestoneCall } from '../../client/calls.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reportsMax } from '../../domain/commit/report.ts';
import { redPacket } from '../support/terms.ts';
import { somebody, type Service } from './service.ts';

/** Terms that count a hundred reports of each of three milestones, one of which has a property. */
export const counting: Partial<Terms> = {
  milestones: ['order', 'visit', 'call'],
  properties: { order: { pieces: { kind: 'number', min: 1, max: null } } },
  rewards: ['order', 'visit', 'call'].map((milestone) => ({
    ...{ ...redPacket, id: `for-${milestone}` },
    when: {
      milestones: [{ milestone, times: 100, atLeast: null, withinMs: null }],
      condition: null,
    },
  })),
};

/** The refusals that only reports of such a campaign, which is called `orders`, are answered with. */
export function outcomesOfReports(
  service: () => Service,
  fresh: () => Promise<CodeInput>,
): Readonly<
  Record<'PROPERTY_UNKNOWN' | 'PROPERTY_REFUSED' | 'REPORTS_FULL', () => Promise<Outcome>>
> {
  const redeemed = async (): Promise<string> => {
    const invitee = somebody();
    await service().usher.redeem({ code: await fresh(), invitee });
    return invitee;
  };
  const order = (invitee: string, properties: MilestoneCall['properties'] = {}): Promise<Outcome> =>
    service().usher.milestone({ campaign: 'orders', invitee, milestone: 'order', properties });
  return {
    PROPERTY_UNKNOWN: async () => order(await redeemed(), { colour: 'red' }),
    PROPERTY_REFUSED: async () => order(await redeemed(), { pieces: 0 }),
    REPORTS_FULL: async () => {
      const invitee = await redeemed();
      const kept = Array.from({ length: reportsMax }, (_, n) => ({
        milestone: n % 2 === 0 ? 'visit' : 'call',
        at: Date.now(),
      }));
      const sql = 'UPDATE redemption SET reports = $2 WHERE invitee = $1';
      await service().stage.pool.query(sql, [invitee, JSON.stringify(kept)]);
      return order(invitee, { pieces: 1 });
    },
  };
}
