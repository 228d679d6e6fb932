import { createHash, randomBytes } from 'node:crypto';

import fastify from 'fastify';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { wechatDelivery } from '../../activities/providers/wechat/settings.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import { createHttpRecipients } from '../../activities/providers/wechat/recipients.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import { readSecret } from '../../sandbox/signature.ts';
import { signScope } from '../../sandbox/signed-scope.ts';
import { hastenPayout } from '../../store/payouts/hasten-payout.ts';
import { createPool } from '../../store/pool.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { booked, deliverAll, quick, seedPayouts } from './fixture.ts';
import { setWechatStage, type WechatStage } from './wechat-fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let stage: WechatStage;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  stage = await setWechatStage();
});
afterAll(async () => {
  await stage.local.stop();
  await pool.end();
  await database.drop();
});

describe('a payout through WeChat Pay', () => {
  it('is paid and booked once when the answer is lost and the query does not know it yet', async () => {
    const [reward] = await seedPayouts(pool, 'wechat');
    if (reward === undefined) throw new Error('nothing seeded');
    stage.local.fault({ operation: 'transfer', cut: 'after' });
    stage.local.fault({ operation: 'query', answer: platformError(404, 'NOT_FOUND') });
    await deliverAll({ pool, provider: stage.provider, settings: quick }, 'wechat');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 100 });
    expect(stage.local.book.bills.get(billNumber(reward))?.amountFen).toBe(100);
  });

  it('that its receiver never confirms has failed, and a notification has it looked at', async () => {
    const [reward] = await seedPayouts(pool, 'wechat-b');
    if (reward === undefined) throw new Error('nothing seeded');
    stage.local.book.stateOfNew = 'WAIT_USER_CONFIRM';
    const slow = { ...wechatDelivery, retryMinMs: 3_600_000, retryMaxMs: 3_600_000 };
    const delivery = { pool, provider: stage.provider, settings: slow };
    await deliverAll(delivery, 'wechat-b', 1);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown' });
    const bill = stage.local.book.bills.get(billNumber(reward));
    if (bill === undefined) throw new Error('no bill');
    bill.state = 'FAIL';
    bill.failReason = 'OVERDUE_CLOSE';
    await deliverAll(delivery, 'wechat-b', 1);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown' });
    const told = { provider: 'wechat-b', billNumber: billNumber(reward) };
    expect(await hastenPayout(pool, told)).toBe(true);
    await deliverAll(delivery, 'wechat-b', 1);
    const after = await booked(pool, reward);
    expect(after).toMatchObject({ reward: 'due', payout: 'failed', posts: 0 });
    expect(after.error).toContain('OVERDUE_CLOSE');
    expect(await hastenPayout(pool, told)).toBe(false);
  });
});

describe('the operator’s service', () => {
  it('tells openids and takes confirmations over the signed contract', async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const app = fastify();
    const taken: unknown[] = [];
    signScope(app, readSecret(secret));
    app.post<{ Body: { beneficiary: string } }>('/recipients', (request, reply) => {
      const { beneficiary } = request.body;
      if (beneficiary === 'nobody') {
        return reply.code(404).send({ error: { code: 'NOT_FOUND', message: 'nobody' } });
      }
      return { openid: createHash('sha256').update(beneficiary).digest('hex').slice(0, 28) };
    });
    app.post('/confirmations', (request) => {
      taken.push(request.body);
      return {};
    });
    const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
    const recipients = createHttpRecipients({ baseUrl, secret, timeoutMs: 2_000 });
    const find = (id: string) => recipients.find(id as SubjectId, false);
    expect(await find('person-a')).toMatchObject({ kind: 'found', name: null });
    expect(await find('nobody')).toEqual({ kind: 'unknown' });
    const confirmation = {
      key: 'k',
      beneficiary: 'person-a' as SubjectId,
      billNumber: billNumber('k'),
      packageInfo: 'p',
    };
    expect(await recipients.handOver(confirmation)).toBe(true);
    expect(taken).toEqual([confirmation]);
    await app.close();
    expect((await find('person-a')).kind).toBe('unreached');
    expect(await recipients.handOver(confirmation)).toBe(false);
  });
});
