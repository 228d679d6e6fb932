import { afterAll, beforeAll, expect, test } from 'vitest';

import { fastForwardCampaign, type ForwardServices } from '../../client/fast-forward.ts';
import { supportsTimeSkipping } from '../../client/time-skipping.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { query } from '../../store/query.ts';
import { check } from '../../reconcile/check.ts';
import { streamTerms } from '../support/stream-terms.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
let services: ForwardServices;
const hour = 3_600_000;
const day = 24 * hour;

beforeAll(async () => {
  service = await createService();
  const { client: temporal, pool, queues } = service.stage;
  services = { temporal, pool, taskQueue: queues.codes, effectsTaskQueue: queues.effects };
});

afterAll(async () => {
  await service.close();
});

test('codes, the clock and what is issued later move together', async () => {
  const campaign = 'forwarded' as CampaignId;
  const { usher, stage } = service;
  await stage.publish(termsLike({ campaign }));
  const touched = await service.issue(campaign, somebody());
  const untouched = await service.issue(campaign, somebody());
  await usher.share({ code: touched.value, via: 'share-opened' });
  const { from, to, codes } = await fastForwardCampaign(services, campaign, duration(31 * hour));
  expect(to - from).toBe(31 * hour);
  expect(codes).toBe(2);
  const statusOf = async (code: string): Promise<string> => {
    const view = await usher.get({ code });
    return view.ok ? `${view.row.state.status}, shown ${view.shown.status}` : view.code;
  };
  expect(await statusOf(touched.value)).toBe('replaced, shown replaced');
  expect(await statusOf(untouched.value)).toBe('expired, shown expired');
  const redeemed = await usher.redeem({ code: touched.value, invitee: somebody() });
  expect(redeemed).toMatchObject({ ok: true });
  expect(redeemed).toHaveProperty('forwardedTo');
  const later = await service.issue(campaign, somebody());
  expect((later.expiresAt ?? 0) - Date.now()).toBeGreaterThan(54 * hour);
  const messages = await query<{ template: string }>(
    stage.pool,
    'SELECT template FROM message WHERE code = $1 ORDER BY at',
    [touched.code],
  );
  expect(messages.map(({ template }) => template)).toEqual(['reminder', 'replaced']);
  const settled = await fastForwardCampaign(services, campaign, duration(40 * day));
  expect(settled.codes).toBeGreaterThan(0);
  expect(await statusOf(touched.value)).toBe('settled, shown settled');
  const { temporal, pool, taskQueue } = services;
  expect(await check({ temporal, pool, taskQueue })).toEqual([]);
});

test('payout batches on the way are run in their order, as of their time', async () => {
  const campaign = 'weekly' as CampaignId;
  const { usher, stage } = service;
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
  const nowhere = { url: 'http://127.0.0.1:9', secret };
  await stage.work({ services: { provider: nowhere, notifier: nowhere } });
  const points = {
    ...redPacket,
    kind: 'points' as const,
    asset: 'points/0' as Asset,
    when: { milestones: ['redeemed'], condition: null },
    payout: { ...redPacket.payout, timing: 'weekly' as const },
  };
  const budget = [{ asset: points.asset, minor: minorUnits(10_000) }];
  await stage.publish(termsLike({ campaign, rewards: [points], budget }));
  const { value: code, code: id } = await service.issue(campaign, somebody());
  await usher.redeem({ code, invitee: somebody() });
  const stateOf = async (): Promise<
    readonly { state: string; due: number; paid: number | null }[]
  > =>
    query(
      stage.pool,
      `SELECT r.state, r.due_at AS due, e.at AS paid FROM reward r
       LEFT JOIN entry e ON e.reward = r.id AND e.kind = 'post' WHERE r.code = $1`,
      [id],
    );
  const [held] = await stateOf();
  expect(held).toMatchObject({ state: 'held', paid: null });
  const { batches } = await fastForwardCampaign(services, campaign, duration(20 * day));
  expect(batches).toEqual([held?.due]);
  expect(await stateOf()).toEqual([{ state: 'paid', due: held?.due, paid: held?.due }]);
});

test('what waits for the end of a stream is paid on the way, also where nobody sweeps', async () => {
  const campaign = 'streaming' as CampaignId;
  const { usher, stage } = service;
  await stage.publish(streamTerms(campaign));
  const who = { campaign, streamer: 'luna' };
  const issued = await usher.issue({ campaign, holder: 'luna', parameters: { host: 'luna' } });
  await usher.openStream(who);
  await usher.redeem({ code: issued.ok ? issued.value : '', invitee: 'bob' });
  const closed = await usher.closeStream(who);
  const { batches } = await fastForwardCampaign(services, campaign, duration(hour));
  const closedAt = closed.ok ? (closed.stream.closedAt ?? 0) : 0;
  expect(batches).toEqual([closedAt + 30_000]);
  const rows = await query(stage.pool, 'SELECT state FROM reward WHERE campaign = $1', [campaign]);
  expect(rows).toEqual([{ state: 'paid' }]);
});

test('refuses a campaign that is none, or whose time is real', async () => {
  const unknown = fastForwardCampaign(services, 'nowhere' as CampaignId, duration(day));
  await expect(unknown).rejects.toMatchObject({ code: 'CAMPAIGN_UNKNOWN' });
  const terms = termsLike({ campaign: 'earnest' as CampaignId, rewards: [redPacket] });
  const publication = { terms, digest: 'earnest' as Digest, source: '', by: 'test' };
  const serverNow = instant(Date.now());
  await publishVersion(service.stage.pool, { ...publication, sandbox: false, serverNow });
  const real = fastForwardCampaign(services, terms.campaign, duration(day));
  await expect(real).rejects.toMatchObject({ code: 'NOT_A_SANDBOX' });
  expect(await supportsTimeSkipping(services.temporal)).toBe(true);
});
