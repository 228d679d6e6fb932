import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import {
  disbelief,
  readSigningKey,
  signatureHeaders,
} from '../../activities/providers/signature.ts';
import { createSignedSender } from '../../activities/providers/signed-http.ts';

/** The example of sandbox/provider.openapi.yaml. */
const secret = 'whsec_dXNoZXItc2FuZGJveC1leGFtcGxlLWtleS0wMQ==';
const signature = 'v1,nf1K3csA1IzsTmA0wCPe6xwkkP4uZ4Rv85r+lqfHq6g=';
const key = readSigningKey(secret);
const nowMs = 1_700_000_000_000;

describe('signing', () => {
  it('makes the signature of the contract’s example', () => {
    const payload = '{"key":"payout:7"}';
    const headers = signatureHeaders(key, {
      id: 'msg_1',
      timestampSeconds: 1_700_000_000,
      payload,
    });
    expect(headers['webhook-signature']).toBe(signature);
  });

  it.each([
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    'dXNoZXItc2FuZGJveC1leGFtcGxlLWtleS0wMQ==',
    'whsec_???',
  ])('refuses the secret %j', (unfit) => {
    expect(() => readSigningKey(unfit)).toThrow(RangeError);
  });
});

describe('believing an answer', () => {
  const payload = Buffer.from('{"state":"paid"}');
  const answer = (over: Record<string, string> = {}): { headers: Headers; payload: Buffer } => {
    const signed = { id: 're_q1', timestampSeconds: nowMs / 1000, payload };
    return { headers: new Headers({ ...signatureHeaders(key, signed), ...over }), payload };
  };
  const request = { id: 'q1', nowMs };

  it('believes what is signed for this request, with one of several signatures', () => {
    expect(disbelief(key, answer(), request)).toBeNull();
    const own = answer().headers.get('webhook-signature') ?? '';
    const rotated = answer({ 'webhook-signature': `${signature} ${own}` });
    expect(disbelief(key, rotated, request)).toBeNull();
  });

  it.each([
    ['another key', answer(), request, readSigningKey(`whsec_${'B'.repeat(43)}=`)],
    ['another body', { ...answer(), payload: Buffer.from('{}') }, request, key],
    ['another request', answer(), { ...request, id: 'q2' }, key],
    ['an answer without signature', { headers: new Headers(), payload }, request, key],
    ['a time that is not signed', answer({ 'webhook-timestamp': '1700000001' }), request, key],
    ['no time at all', answer({ 'webhook-timestamp': 'now' }), request, key],
    ['an old answer', answer(), { ...request, nowMs: nowMs + 301_000 }, key],
    ['an answer from the future', answer(), { ...request, nowMs: nowMs - 301_000 }, key],
  ])('does not believe %s', (_name, given, asked, held) => {
    expect(disbelief(held, given, asked)).not.toBeNull();
  });
});

describe('the signed sender', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function answering(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  it.each(['http://example.org', 'ftp://127.0.0.1', 'http://10.0.0.1'])(
    'does not talk to %s',
    (baseUrl) => {
      expect(() => createSignedSender({ baseUrl, secret, timeoutMs: 100 })).toThrow(RangeError);
    },
  );

  it('follows no redirect', async () => {
    const asked: string[] = [];
    const baseUrl = await answering((request, response) => {
      asked.push(String(request.url));
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const send = createSignedSender({ baseUrl, secret, timeoutMs: 1_000 });
    expect((await send({ method: 'GET', path: '/a' })).kind).toBe('doubtful');
    expect(asked).toEqual(['/a']);
  });

  it('reads no more of an answer than it may need', async () => {
    const baseUrl = await answering((_request, response) => {
      response.end('x'.repeat(70_000));
    });
    const send = createSignedSender({ baseUrl, secret, timeoutMs: 1_000 });
    const answer = await send({ method: 'GET', path: '/a' });
    expect(answer).toEqual({ kind: 'doubtful', reason: 'the answer is too large' });
  });

  it('gives up in time when an answer never ends', async () => {
    const baseUrl = await answering((_request, response) => {
      response.write('{');
    });
    const send = createSignedSender({ baseUrl, secret, timeoutMs: 200 });
    const answer = await send({ method: 'POST', path: '/a', body: {} });
    expect(answer).toEqual({ kind: 'doubtful', reason: 'no answer in time' });
  });

  it('knows that nobody was reached when no connection stood', async () => {
    const baseUrl = await answering(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const send = createSignedSender({ baseUrl, secret, timeoutMs: 1_000 });
    expect((await send({ method: 'POST', path: '/a', body: {} })).kind).toBe('unreached');
  });
});
