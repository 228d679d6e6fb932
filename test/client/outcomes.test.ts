import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CodeInput } from '../../client/calls.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { rejections, type RejectionCode } from '../../domain/code/rejection.ts';
import type { CodeState } from '../../domain/code/state.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { setCampaignStatus } from '../../store/campaigns/steer.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { elsewhere } from './outcomes-elsewhere.ts';
import { outcomesOfCorrections, single } from './outcomes-of-corrections.ts';
import { counting, outcomesOfReports } from './outcomes-of-reports.ts';
import { createService, somebody, type Service } from './service.ts';
import { strictPolicy } from './strict-policy.ts';

let service: Service;
const by = { actor: 'operations', reason: 'a test' };
const day = 86_400_000;

/** The client asks the other code instead; see calls.test.ts. */
const followed: readonly RejectionCode[] = ['CODE_REPLACED', 'ATTRIBUTED_ELSEWHERE'];

beforeAll(async () => {
  service = await createService();
  const { stage } = service;
  await publishPolicy(stage.pool, strictPolicy);
  const base = termsLike();
  const at = (ms: number) => ({ kind: 'at' as const, at: instant(Date.now() + ms) });
  await publish('usual', { risk: { policy: 'strict' } });
  await publish('manual', { code: { ...base.code, generation: 'manual' } });
  const typed = { ...base.code.format, alphabet: 'digits' as const, checkCharacter: true };
  await publish('typed', { code: { ...base.code, format: typed } });
  await publish('paused', {});
  await publish('closed', {});
  await publish('future', { period: { ...base.period, starts: at(day) } });
  await publish('over', { period: { ...base.period, starts: at(-2 * day), ends: at(-day) } });
  const payout = { ...redPacket.payout, holdMs: duration(day) };
  await publish('held', { rewards: [{ ...redPacket, payout }] });
  await publish('once', {
    redemption: { ...base.redemption, usesMax: 1 },
    code: { ...base.code, liveCodesMax: 1 },
    validity: { ...base.validity, reset: null },
  });
  await publish('orders', counting);
  await publish('single', single);
  await setCampaignStatus(stage.pool, 'paused' as CampaignId, { ...by, by: 'x', status: 'paused' });
  await setCampaignStatus(stage.pool, 'closed' as CampaignId, { ...by, by: 'x', status: 'closed' });
});

afterAll(async () => {
  await service.close();
});

async function publish(campaign: string, changes: Partial<Terms>): Promise<void> {
  await service.stage.publish(termsOf(campaign, changes));
}

function termsOf(campaign: string, changes: Partial<Terms> = {}): Terms {
  return termsLike({ campaign: campaign as CampaignId, ...changes });
}

/** A code in some state, which no workflow knows of yet. */
async function codeThatIs(state: Partial<CodeState>, campaign = 'usual'): Promise<CodeInput> {
  const row = await service.stage.insert(termsOf(campaign));
  const changed = { ...row.state, ...state };
  await service.stage.pool.query(
    'UPDATE code SET state = $2, status = $3, deadline_at = NULL WHERE id = $1',
    [row.id, changed, changed.status],
  );
  return { codeId: row.id };
}

async function fresh(campaign = 'usual'): Promise<CodeInput> {
  return codeThatIs({}, campaign);
}

const ended = { endedAt: instant(Date.now()), settleAt: instant(Date.now() + day) };

const asked: Partial<Record<RejectionCode, () => Promise<Outcome | { readonly ok: true }>>> = {
  CODE_UNKNOWN: () => service.usher.redeem({ code: 'NOSUCHCODE12', invitee: 'a' }),
  CODE_MISTYPED: async () => {
    const issued = await service.usher.issue({ campaign: 'typed', holder: somebody() });
    const value = issued.ok ? issued.value : '';
    const last = value.endsWith('7') ? '8' : '7';
    return service.usher.redeem({ code: value.slice(0, -1) + last, invitee: 'a' });
  },
  CODE_PENDING: async () => redeem(await codeThatIs({ wordingHits: 2 })),
  CODE_FROZEN: async () => redeem(await codeThatIs({ status: 'frozen', frozenFrom: 'active' })),
  CODE_EXPIRED: async () => redeem(await codeThatIs({ status: 'expired', ...ended })),
  CODE_ARCHIVED: async () => redeem(await codeThatIs({ status: 'archived', ...ended })),
  CODE_CONVERTED: async () => redeem(await codeThatIs({ status: 'converted', ...ended })),
  CODE_REVOKED: async () => redeem(await codeThatIs({ status: 'revoked', ...ended })),
  CODE_BANNED: async () => redeem(await codeThatIs({ status: 'banned', ...ended })),
  CODE_SETTLED: async () => redeem(await codeThatIs({ status: 'settled', ...ended })),
  CODE_EXHAUSTED: async () => redeem(await codeThatIs({ status: 'active', uses: 1 }, 'once')),
  CAMPAIGN_UNKNOWN: () => service.usher.issue({ campaign: 'nowhere', holder: 'a' }),
  CAMPAIGN_NOT_STARTED: async () => redeem(await fresh('future')),
  CAMPAIGN_ENDED: async () => redeem(await codeThatIs({ expiresAt: null }, 'over')),
  CAMPAIGN_PAUSED: async () => redeem(await fresh('paused')),
  CAMPAIGN_CLOSED: async () => redeem(await fresh('closed')),
  LIVE_CODES_EXHAUSTED: async () => {
    await service.usher.issue({ campaign: 'once', holder: somebody() });
    return service.usher.issue({ campaign: 'once', holder: somebody() });
  },
  CHANNEL_UNKNOWN: () => service.usher.issue({ campaign: 'usual', holder: 'a', channel: 'radio' }),
  VALUE_NOT_ALLOWED: () =>
    service.usher.issue({ campaign: 'usual', holder: somebody(), value: 'LIN-SPRING-2026' }),
  VALUE_MALFORMED: () =>
    service.usher.issue({ campaign: 'manual', holder: somebody(), value: 'a b' }),
  VALUE_TAKEN: async () => {
    const chosen = { campaign: 'manual', value: 'LIN-SPRING-2026' };
    await service.usher.issue({ ...chosen, holder: somebody() });
    return service.usher.issue({ ...chosen, holder: somebody() });
  },
  PARAMETER_UNKNOWN: () =>
    service.usher.issue({ campaign: 'usual', holder: 'a', parameters: { mood: 'good' } }),
  SELF_INVITE: async () => service.usher.redeem({ code: await fresh(), invitee: 'u-1001' }),
  ALREADY_REDEEMED: async () => {
    const invitee = somebody();
    await service.usher.redeem({ code: await fresh(), invitee });
    return service.usher.redeem({ code: await fresh(), invitee });
  },
  EXISTING_CUSTOMER: async () =>
    service.usher.redeem({ code: await fresh(), invitee: somebody(), existingCustomer: true }),
  NOT_REDEEMED: () =>
    service.usher.milestone({ campaign: 'usual', invitee: somebody(), milestone: 'registered' }),
  REDEMPTION_UNKNOWN: () => service.usher.confirm({ redemption: 'something' }),
  RESERVATION_CLOSED: async () => {
    const reserved = await service.usher.reserve({ code: await fresh(), invitee: somebody() });
    const redemption = (reserved.ok && reserved.redemption) || '';
    await service.usher.release({ redemption });
    return service.usher.confirm({ redemption });
  },
  MILESTONE_UNKNOWN: async () => reach(await redeemed(), 'married'),
  MILESTONE_REPEATED: async () => {
    const invitee = await redeemed();
    await reach(invitee, 'registered');
    return reach(invitee, 'registered');
  },
  ...outcomesOfReports(
    () => service,
    () => fresh('orders'),
  ),
  RESET_NOT_ALLOWED: async () => service.usher.reset({ code: await fresh('once'), ...by }),
  REVISION_NOT_ALLOWED: async () =>
    service.usher.reviseWording({
      code: await codeThatIs({ status: 'expired', ...ended }),
      wording: 'Join me',
    }),
  FREEZE_NOT_ALLOWED: async () =>
    service.usher.freeze({ code: await fresh(), ...by, until: Date.now() - 1 }),
  NOT_FROZEN: async () => service.usher.unfreeze({ code: await fresh(), ...by }),
  REVIEW_UNKNOWN: () =>
    service.usher.decideReview({ review: 'nothing.1', decision: 'approve', ...by }),
  REVIEW_CLOSED: async () => {
    const code = await fresh();
    const sent = await service.usher.redeem({ code, invitee: somebody(), channel: 'reviewed' });
    const review = (sent.ok && sent.review) || '';
    await service.usher.decideReview({ review, decision: 'refuse', ...by });
    return service.usher.decideReview({ review, decision: 'approve', ...by });
  },
  REWARD_UNKNOWN: () => service.usher.reverse({ reward: 'nothing.1/a/inviter', ...by }),
  REWARD_CLOSED: async () => {
    const reward = await rewarded('held');
    await service.usher.reverse({ reward, ...by });
    return service.usher.reverse({ reward, ...by });
  },
  REWARD_INDIVISIBLE: async () => {
    const reward = await rewarded('held');
    return service.usher.reverse({ reward, refundedPurchaseMinor: 1, ...by });
  },
  MORE_THAN_LEFT: async () => {
    const reward = await rewarded('held');
    await service.usher.reverse({ reward, amountMinor: 60, ...by });
    return service.usher.reverse({ reward, amountMinor: 41, ...by });
  },
  REWARD_IN_FLIGHT: async () => service.usher.reverse({ reward: await rewarded('usual'), ...by }),
  ...outcomesOfCorrections(() => service, fresh),
  VERIFICATION_REQUIRED: async () =>
    service.usher.redeem({ code: await fresh(), invitee: somebody(), channel: 'verified' }),
  PARTY_FROZEN: async () => {
    const ask = { code: await fresh(), ip: '198.51.100.7' };
    for (let time = 0; time < 2; time += 1) await service.usher.get(ask);
    return service.usher.redeem({ ...ask, invitee: somebody() });
  },
  PARTY_BANNED: async () => {
    const device = { id: somebody(), reports: ['emulator' as const] };
    await service.usher.redeem({ code: await fresh(), invitee: somebody(), device });
    const other = { code: await fresh(), device: { id: device.id } };
    return service.usher.redeem({ ...other, invitee: somebody() });
  },
  RISK_REFUSED: async () =>
    service.usher.redeem({ code: await fresh(), invitee: somebody(), channel: 'closed' }),
  LATE_ATTRIBUTION_REFUSED: async () =>
    service.usher.redeem({
      code: await codeThatIs({ status: 'expired', ...ended }),
      invitee: somebody(),
      late: { ...by, at: Date.now() + 1 },
    }),
  OPERATION_REUSED: async () => {
    const asking = { code: await fresh(), opId: 'order-7' };
    await service.usher.redeem({ ...asking, invitee: somebody() });
    return service.usher.redeem({ ...asking, invitee: somebody() });
  },
  INVALID_COMMAND: async () => reach(await redeemed(), 'registered', -1),
};

async function redeem(code: CodeInput): Promise<Outcome> {
  return service.usher.redeem({ code, invitee: somebody() });
}

async function redeemed(): Promise<string> {
  const invitee = somebody();
  await service.usher.redeem({ code: await fresh(), invitee });
  return invitee;
}

/** The id of a red packet that was just earned. */
async function rewarded(campaign: string): Promise<string> {
  const invitee = somebody();
  await service.usher.redeem({ code: await fresh(campaign), invitee });
  await service.usher.milestone({ campaign, invitee, milestone: 'registered' });
  const earned = { campaign, invitee, milestone: 'real-name-verified' };
  const outcome = await service.usher.milestone(earned);
  const [reward] = (outcome.ok && outcome.rewards) || [];
  return reward?.granted === true ? reward.id : 'none';
}

async function reach(
  invitee: string,
  milestone: string,
  purchaseAmountMinor?: number,
): Promise<Outcome> {
  const purchase = purchaseAmountMinor === undefined ? {} : { purchaseAmountMinor };
  return service.usher.milestone({ campaign: 'usual', invitee, milestone, ...purchase });
}

test('every outcome is asked for here, or said where else', () => {
  const known = [...Object.keys(asked), ...elsewhere, ...followed].sort();
  expect(known).toEqual(Object.keys(rejections).sort());
});

test.each(Object.entries(asked))('%s', async (code, ask) => {
  const outcome = await ask();
  expect(outcome).toMatchObject({ ok: false, code });
});

test.each([
  ['a negative amount', { purchaseAmountMinor: -5 }],
  ['a fraction of a fen', { purchaseAmountMinor: 0.5 }],
  ['an amount beyond what is exact', { purchaseAmountMinor: 2 ** 53 }],
  ['a person that is no id', { invitee: 'with a space' }],
  ['a name for the operation that is none', { opId: '' }],
])('%s is refused before anything is looked up', async (_what, wrong) => {
  const call = { campaign: 'usual', invitee: await redeemed(), milestone: 'registered', ...wrong };
  const outcome = await service.usher.milestone(call);
  expect(outcome).toMatchObject({ ok: false, code: 'INVALID_COMMAND' });
});
