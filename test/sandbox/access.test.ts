import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../sandbox/server.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Call } from './signed-caller.ts';
import {
  SECRET,
  bodyOf,
  call,
  codeOf,
  control,
  paidOf,
  pay,
  signatureOf,
} from './signed-caller.ts';

const PAYOUT = { key: 'p1', beneficiary: 'sub_1', asset: 'CNY/2', amountMinor: 500 };
const MESSAGE = { key: 'm1', to: 'sub_1', template: 'reward-paid', data: {} };
const VERIFICATION = { key: 'v1', subject: 'sub_1', check: 'face' };

const REQUESTS: [string, Call][] = [
  ['/provider/payouts', { body: PAYOUT, headers: { 'idempotency-key': 'p1' } }],
  ['/provider/payouts/by-key/p1', {}],
  ['/provider/statement', {}],
  ['/provider/no-such-route', {}],
  ['/notifier/messages', { body: MESSAGE }],
  ['/notifier/inbox', {}],
  ['/verifier/verifications', { body: VERIFICATION }],
];

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const FIVE_MINUTES_AGO = -301;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ secret: SECRET });
});
afterAll(() => sandbox.stop());

describe.each(REQUESTS)('%s', (path, right) => {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const cases: [string, Call, string][] = [
    ['unsigned', { without: ['webhook-signature'] }, 'SIGNATURE_MISSING'],
    ['without an id', { without: ['webhook-id'] }, 'SIGNATURE_MISSING'],
    ['signed with another secret', { secret: OTHER_SECRET }, 'SIGNATURE_MISMATCH'],
    ['stale', { timestampSeconds: nowSeconds + FIVE_MINUTES_AGO }, 'SIGNATURE_STALE'],
    ['from the future', { timestampSeconds: nowSeconds + 400 }, 'SIGNATURE_STALE'],
  ];
  it.each(cases)('refuses a request %s', async (_what, wrong, code) => {
    const reply = await call(sandbox.url + path, { ...right, ...wrong });
    expect([reply.status, codeOf(reply)]).toEqual([401, code]);
    expect(reply.believed).toBe(!wrong.without?.includes('webhook-id'));
    expect((await paidOf(sandbox.url)).payouts).toEqual([]);
  });
});

describe('what is signed', () => {
  it('is the whole body', async () => {
    const wrong = { rawBody: JSON.stringify({ ...PAYOUT, amountMinor: 50_000 }) };
    const signed = JSON.stringify(PAYOUT);
    const seconds = Math.floor(Date.now() / 1000);
    const reply = await call(`${sandbox.url}/provider/payouts`, {
      ...wrong,
      headers: {
        'idempotency-key': 'p1',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(SECRET, 'msg_1', [seconds, signed]),
      },
    });
    expect([reply.status, codeOf(reply)]).toEqual([401, 'SIGNATURE_MISMATCH']);
  });

  it('is looked at before the body is read as JSON', async () => {
    const url = `${sandbox.url}/provider/payouts`;
    const unsigned = await call(url, { rawBody: '{', without: ['webhook-signature'] });
    expect(unsigned.status).toBe(401);
    const signed = await call(url, { rawBody: '{' });
    expect([signed.status, signed.believed, codeOf(signed)]).toEqual([400, true, 'BAD_REQUEST']);
  });

  it('holds for an unknown route too', async () => {
    const reply = await call(`${sandbox.url}/provider/no-such-route`);
    expect([reply.status, reply.believed, codeOf(reply)]).toEqual([404, true, 'NO_SUCH_ROUTE']);
  });

  it('does not let a request pass for its own answer', async () => {
    const reply = await call(`${sandbox.url}/notifier/inbox`);
    expect(reply.headers.get('webhook-id')).toMatch(/^re_msg_/);
  });
});

describe('the control routes', () => {
  it('answer no web page, neither across origins nor after DNS rebinding', async () => {
    const url = `${sandbox.url}/_control/reset`;
    const foreign = await fetch(url, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
    });
    expect(foreign.status).toBe(403);
    expect(await statusWithHost(`${sandbox.url}/_control/payouts`, 'rebound.example.com')).toBe(
      403,
    );
    expect(await statusWithHost(`${sandbox.url}/_control/payouts`, 'localhost:1')).toBe(200);
  });

  it('reset everything', async () => {
    await pay(sandbox.url);
    await call(`${sandbox.url}/notifier/messages`, { body: MESSAGE });
    await control(sandbox.url, 'provider', { state: 'pending' });
    await control(sandbox.url, 'verifier', { behaviour: 'fail' });
    await control(sandbox.url, 'faults', { fault: 'error-500' });
    await control(sandbox.url, 'reset', {});
    expect(await paidOf(sandbox.url)).toEqual({ payouts: [], countByKey: {}, totalMinor: 0 });
    expect(bodyOf(await call(`${sandbox.url}/notifier/inbox`))).toEqual({ messages: [] });
    expect(bodyOf(await pay(sandbox.url))).toMatchObject({ state: 'paid' });
    const verification = await call(`${sandbox.url}/verifier/verifications`, {
      body: VERIFICATION,
    });
    expect(bodyOf(verification)).toMatchObject({ result: 'passed' });
  });
});

describe('starting', () => {
  it('refuses a weak secret', async () => {
    await expect(startSandbox({ secret: 'whsec_c2hvcnQ=' })).rejects.toThrow(RangeError);
  });

  it('takes the port it is given, and says when that is taken', async () => {
    const port = Number(new URL(sandbox.url).port);
    await expect(startSandbox({ secret: SECRET, port })).rejects.toThrow('EADDRINUSE');
    const other = await startSandbox({ secret: SECRET });
    await other.stop();
    const again = await startSandbox({ secret: SECRET, port: Number(new URL(other.url).port) });
    expect(again.url).toBe(other.url);
    await again.stop();
  });
});

/** Like fetch, which does not let the Host header be chosen. */
function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
