import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { readSigningKey, signatureHeaders } from '../../activities/providers/signature.ts';
import { handleCheckCallback } from '../../activities/providers/verifier-callback.ts';
import { createHttpVerifier, type Verifier } from '../../activities/providers/verifier.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { freshSecret } from './fixture.ts';

const secret = freshSecret();
const key = readSigningKey(secret);
const order = { key: 'registration/1/2', subject: 'ann' as SubjectId, check: 'face' };
let server: Server;
let verifier: Verifier;
/** What the verifier answers, rightly signed. */
let answer: object = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = `re_${String(request.headers['webhook-id'])}`;
    const payload = JSON.stringify(answer);
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    response.writeHead(200, signatureHeaders(key, { id, timestampSeconds, payload })).end(payload);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${String(port)}`;
  verifier = createHttpVerifier({ baseUrl, secret, timeoutMs: 5_000 });
});
afterAll(() => server.close());

test.each(['passed', 'failed', 'pending'])('a check that is %s', async (result) => {
  answer = { ...order, verificationId: 've_1', result };
  expect(await verifier.ask(order)).toEqual({ kind: result });
});

test('an answer about another person, check or key is not believed', async () => {
  for (const other of [{ subject: 'bob' }, { check: 'phone' }, { key: 'registration/1/3' }]) {
    answer = { ...order, ...other, result: 'passed' };
    expect(await verifier.ask(order)).toMatchObject({ kind: 'doubtful' });
  }
  answer = { ...order, result: 'perhaps' };
  expect(await verifier.ask(order)).toMatchObject({ kind: 'doubtful' });
});

test.each([
  ['KEY_REUSED', 'doubtful'],
  ['SIGNATURE_STALE', 'not-taken'],
  ['INTERNAL', 'doubtful'],
])('an answer of %s is %s, as a status is not signed', async (code, kind) => {
  answer = { error: { code, message: 'no' } };
  expect(await verifier.ask(order)).toMatchObject({ kind });
});

test('nobody is asked in clear text beyond this machine', () => {
  const baseUrl = 'http://verifier.example';
  expect(() => createHttpVerifier({ baseUrl, secret, timeoutMs: 100 })).toThrow(RangeError);
});

async function callBack(
  by: string,
  body: unknown,
  id = 'cb_1',
): Promise<{ status: number; looked: number }> {
  const payload = Buffer.from(JSON.stringify(body));
  const signed = { id, timestampSeconds: Math.floor(Date.now() / 1_000), payload };
  const headers = new Headers(signatureHeaders(readSigningKey(by), signed));
  let looked = 0;
  const { status } = await handleCheckCallback(key, { headers, payload }, () => {
    looked += 1;
    return Promise.resolve();
  });
  return { status, looked };
}

test('a callback that the verifier has not signed is looked at no further', async () => {
  const forged = await callBack(freshSecret(), order);
  expect(forged.status).toBe(401);
  expect(forged.looked).toBe(0);
  expect(await callBack(secret, order, 're_1')).toEqual({ status: 401, looked: 0 });
  expect(await callBack(secret, order)).toEqual({ status: 204, looked: 1 });
  expect(await callBack(secret, { key: 'k' })).toEqual({ status: 400, looked: 0 });
});
