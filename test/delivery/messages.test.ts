import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import {
  deliverMessages,
  type MessageDelivery,
} from '../../activities/deliver/deliver-messages.ts';
import { createHttpNotifier, type Notifier } from '../../activities/providers/notifier.ts';
import { createSignedSender } from '../../activities/providers/signed-http.ts';
import type { DeliveryPage } from '../../domain/delivery/dispatcher.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { claimMessages } from '../../store/messages/claim-messages.ts';
import { closeMessage } from '../../store/messages/close-message.ts';
import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { control, freshSecret, quick, seedMessages, steady } from './fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let sandbox: Sandbox;
let delivery: MessageDelivery;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  sandbox = await startSandbox({ secret: freshSecret() });
  delivery = { pool, notifier: notifierWithin(5_000), settings: quick };
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => control(sandbox, 'reset', {}));

function notifierWithin(timeoutMs: number): Notifier {
  const { url, secret } = sandbox;
  return createHttpNotifier({ baseUrl: `${url}/notifier`, secret, timeoutMs });
}

async function deliverAll(notifier = delivery.notifier): Promise<DeliveryPage> {
  for (;;) {
    const page = await deliverMessages({ ...delivery, notifier }, 'test', steady);
    if (page.nextInMs === null) return page;
    await new Promise((resolve) => setTimeout(resolve, Math.min(page.nextInMs ?? 0, 2_500)));
  }
}

async function inbox(to: string): Promise<readonly { key: string; data: unknown }[]> {
  const { url, secret } = sandbox;
  const send = createSignedSender({ baseUrl: `${url}/notifier`, secret, timeoutMs: 2_000 });
  const answer = await send({ method: 'GET', path: `/inbox?to=${to}` });
  if (answer.kind !== 'believed') throw new Error(answer.reason);
  return (answer.body as { messages: { key: string; data: unknown }[] }).messages;
}

async function stateOf(key: string): Promise<unknown> {
  const [row] = await query(pool, 'SELECT state, attempts FROM message WHERE key = $1', [key]);
  return row;
}

describe('messages', () => {
  it('reach the inbox once each', async () => {
    const keys = await seedMessages(pool, 60);
    const page = await deliverAll();
    expect(page.summary).toBe('10 messages: 10 sent');
    const received = await inbox('person-a');
    expect(received.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(received[0]?.data).toEqual({ expiresAt: 7 });
  });

  it.each(['cut-before', 'cut-after', 'error-500', 'garbage', 'forge', 'delay'])(
    'reach it once through %s',
    async (fault) => {
      const [key] = await seedMessages(pool, 1, 'person-b');
      const operation = 'messages.create';
      await control(sandbox, 'faults', [{ operation, fault, times: 2, delayMs: 900 }]);
      await deliverAll(notifierWithin(fault === 'delay' ? 400 : 5_000));
      expect((await inbox('person-b')).map((message) => message.key)).toEqual([key]);
      expect(await stateOf(String(key))).toMatchObject({ state: 'sent' });
    },
  );

  it('that are refused are given up', async () => {
    const [key] = await seedMessages(pool, 1, 'a@b');
    await deliverAll();
    expect(await stateOf(String(key))).toEqual({ state: 'failed', attempts: 1 });
  });

  it('that were sent by a worker that died are sent again under their key, and taken once', async () => {
    const [key] = await seedMessages(pool, 1, 'person-c');
    const [claimed] = await claimMessages(pool, { limit: 1, worker: 'dying', leaseMs: 50 });
    if (claimed === undefined) throw new Error('nothing claimed');
    await delivery.notifier.notify(claimed);
    await deliverAll();
    expect((await inbox('person-c')).map((message) => message.key)).toEqual([key]);
    await expect(closeMessage(pool, claimed, { state: 'failed', reason: 'late' })).resolves.toBe(
      false,
    );
    expect(await stateOf(String(key))).toMatchObject({ state: 'sent' });
  });
});
