import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** One yuan to the inviter for each verified invitee, at most five a lineage. */
export const redPacket: RewardTerms = {
  id: 'red-packet',
  kind: 'cash',
  asset: 'CNY/2' as Asset,
  to: ['inviter'],
  when: { milestones: ['registered', 'real-name-verified'], condition: null },
  schedule: { kind: 'each', minor: minorUnits(100) },
  payout: { timing: 'instant', holdMs: duration(0), weekly: { weekday: 1, hour: 10 } },
  caps: [{ scope: 'lineage', unit: 'amount', max: 500, sides: 'each' }],
};

/** Terms in the shape of the registration campaign, for tests that change one thing. */
export function termsLike(changes: Partial<Terms> = {}): Terms {
  return {
    campaign: 'registration' as CampaignId,
    title: 'Invite a friend to register',
    owner: 'growth-team',
    platform: 'wechat',
    purpose: 'register',
    period: {
      starts: { kind: 'on-publish' },
      ends: { kind: 'after', ms: duration(30 * day) },
      timeZone: 'Asia/Shanghai',
    },
    code: {
      generation: 'automatic',
      format: { alphabet: 'unambiguous', length: 12, prefix: '', checkCharacter: false },
      givenOut: 'on-request',
      liveCodesMax: 1000,
      perPerson: 1,
      channels: [],
      parameters: [],
      login: false,
    },
    validity: {
      lifetime: { kind: 'for', ms: duration(day) },
      extension: { on: 'share-opened', byMs: duration(6 * hour), upToMs: duration(72 * hour) },
      refresh: null,
      reset: { timesMax: 2 },
      reminders: [{ beforeMs: duration(4 * hour) }],
      onExpiry: {
        action: 'regenerate',
        generationsMax: 3,
        onlyIfTouched: true,
        forwardForMs: duration(72 * hour),
      },
      settleForMs: duration(30 * day),
    },
    redemption: { usesMax: null, reserveForMs: duration(15 * 60_000), onRevoke: 'void' },
    attribution: { touch: 'first', windowMs: duration(30 * day), existingCustomers: 'excluded' },
    milestones: ['registered', 'real-name-verified'],
    rewards: [redPacket],
    budget: [{ asset: 'CNY/2' as Asset, minor: minorUnits(1_000_000) }],
    risk: { policy: 'none' },
    distribution: { levels: 1, acknowledgedBy: null },
    wording: {},
    tracking: { regions: false },
    ...changes,
  };
}

/** A risk policy without rules. */
export const noPolicy: RiskPolicy = {
  id: 'none',
  title: 'No rules',
  digest: 'none' as Digest,
  rules: [],
};
