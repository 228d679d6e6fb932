import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../sandbox/server.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { SECRET, bodyOf, call, codeOf, control, paidOf, pay, query } from './signed-caller.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ secret: SECRET, amountMinorMin: 10, amountMinorMax: 20_000 });
});
afterAll(() => sandbox.stop());
beforeEach(() => control(sandbox.url, 'reset', {}));

describe('paying', () => {
  it('pays once for a key that comes 1,000 times at once', async () => {
    const replies = await Promise.all(Array.from({ length: 1_000 }, () => pay(sandbox.url)));
    const ids = new Set(replies.map((reply) => bodyOf(reply)['payoutId']));
    expect(ids.size).toBe(1);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(999);
    expect(await paidOf(sandbox.url)).toMatchObject({
      countByKey: { 'payout:1': 1 },
      totalMinor: 500,
    });
  });

  it('answers a known key with the first answer, word for word', async () => {
    const first = await pay(sandbox.url, { memo: 'invitation' });
    const second = await pay(sandbox.url, { memo: 'invitation' });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.text).toBe(first.text);
  });

  it.each([
    ['amount', { amountMinor: 501 }],
    ['beneficiary', { beneficiary: 'sub_2' }],
    ['memo', { memo: 'another' }],
  ])('refuses a known key with another %s', async (_what, over) => {
    await pay(sandbox.url);
    const reply = await pay(sandbox.url, over);
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([422, true, 'KEY_REUSED']);
    expect((await paidOf(sandbox.url)).totalMinor).toBe(500);
  });

  it('refuses amounts outside its bounds, and remembers nothing of them', async () => {
    for (const amountMinor of [9, 20_001]) {
      const reply = await pay(sandbox.url, { amountMinor });
      expect([reply.status, codeOf(reply)]).toEqual([422, 'AMOUNT_OUT_OF_RANGE']);
    }
    expect((await pay(sandbox.url, { amountMinor: 20_000 })).status).toBe(201);
  });

  it.each([
    ['a fraction', { amountMinor: 1.5 }],
    ['a text for an amount', { amountMinor: '500' }],
    ['an amount of nothing', { amountMinor: 0 }],
    ['an amount past safe integers', { amountMinor: 2 ** 53 }],
    ['an asset that is no currency', { asset: 'points/0' }],
    ['a phone number for a beneficiary', { beneficiary: '13800000000' }],
    ['an address for a beneficiary', { beneficiary: 'a@example.com' }],
    ['a field it does not know', { phone: 'x' }],
  ])('refuses %s', async (_what, over) => {
    const reply = await pay(sandbox.url, over);
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([400, true, 'BAD_REQUEST']);
    expect((await paidOf(sandbox.url)).payouts).toEqual([]);
  });

  it('refuses a header and a body that name different keys', async () => {
    const body = { key: 'a', beneficiary: 'sub_1', asset: 'CNY/2', amountMinor: 500 };
    const headers = { 'idempotency-key': 'b' };
    const reply = await call(`${sandbox.url}/provider/payouts`, { body, headers });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'KEY_MISMATCH']);
  });
});

describe('asking', () => {
  it('finds a payout by any key a header can carry', async () => {
    const keys = [
      'payout:a/b?c=d&e',
      '100%',
      'a b'.replace(' ', '+'),
      '~'.repeat(255),
      '..',
      '__proto__',
    ];
    for (const key of keys) {
      const paid = bodyOf(await pay(sandbox.url, { key }));
      // A URL normalises a lone "..", as any client would.
      if (key !== '..') expect(bodyOf(await query(sandbox.url, key))).toEqual(paid);
    }
    expect(Object.values((await paidOf(sandbox.url)).countByKey)).toHaveLength(keys.length);
  });

  it('says not found, signed, and nothing of failure', async () => {
    const reply = await query(sandbox.url, 'payout:unknown');
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([404, true, 'NOT_FOUND']);
  });

  it('keeps the first answer of a payout that was pending, and queries show it paid', async () => {
    await control(sandbox.url, 'provider', { state: 'pending' });
    expect(bodyOf(await pay(sandbox.url))).toMatchObject({ state: 'pending', paidAt: null });
    expect(bodyOf(await query(sandbox.url))).toMatchObject({ state: 'pending' });
    expect(await control(sandbox.url, 'settle', {})).toEqual({ settled: 1 });
    expect(bodyOf(await pay(sandbox.url))).toMatchObject({ state: 'pending' });
    expect(bodyOf(await query(sandbox.url))).toMatchObject({
      state: 'paid',
      paidAt: expect.any(String) as string,
    });
  });
});

describe('the statement', () => {
  async function statement(search: string): Promise<{ keys: unknown[]; next: unknown }> {
    const body = bodyOf(await call(`${sandbox.url}/provider/statement${search}`));
    const payouts = body['payouts'] as { key: string; acceptedAt: string }[];
    return { keys: payouts.map(({ key }) => key), next: body['next'] };
  }

  it('lists every payout once, page after page', async () => {
    const keys = Array.from({ length: 7 }, (_, index) => `k${String(index)}`);
    for (const key of keys) await pay(sandbox.url, { key });
    expect(await statement('')).toEqual({ keys, next: null });
    const first = await statement('?limit=3');
    const second = await statement(`?limit=3&cursor=${String(first.next)}`);
    const third = await statement(`?limit=3&cursor=${String(second.next)}`);
    expect([...first.keys, ...second.keys, ...third.keys]).toEqual(keys);
    expect(third.next).toBeNull();
  });

  it('begins with what was accepted at the instant given', async () => {
    await pay(sandbox.url, { key: 'before' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await pay(sandbox.url, { key: 'at' });
    const at = (await paidOf(sandbox.url)).payouts[1]?.['acceptedAt'] as string;
    expect((await statement(`?since=${at}`)).keys).toEqual(['at']);
    const shifted = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().replace('Z', '%2B08:00');
    expect((await statement(`?since=${shifted}`)).keys).toEqual(['at']);
  });

  it.each(['?since=yesterday', '?limit=0', '?cursor=-1', '?page=2'])(
    'refuses %s',
    async (search) => {
      const reply = await call(`${sandbox.url}/provider/statement${search}`);
      expect([reply.status, reply.believed]).toEqual([400, true]);
    },
  );
});
