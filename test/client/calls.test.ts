import { afterAll, beforeAll, expect, test } from 'vitest';

import { subjectId } from '../../client/subject.ts';
import { duration, instant } from '../../domain/time.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const campaign = 'registration';

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(termsLike());
});

afterAll(async () => {
  await service.close();
});

test('from issuing to the reward, by the value as somebody typed it', async () => {
  const { usher } = service;
  const issued = await service.issue(campaign, somebody());
  const typed = ` ${issued.value.slice(0, 6).toLowerCase()}-${issued.value.slice(6)} `;
  const invitee = somebody();
  const would = await usher.check({ code: typed, invitee });
  const redeemed = await usher.redeem({ code: typed, invitee });
  expect(redeemed).toMatchObject({ ok: true, status: 'active', redemptionState: 'redeemed' });
  expect({ ...would, receipt: redeemed.receipt }).toEqual(redeemed);
  await usher.milestone({ campaign, invitee, milestone: 'registered' });
  const verified = await usher.milestone({ campaign, invitee, milestone: 'real-name-verified' });
  expect(verified).toMatchObject({
    ok: true,
    rewards: [{ granted: true, reward: 'red-packet', side: 'inviter', minor: 100, state: 'due' }],
  });
});

test('asking again gives the same code', async () => {
  const holder = somebody();
  const first = await service.issue(campaign, holder);
  const again = await service.issue(campaign, holder);
  expect(first.created).toBe(true);
  expect(again).toEqual({ ...first, created: false });
});

test('what is personal is turned into the same opaque id however it is written', async () => {
  const { usher, stage } = service;
  const issued = await service.issue(campaign, somebody());
  const phone = { kind: 'phone', value: '+86 138-0013-8000' } as const;
  const redeemed = await usher.redeem({ code: issued.value, invitee: phone });
  expect(redeemed).toMatchObject({ ok: true });
  const same = { kind: 'phone', value: '0086 13800138000' } as const;
  const again = await usher.redeem({ code: issued.value, invitee: same });
  expect(again).toMatchObject({ ok: false, code: 'ALREADY_REDEEMED' });
  const [row] = await query<{ invitee: string }>(
    stage.pool,
    'SELECT invitee FROM redemption WHERE code = $1',
    [issued.code],
  );
  expect(row?.invitee).toBe(subjectId(stage.keys, 'phone', '+8613800138000'));
  expect(row?.invitee).not.toContain('138');
});

test('check writes nothing, wakes nothing, and says what redeeming would be answered', async () => {
  const { usher, stage } = service;
  const holder = somebody();
  const row = await stage.insert(termsLike(), { holder: holder as never });
  const code = { codeId: row.id };
  const own = await usher.check({ code, invitee: holder });
  expect(own).toMatchObject({ ok: false, code: 'SELF_INVITE' });
  const other = await usher.check({ code, invitee: somebody() });
  expect(other).toMatchObject({ ok: true, status: 'active', redemptionState: 'redeemed' });
  const view = await usher.get({ code });
  expect(view).toMatchObject({ ok: true, row: { revision: 0, state: { status: 'dormant' } } });
  const counts = await query<{ operations: number; redemptions: number }>(
    stage.pool,
    `SELECT (SELECT count(*) FROM operation WHERE code = $1) AS operations,
       (SELECT count(*) FROM redemption WHERE code = $1) AS redemptions`,
    [row.id],
  );
  expect(counts).toEqual([{ operations: 0, redemptions: 0 }]);
});

test('clicks are rows; only the first opening of a share extends the code', async () => {
  const { usher, stage } = service;
  const issued = await service.issue(campaign, somebody());
  const share = 'moments-1';
  const code = issued.value;
  const unshared = await usher.click({ code, visitor: somebody() });
  const first = await usher.click({ code, visitor: somebody(), share, channel: 'moments' });
  const second = await usher.click({ code, visitor: somebody(), share });
  expect(unshared).toMatchObject({ ok: true, share: null });
  expect(first).toMatchObject({
    ok: true,
    trackingId: issued.trackingId,
    share: { ok: true, counted: true, extendedByMs: 6 * 3_600_000 },
  });
  expect(second).toMatchObject({ ok: true, share: null });
  const clicks = await query<{ share: string | null; channel: string | null; tracking: string }>(
    stage.pool,
    `SELECT share, channel, tracking_id AS tracking FROM event
     WHERE code = $1 AND kind = 'click' ORDER BY share NULLS FIRST, channel`,
    [issued.code],
  );
  const tracking = issued.trackingId;
  expect(clicks).toEqual([
    { share: null, channel: null, tracking },
    { share, channel: 'moments', tracking },
    { share, channel: null, tracking },
  ]);
});

test('a share whose opening must be by somebody new counts for nobody else', async () => {
  const { usher, stage } = service;
  const extension = { ...termsLike().validity.extension, on: 'share-opened-by-new' } as never;
  const terms = termsLike({
    campaign: 'by-new' as CampaignId,
    validity: { ...termsLike().validity, extension },
  });
  await stage.publish(terms);
  const { value: code } = await service.issue('by-new', somebody());
  const regular = somebody();
  const known = await usher.click({ code, visitor: regular, share: 's', existingCustomer: true });
  const again = await usher.click({ code, visitor: regular, share: 's' });
  const fresh = await usher.click({ code, visitor: somebody(), share: 's' });
  const later = await usher.click({ code, visitor: somebody(), share: 's' });
  expect([known, again, later]).toMatchObject([{ share: null }, { share: null }, { share: null }]);
  expect(fresh).toMatchObject({ share: { ok: true, counted: true } });
  const view = await usher.get({ code });
  expect(view.ok && view.shown.shares).toBe(1);
});

test('reserve, confirm and release, by the reservation alone', async () => {
  const { usher } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const one = await usher.reserve({ code, invitee: somebody() });
  const other = await usher.reserve({ code, invitee: somebody() });
  expect([one, other]).toMatchObject([{ redemptionState: 'reserved' }, { ok: true }]);
  if (!one.ok || !other.ok) return;
  const confirmed = await usher.confirm({ redemption: one.redemption ?? '' });
  expect(confirmed).toMatchObject({ ok: true, redemptionState: 'redeemed' });
  const released = await usher.release({ redemption: other.redemption ?? '' });
  expect(released).toMatchObject({ ok: true, redemptionState: 'released' });
});

test('a code is shown by its row and its deadlines, greyed out when it cannot be used', async () => {
  const { usher, stage } = service;
  const now = Date.now();
  const terms = termsLike();
  const usable = await stage.insert(terms);
  const over = await stage.insert(terms);
  const past = { ...over.state, status: 'active' as const, expiresAt: instant(now - 1) };
  await query(stage.pool, `UPDATE code SET state = $2, status = 'active' WHERE id = $1`, [
    over.id,
    past,
  ]);
  expect(await usher.get({ code: { codeId: usable.id } })).toMatchObject({
    shown: { status: 'dormant' },
    public: { usable: true, why: null },
    workflowId: `code/registration/${usable.id}`,
  });
  expect(await usher.get({ code: { codeId: over.id } })).toMatchObject({
    row: { state: { status: 'active' } },
    shown: { status: 'expired' },
    public: { usable: false, why: { code: 'CODE_EXPIRED' } },
  });
});

test('a code that is used up is greyed out, and a member code that takes redemptions is not', async () => {
  const { usher, stage } = service;
  const onExpiry = { action: 'convert', redeem: 'accepted' } as const;
  const terms = termsLike({
    campaign: 'members' as CampaignId,
    period: { ...termsLike().period, ends: { kind: 'after', ms: duration(1) } },
    validity: { ...termsLike().validity, lifetime: { kind: 'campaign' }, onExpiry },
    redemption: { ...termsLike().redemption, usesMax: 1 },
  });
  await stage.publish(terms);
  const row = await stage.insert(terms);
  const code = { codeId: row.id };
  expect(await usher.get({ code })).toMatchObject({
    shown: { status: 'converted' },
    public: { usable: true, why: null },
  });
  expect(await usher.redeem({ code, invitee: somebody() })).toMatchObject({ ok: true });
  expect(await usher.get({ code })).toMatchObject({
    public: { usable: false, why: { code: 'CODE_EXHAUSTED' } },
  });
});

test('the successor answers in the grace of a replaced code, and says that it did', async () => {
  const { usher, stage } = service;
  const issued = await service.issue(campaign, somebody());
  await usher.share({ code: issued.value, via: 'share-opened' });
  await expireNow(issued.code);
  const invitee = somebody();
  const opId = 'redeemed-on-an-old-poster';
  const first = await usher.redeem({ code: issued.value, invitee, opId });
  expect(first).toMatchObject({ ok: true, status: 'active', redemptionState: 'redeemed' });
  const view = await usher.get({ code: issued.value });
  const successor = view.ok ? view.row.successor : null;
  expect(first).toHaveProperty('forwardedTo', successor);
  expect(await usher.redeem({ code: issued.value, invitee, opId })).toEqual(first);
  const shared = await usher.share({ code: issued.value, via: 'share-opened' });
  expect(shared).toMatchObject({ ok: true, forwardedTo: successor });
  await usher.milestone({ campaign, invitee, milestone: 'registered' });
  const [row] = await query<{ code: string }>(
    stage.pool,
    `SELECT code FROM event WHERE kind = 'milestone' AND subject = $1`,
    [invitee],
  );
  expect(row?.code).toBe(successor);
});

test('the code that was touched first gets the redemption', async () => {
  const { usher } = service;
  const first = await service.issue(campaign, somebody());
  const second = await service.issue(campaign, somebody());
  const invitee = somebody();
  await usher.click({ code: first.value, visitor: invitee });
  const would = await usher.check({ code: second.value, invitee });
  const redeemed = await usher.redeem({ code: second.value, invitee });
  expect(redeemed).toMatchObject({ ok: true, forwardedTo: first.code });
  expect({ ...would, receipt: redeemed.receipt }).toEqual(redeemed);
});

/** Puts the end of a code's lifetime into the past and has its workflow notice. */
async function expireNow(code: CodeId): Promise<void> {
  const { pool } = service.stage;
  await query(
    pool,
    `UPDATE code SET state = jsonb_set(state, '{expiresAt}', to_jsonb($2::bigint)) WHERE id = $1`,
    [code, Date.now() - 1],
  );
}
