import { randomBytes } from 'node:crypto';

import fastify from 'fastify';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createHttpRecipients } from '../../activities/providers/alipay/recipients.ts';
import { alipayDelivery } from '../../activities/providers/alipay/settings.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import type { RewardId, SubjectId } from '../../domain/ids.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import { readSecret } from '../../sandbox/signature.ts';
import { signScope } from '../../sandbox/signed-scope.ts';
import { hastenPayout } from '../../store/payouts/hasten-payout.ts';
import { createPool } from '../../store/pool.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setAlipayStage, type AlipayStage } from './alipay-fixture.ts';
import { booked, deliverAll, quick, seedPayouts } from './fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let stage: AlipayStage;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
});
beforeEach(async () => {
  stage = await setAlipayStage();
});
afterEach(() => stage.local.stop());
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function seeded(provider: string): Promise<RewardId> {
  const [reward] = await seedPayouts(pool, provider);
  if (reward === undefined) throw new Error('nothing seeded');
  return reward;
}

describe('a payout through Alipay', () => {
  it('is paid and booked once when the answer is lost and the query does not know it yet', async () => {
    const reward = await seeded('alipay-a');
    stage.local.fault({ operation: 'transfer', cut: 'after' });
    stage.local.fault({ operation: 'query', answer: platformError(400, 'ORDER_NOT_EXIST') });
    await deliverAll({ pool, provider: stage.provider, settings: quick }, 'alipay-a');
    expect(await booked(pool, reward)).toMatchObject({
      reward: 'paid',
      posts: 1,
      posted: 100,
    });
    expect(stage.local.book).toMatchObject({ made: 1 });
    expect(stage.local.book.transfers.get(billNumber(reward))?.amount).toBe('1.00');
  });

  it('is asked about before it is repeated, so that not even ignored numbers pay twice', async () => {
    const reward = await seeded('alipay-b');
    stage.local.book.ignoresNumbers = true;
    const system = platformError(400, 'SYSTEM_ERROR');
    stage.local.fault({ operation: 'transfer', answer: system, afterWork: true });
    await deliverAll({ pool, provider: stage.provider, settings: quick }, 'alipay-b');
    expect(await booked(pool, reward)).toMatchObject({
      reward: 'paid',
      posts: 1,
      posted: 100,
    });
    expect(stage.local.counts).toMatchObject({ transfer: 1 });
    expect(stage.local.book.made).toBe(1);
  });

  it('that has ended has failed, and a notification has it looked at', async () => {
    const reward = await seeded('alipay-c');
    stage.local.book.statusOfNew = 'DEALING';
    const slow = { ...alipayDelivery, retryMinMs: 3_600_000, retryMaxMs: 3_600_000 };
    const delivery = { pool, provider: stage.provider, settings: slow };
    await deliverAll(delivery, 'alipay-c', 1);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown' });
    const transfer = stage.local.book.transfers.get(billNumber(reward));
    if (transfer === undefined) throw new Error('no transfer');
    Object.assign(transfer, { status: 'FAIL', failReason: 'PAYEE_ACCOUNT_STATUS_ERROR' });
    const told = { provider: 'alipay-c', billNumber: billNumber(reward) };
    expect(await hastenPayout(pool, told)).toBe(true);
    await deliverAll(delivery, 'alipay-c', 1);
    const after = await booked(pool, reward);
    expect(after).toMatchObject({ reward: 'due', payout: 'failed', posts: 0 });
    expect(after.error).toContain('PAYEE_ACCOUNT_STATUS_ERROR');
  });

  it('waits while the app’s own money is not enough, and is then paid', async () => {
    const reward = await seeded('alipay-d');
    const none = platformError(400, 'PAYER_BALANCE_NOT_ENOUGH');
    stage.local.fault({ operation: 'transfer', answer: none });
    await deliverAll({ pool, provider: stage.provider, settings: quick }, 'alipay-d');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
    expect(stage.local.book.made).toBe(1);
  });
});

describe('the operator’s service', () => {
  it('tells accounts over the signed contract', async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const app = fastify();
    signScope(app, readSecret(secret));
    const accounts: Readonly<Record<string, object>> = {
      open: { identityType: 'ALIPAY_OPEN_ID', identity: '074a1CcTG1LelxKe4xQC0zgNdId0' },
      user: { identityType: 'ALIPAY_USER_ID', identity: '2088123412341234', name: '张三' },
      nameless: { identityType: 'ALIPAY_LOGON_ID', identity: 'a@b.example' },
      other: { identityType: 'BANKCARD_ACCOUNT', identity: '6222021234560008888' },
      short: { identityType: 'ALIPAY_USER_ID', identity: '2088' },
    };
    app.post<{ Body: { beneficiary: string } }>('/recipients', (request, reply) => {
      const account = accounts[request.body.beneficiary];
      const error = { code: 'NOT_FOUND', message: 'nobody' };
      return account ?? reply.code(404).send({ error });
    });
    const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
    const recipients = createHttpRecipients({ baseUrl, secret, timeoutMs: 2_000 });
    const find = (id: string) => recipients.find(id as SubjectId);
    expect(await find('open')).toEqual({
      kind: 'found',
      payee: { ...accounts['open'], name: null },
    });
    expect(await find('user')).toMatchObject({ payee: { name: '张三' } });
    expect(await find('nobody')).toEqual({ kind: 'unknown' });
    for (const unfit of ['nameless', 'other', 'short']) {
      expect(await find(unfit)).toMatchObject({ kind: 'unreached' });
    }
    await app.close();
    expect((await find('open')).kind).toBe('unreached');
  });
});
