import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../sandbox/server.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { SECRET, bodyOf, call, codeOf, control, paidOf, pay, query } from './signed-caller.ts';

const played: string[] = [];
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    secret: SECRET,
    log: (fields, message) => {
      if (message === 'fault played') played.push(String(fields['fault']));
    },
  });
});
afterAll(() => sandbox.stop());
beforeEach(() => control(sandbox.url, 'reset', {}));

function plan(steps: unknown): Promise<unknown> {
  return control(sandbox.url, 'faults', steps);
}

async function count(): Promise<number> {
  return (await paidOf(sandbox.url)).countByKey['payout:1'] ?? 0;
}

async function message(key: string): Promise<number> {
  const body = { key, to: 'sub_1', template: 'reward-paid', data: {} };
  return (await call(`${sandbox.url}/notifier/messages`, { body })).status;
}

describe('a payout without a proper answer', () => {
  it('delay: nothing is found meanwhile, and it is paid although the caller has gone', async () => {
    await plan({ fault: 'delay', delayMs: 300, times: 1 });
    const body = { key: 'payout:1', beneficiary: 'sub_1', asset: 'CNY/2', amountMinor: 500 };
    const headers = { 'idempotency-key': 'payout:1' };
    const signal = AbortSignal.timeout(100);
    await expect(
      call(`${sandbox.url}/provider/payouts`, { body, headers, signal }),
    ).rejects.toThrow();
    expect((await query(sandbox.url)).status).toBe(404);
    await expect.poll(count, { timeout: 5_000 }).toBe(1);
    expect((await pay(sandbox.url)).status).toBe(200);
  });

  it('cut-before: no answer, nothing paid', async () => {
    await plan({ fault: 'cut-before', times: 1 });
    await expect(pay(sandbox.url)).rejects.toThrow();
    expect(await count()).toBe(0);
    expect((await pay(sandbox.url)).status).toBe(201);
    expect(await count()).toBe(1);
  });

  it('cut-after: no answer, paid once, and the same key tells', async () => {
    await plan({ fault: 'cut-after', times: 1 });
    await expect(pay(sandbox.url)).rejects.toThrow();
    expect(bodyOf(await query(sandbox.url))).toMatchObject({ state: 'paid' });
    expect((await pay(sandbox.url)).status).toBe(200);
    expect(await count()).toBe(1);
  });

  it('error-500: a signed 500, nothing paid', async () => {
    await plan({ fault: 'error-500', times: 1 });
    const reply = await pay(sandbox.url);
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([500, true, 'INTERNAL']);
    expect(await count()).toBe(0);
  });

  it('garbage: signed and not JSON, and paid', async () => {
    await plan({ fault: 'garbage', times: 1 });
    const reply = await pay(sandbox.url);
    expect([reply.status, reply.believed]).toEqual([200, true]);
    expect(() => bodyOf(reply)).toThrow(SyntaxError);
    expect(await count()).toBe(1);
  });

  it('forge: a signature that nobody should believe, and paid', async () => {
    await plan({ fault: 'forge', times: 1 });
    const reply = await pay(sandbox.url);
    expect([reply.status, reply.believed]).toEqual([201, false]);
    expect(await count()).toBe(1);
  });
});

describe('a payout by a provider that breaks its contract', () => {
  it('forget: 201, yet neither query nor statement shows it; the key still holds', async () => {
    await plan({ fault: 'forget', times: 1 });
    const { status, text } = await pay(sandbox.url);
    expect(status).toBe(201);
    expect((await query(sandbox.url)).status).toBe(404);
    const statement = await call(`${sandbox.url}/provider/statement`);
    expect(bodyOf(statement)).toEqual({ payouts: [], next: null });
    const again = await pay(sandbox.url);
    expect([again.status, again.text]).toEqual([200, text]);
    expect(await count()).toBe(1);
  });

  it('ignore-key: pays again, and the statement shows both', async () => {
    const first = bodyOf(await pay(sandbox.url));
    await plan({ fault: 'ignore-key', times: 1 });
    const second = await pay(sandbox.url);
    expect(second.status).toBe(201);
    expect(bodyOf(second)['payoutId']).not.toBe(first['payoutId']);
    expect(await count()).toBe(2);
    expect(bodyOf(await query(sandbox.url))).toEqual(first);
    const statement = bodyOf(await call(`${sandbox.url}/provider/statement`));
    expect(statement['payouts']).toHaveLength(2);
  });

  it('none: ends a fault that was to last', async () => {
    await plan({ fault: 'error-500' });
    expect((await pay(sandbox.url)).status).toBe(500);
    expect((await pay(sandbox.url)).status).toBe(500);
    await plan({ fault: 'none' });
    expect((await pay(sandbox.url)).status).toBe(201);
  });
});

describe('a plan of faults', () => {
  it('is played in order and then ends', async () => {
    await plan([
      { fault: 'cut-after', times: 1 },
      { fault: 'none', times: 1 },
      { fault: 'ignore-key', times: 2 },
    ]);
    played.length = 0;
    await expect(pay(sandbox.url)).rejects.toThrow();
    const rest: number[] = [];
    while (rest.length < 4) rest.push((await pay(sandbox.url)).status);
    expect(rest).toEqual([200, 201, 201, 200]);
    expect(await count()).toBe(3);
    expect(played).toEqual(['cut-after', 'ignore-key', 'ignore-key']);
    expect(await control(sandbox.url, 'faults')).toEqual({ faults: [] });
  });

  it('is kept for each operation apart, and refused requests use nothing of it', async () => {
    await plan({ fault: 'error-500', operation: 'payouts.query', times: 1 });
    await plan({ fault: 'error-500', operation: 'payouts.create', times: 1 });
    expect((await pay(sandbox.url, { amountMinor: 0 })).status).toBe(400);
    expect((await pay(sandbox.url)).status).toBe(500);
    expect((await query(sandbox.url)).status).toBe(500);
    expect((await query(sandbox.url)).status).toBe(404);
  });

  it('reaches every operation', async () => {
    const verification = { key: 'v', subject: 'sub_1', check: 'face' };
    const calls: Record<string, () => Promise<number>> = {
      'payouts.statement': async () => (await call(`${sandbox.url}/provider/statement`)).status,
      'messages.create': () => message('m'),
      'messages.inbox': async () => (await call(`${sandbox.url}/notifier/inbox`)).status,
      'verifications.create': async () =>
        (await call(`${sandbox.url}/verifier/verifications`, { body: verification })).status,
    };
    for (const [operation, send] of Object.entries(calls)) {
      await plan({ fault: 'error-500', operation, times: 1 });
      expect(await send()).toBe(500);
      expect(await send()).toBeLessThan(300);
    }
  });

  it.each([
    { fault: 'unknown' },
    { fault: 'delay', delayMs: -1 },
    { fault: 'delay', times: 0 },
    { fault: 'forget', operation: 'payouts.query' },
    { fault: 'ignore-key', operation: 'verifications.create' },
    [],
  ])('refuses %j', async (steps) => {
    await expect(plan(steps)).rejects.toThrow(/^400 /);
    expect(await control(sandbox.url, 'faults')).toEqual({ faults: [] });
  });
});

describe('faults of a message', () => {
  async function inbox(): Promise<unknown> {
    return bodyOf(await call(`${sandbox.url}/notifier/inbox?to=sub_1`))['messages'];
  }

  it('forget: taken, never delivered', async () => {
    await plan({ fault: 'forget', operation: 'messages.create', times: 1 });
    expect([await message('m'), await message('m')]).toEqual([202, 202]);
    expect(await inbox()).toEqual([]);
  });

  it('ignore-key: delivered twice', async () => {
    await plan({ fault: 'ignore-key', operation: 'messages.create' });
    await message('m');
    await message('m');
    expect(await inbox()).toHaveLength(2);
  });
});

it('stops at once, though delayed requests are in flight, and does their work no more', async () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  let delayed = 0;
  const other = await startSandbox({
    secret: SECRET,
    log: (_fields, message) => {
      if (message === 'fault played') delayed += 1;
    },
  });
  await control(other.url, 'faults', { fault: 'delay', delayMs: 600_000 });
  const cut = Promise.allSettled(Array.from({ length: 50 }, () => pay(other.url)));
  await expect.poll(() => delayed, { timeout: 5_000 }).toBe(50);
  expect(timers()).toBeGreaterThanOrEqual(50);
  await other.stop();
  await other.stop();
  expect(timers()).toBeLessThan(25); // what is left is of the test itself
  expect((await cut).every(({ status }) => status === 'rejected')).toBe(true);
});
