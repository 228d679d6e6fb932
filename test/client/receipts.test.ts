import { afterAll, beforeAll, expect, test } from 'vitest';

import { migrateCodes } from '../../client/migrate-codes.ts';
import { readReceipt } from '../../client/receipts/jws.ts';
import type { Statement } from '../../client/receipts/statement.ts';
import { createUsher } from '../../client/usher.ts';
import type { CampaignId, Digest, OpId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { generateKeyRing, parseKeyRing, type KeyRing } from '../../store/keys/key-ring.ts';
import { receiptJwks } from '../../store/keys/receipt-keys.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const campaign = 'registration';
const points = {
  ...redPacket,
  id: 'welcome',
  kind: 'points' as const,
  asset: 'points/0' as Asset,
  to: ['invitee' as const],
  when: { milestones: ['redeemed'], condition: null },
  schedule: { kind: 'each' as const, minor: minorUnits(30) },
  caps: [],
};
const terms = termsLike({
  rewards: [redPacket, points],
  tracking: { regions: true },
  budget: [
    { asset: 'CNY/2' as Asset, minor: minorUnits(100) },
    { asset: 'points/0' as Asset, minor: minorUnits(1_000_000) },
  ],
});

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(terms);
});

afterAll(async () => {
  await service.close();
});

/** What a receipt says; it must be right. */
function statementIn(receipt: string | undefined, keys: KeyRing = service.stage.keys): Statement {
  const read = readReceipt(receipt ?? '', receiptJwks(keys));
  if (!read.ok) throw new Error(read.problem);
  return read.statement;
}

test('a redemption is answered with a receipt of what it came to', async () => {
  const { usher } = service;
  const { value: code, code: id } = await service.issue(campaign, somebody());
  const invitee = somebody();
  const call = { code, invitee, opId: 'told', region: 'CN-GD', ip: '203.0.113.7' };
  const redeemed = await usher.redeem(call);
  const statement = statementIn(redeemed.receipt);
  expect(statement).toEqual({
    receipt: 1,
    campaign,
    title: terms.title,
    version: 1,
    digest: 'digest-of-registration',
    sandbox: true,
    code: id,
    operation: 'told',
    kind: 'redeem',
    at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    timeZone: 'Asia/Shanghai',
    outcome: 'redeemed',
    redemption: redeemed.ok ? redeemed.redemption : '',
    invitee,
    rules: [],
    facts: { region: 'CN-GD' },
    rewards: [
      {
        granted: true,
        reward: 'welcome',
        side: 'invitee',
        id: `${statement.redemption ?? ''}/welcome/invitee`,
        amount: '30',
        asset: 'points/0',
        state: 'paid',
        dueAt: statement.at,
        paidBy: 'ledger',
        timing: 'instant',
      },
    ],
  });
});

test('a milestone is answered with one too, with what was reached and why nothing was granted', async () => {
  const { usher } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const statements: Statement[] = [];
  for (const invitee of [somebody(), somebody()]) {
    await usher.redeem({ code, invitee });
    await usher.milestone({ campaign, invitee, milestone: 'registered' });
    const earned = await usher.milestone({ campaign, invitee, milestone: 'real-name-verified' });
    statements.push(statementIn(earned.receipt));
  }
  const [first, second] = statements;
  expect(first).toMatchObject({
    outcome: 'accepted',
    kind: 'milestone',
    facts: { milestones: ['real-name-verified'] },
    rewards: [{ reward: 'red-packet', amount: '1.00', asset: 'CNY/2', paidBy: 'provider' }],
  });
  expect(second?.rewards).toEqual([
    { granted: false, reward: 'red-packet', side: 'inviter', reason: 'BUDGET_EXHAUSTED' },
  ]);
});

test('a percentage names its purchase, also when that is refunded later, and a step how many reached it', async () => {
  const own = 'own-of-receipts';
  const when = { milestones: ['registered'], condition: null };
  const of = { milestone: 'registered', property: null, basisPoints: 250 };
  const between = { floor: minorUnits(100), ceiling: minorUnits(500) };
  const percent = { kind: 'percent', ...of, ...between } as const;
  const steps = [{ invitees: 1, minor: minorUnits(10) }];
  const ladder = { kind: 'ladder', over: 'code', steps } as const;
  const sums = {
    kind: 'purchase-ladder',
    over: 'person',
    of: { milestone: 'registered', property: null, asset: 'CNY/2' as Asset },
    steps: [{ purchases: minorUnits(10_000), minor: minorUnits(50) }],
  } as const;
  const miles = { ...percent, basisPoints: 100_000, currency: 'CNY/2' as Asset };
  const payout = { ...redPacket.payout, holdMs: duration(3_600_000) };
  const each = { ...redPacket, when, payout, caps: [] };
  await service.stage.publish(
    termsLike({
      campaign: own as CampaignId,
      budget: [...termsLike().budget, { asset: 'points/0' as Asset, minor: minorUnits(1_000) }],
      rewards: [
        { ...each, id: 'share', schedule: percent },
        { ...each, id: 'first', schedule: ladder },
        { ...each, id: 'hundred', schedule: sums },
        { ...each, id: 'miles', schedule: miles, kind: 'points', asset: 'points/0' as Asset },
      ],
    }),
  );
  const { usher } = service;
  const { value: code } = await service.issue(own, somebody());
  const invitee = somebody();
  await usher.redeem({ code, invitee });
  const call = { campaign: own, invitee, milestone: 'registered', opId: 'bought' };
  const earned = await usher.milestone({ ...call, purchaseAmountMinor: 12_850 });
  const { rewards } = statementIn(earned.receipt);
  expect(rewards).toMatchObject([
    { reward: 'share', amount: '3.21', purchase: '128.50' },
    { reward: 'first', amount: '0.10', invitees: 1 },
    { reward: 'hundred', amount: '0.50', purchases: '100.00 CNY' },
    { reward: 'miles', amount: '500', purchase: '128.50' },
  ]);
  const [share] = earned.ok ? (earned.rewards ?? []) : [];
  const reward = share?.granted === true ? share.id : expect.fail('it was granted');
  const by = { actor: 'olga', reason: 'some of it came back' };
  expect(await usher.reverse({ reward, refundedPurchaseMinor: 5_000, ...by })).toMatchObject({
    ok: true,
  });
  expect(await usher.receipt({ opId: 'bought' })).toBe(earned.receipt);
});

test('a receipt is the same again and again, by the operation and by the redemption', async () => {
  const { usher } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const invitee = somebody();
  const call = { code, invitee, opId: 'again' };
  const first = await usher.redeem(call);
  await usher.milestone({ campaign, invitee, milestone: 'registered' });
  const redemption = first.ok ? (first.redemption ?? '') : '';
  const others = [
    (await usher.redeem(call)).receipt,
    await usher.receipt({ opId: 'again' }),
    await usher.receipt({ redemption }),
  ];
  expect(others).toEqual([first.receipt, first.receipt, first.receipt]);
  expect(await usher.receipt({ opId: 'never-asked' })).toBeUndefined();
  expect(await usher.receipt({ redemption: `${redemption}9` })).toBeUndefined();
});

test('a refusal that is kept has a receipt; somebody else’s answer is not passed on with one', async () => {
  const { usher } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const invitee = somebody();
  await usher.redeem({ code, invitee, opId: 'taken' });
  const refused = await usher.redeem({ code, invitee, opId: 'refused' });
  expect(statementIn(refused.receipt)).toMatchObject({ outcome: 'ALREADY_REDEEMED', rewards: [] });
  expect(statementIn(refused.receipt)).not.toHaveProperty('invitee');
  const reused = await usher.redeem({ code, invitee: somebody(), opId: 'taken' });
  expect(reused).toMatchObject({ ok: false, code: 'OPERATION_REUSED' });
  expect(reused).not.toHaveProperty('receipt');
  expect(await usher.redeem({ code: 'NO-SUCH-CODE', invitee })).not.toHaveProperty('receipt');
  expect(await usher.share({ code })).not.toHaveProperty('receipt');
});

test('nothing in a receipt leads to a phone, a network or another person', async () => {
  const { usher, stage } = service;
  const holder = somebody();
  const { value: code } = await service.issue(campaign, holder);
  const phone = { kind: 'phone', value: '+86 138 0000 0001' } as const;
  const redeemed = await usher.redeem({ code, invitee: phone, ip: '203.0.113.8' });
  const { rows } = await stage.pool.query<{ subject: string }>(
    'SELECT invitee AS subject FROM redemption WHERE id = $1',
    [redeemed.ok ? redeemed.redemption : ''],
  );
  const text = JSON.stringify(statementIn(redeemed.receipt));
  for (const hidden of [rows[0]?.subject ?? '', holder, code, 'net-', '203.0.113']) {
    expect(text).not.toContain(hidden);
  }
});

test('a code that was moved is answered for by the version that it had', async () => {
  const { usher, stage } = service;
  const own = termsLike({ campaign: 'moved' as CampaignId });
  await stage.publish(own);
  const { value: code } = await service.issue('moved', somebody());
  const before = await usher.redeem({ code, invitee: somebody(), opId: 'before-move' });
  const digest = 'second-of-moved' as Digest;
  const by = { sandbox: true, by: 'test', source: '', serverNow: instant(Date.now()) };
  await publishVersion(stage.pool, { terms: { ...own, title: 'Second' }, digest, ...by });
  const log = { info: () => undefined, warn: () => undefined };
  const services = { pool: stage.pool, temporal: stage.client, taskQueue: stage.queues.codes, log };
  const moved = await migrateCodes(services, {
    ...{ campaign: own.campaign, version: 2, opId: 'move' as OpId, dryRun: false },
    ...{ actor: 'test', reason: 'to see' },
  });
  expect(moved).toMatchObject({ ok: true, codes: 1 });
  const after = await usher.redeem({ code, invitee: somebody() });
  expect(await usher.receipt({ opId: 'before-move' })).toBe(before.receipt);
  expect(statementIn(before.receipt)).toMatchObject({ version: 1, title: own.title });
  expect(statementIn(after.receipt)).toMatchObject({ version: 2, digest, title: 'Second' });
});

test('after the keys were rotated a former receipt is still right, and a new one has the new key', async () => {
  const { usher, stage } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const before = await usher.redeem({ code, invitee: somebody(), opId: 'before-rotation' });
  const read = parseKeyRing(generateKeyRing('test-2', stage.keys));
  if (!read.ok) throw new Error(read.problems.join());
  const { client: temporal, pool, queues } = stage;
  const rotated = createUsher({ temporal, pool, keys: read.ring, taskQueue: queues.codes });
  const after = await rotated.receipt({ opId: 'before-rotation' });
  await rotated.close();
  expect(statementIn(before.receipt, read.ring)).toEqual(statementIn(after, read.ring));
  expect(after).not.toBe(before.receipt);
  const known = readReceipt(after ?? '', receiptJwks(stage.keys));
  expect(known).toMatchObject({ ok: false, problem: 'UNKNOWN_KEY' });
});
