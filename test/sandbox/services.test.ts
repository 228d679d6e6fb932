import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../sandbox/server.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Reply } from './signed-caller.ts';
import { SECRET, bodyOf, call, codeOf, control } from './signed-caller.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ secret: SECRET });
});
afterAll(() => sandbox.stop());
beforeEach(() => control(sandbox.url, 'reset', {}));

describe('the notifier', () => {
  function send(over: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    const body = {
      key: 'm1',
      to: 'sub_1',
      template: 'reward-paid',
      data: { yuan: '5.00' },
      ...over,
    };
    return call(`${sandbox.url}/notifier/messages`, { body });
  }
  async function inbox(to: string): Promise<unknown[]> {
    const body = bodyOf(await call(`${sandbox.url}/notifier/inbox?to=${to}`));
    return body['messages'] as unknown[];
  }

  it('delivers once for a key that comes 1,000 times at once', async () => {
    const replies = await Promise.all(Array.from({ length: 1_000 }, () => send()));
    expect(new Set(replies.map((reply) => `${String(reply.status)} ${reply.text}`)).size).toBe(1);
    expect(replies[0]?.status).toBe(202);
    expect(await inbox('sub_1')).toEqual([
      {
        messageId: expect.any(String) as string,
        acceptedAt: expect.any(String) as string,
        key: 'm1',
        to: 'sub_1',
        template: 'reward-paid',
        data: { yuan: '5.00' },
      },
    ]);
  });

  it('refuses a known key with another body', async () => {
    await send();
    const reply = await send({ data: { yuan: '6.00' } });
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([422, true, 'KEY_REUSED']);
  });

  it('shows each inbox to itself', async () => {
    await send();
    await send({ key: 'm2', to: 'sub_2' });
    expect(await inbox('sub_1')).toHaveLength(1);
    expect(await inbox('sub_2')).toHaveLength(1);
    expect(await inbox('sub_3')).toHaveLength(0);
  });

  it('refuses a body that would reach into prototypes', async () => {
    const rawBody =
      '{"key":"m1","to":"sub_1","template":"reward-paid","data":{"__proto__":{"polluted":1}}}';
    const reply = await call(`${sandbox.url}/notifier/messages`, { rawBody });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('the verifier', () => {
  async function check(over: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const body = { key: 'v1', subject: 'sub_1', check: 'face', ...over };
    return bodyOf(await call(`${sandbox.url}/verifier/verifications`, { body }))['result'];
  }

  it('passes unless told otherwise, and keeps what it said for a key', async () => {
    expect(await check()).toBe('passed');
    await control(sandbox.url, 'verifier', { behaviour: 'fail' });
    expect(await check()).toBe('passed');
    expect(await check({ key: 'v2' })).toBe('failed');
  });

  it('is pending for as long as it was told, then passes', async () => {
    await control(sandbox.url, 'verifier', { behaviour: 'delay', delayMs: 200 });
    expect(await check()).toBe('pending');
    await expect.poll(() => check(), { timeout: 5_000 }).toBe('passed');
  });

  it('can be told of one subject or one check; the last that fits counts', async () => {
    await control(sandbox.url, 'verifier', { behaviour: 'fail', subject: 'sub_1', check: 'face' });
    expect(await check({ key: 'a' })).toBe('failed');
    expect(await check({ key: 'b', check: 'phone' })).toBe('passed');
    expect(await check({ key: 'c', subject: 'sub_2' })).toBe('passed');
    await control(sandbox.url, 'verifier', { behaviour: 'pass' });
    expect(await check({ key: 'd' })).toBe('passed');
  });

  it('refuses a known key for another check', async () => {
    await check();
    const body = { key: 'v1', subject: 'sub_1', check: 'phone' };
    const reply = await call(`${sandbox.url}/verifier/verifications`, { body });
    expect([reply.status, codeOf(reply)]).toEqual([422, 'KEY_REUSED']);
  });
});
