import { randomUUID } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { refusal } from './answer.ts';
import type { SandboxLog } from './answer.ts';
import type { SigningKey } from './signature.ts';
import { isMessageId, sign, verify } from './signature.ts';

const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/**
 * Makes every route of the scope refuse requests that are not signed with the key, before the body
 * is parsed, and signs every answer of the scope, refusals included.
 */
export function signScope(scope: FastifyInstance, key: SigningKey): void {
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (_request, raw, done) => {
      done(null, raw);
    },
  );
  scope.addHook('preValidation', (request, reply, done) => {
    const verdict = verify(
      key,
      { headers: request.headers, payload: signedPart(request) },
      Date.now(),
    );
    if (!verdict.ok) {
      const { status, body } = refusal(401, verdict.code, verdict.message);
      void reply.code(status).send(body);
      return;
    }
    if (!Buffer.isBuffer(request.body)) {
      done();
      return;
    }
    void parseJson(request, request.body.toString('utf8'), (error, body) => {
      request.body = body;
      done(error ?? undefined);
    });
  });
  scope.addHook('onSend', (request, reply, payload) => {
    const own = sign(key, {
      id: answerId(request),
      timestampSeconds: Math.floor(Date.now() / 1000),
      payload: typeof payload === 'string' ? payload : '',
    });
    const forged = reply.getHeader('webhook-signature');
    const signature = forged ?? own['webhook-signature'];
    void reply.headers({ ...own, 'webhook-signature': signature });
    return Promise.resolve(payload);
  });
}

/** Gives every error of the scope the one form of a refusal. */
export function refuseInOneForm(scope: FastifyInstance, log: SandboxLog): void {
  scope.setNotFoundHandler((_request, reply) => {
    const { status, body } = refusal(404, 'NO_SUCH_ROUTE', 'there is no such route');
    return reply.code(status).send(body);
  });
  scope.setErrorHandler((error, _request, reply) => {
    const message = error instanceof Error ? error.message : String(error);
    const status = statusOf(error);
    const code = CODES[status];
    if (code === undefined) log({ error: message }, 'the sandbox itself failed');
    const { body } = refusal(status, code ?? 'INTERNAL', message);
    return reply.code(code === undefined ? 500 : status).send(body);
  });
}

/** GET and HEAD sign the request target as sent, everything else its raw body. */
function signedPart(request: FastifyRequest): string | Buffer {
  if (request.method === 'GET' || request.method === 'HEAD') return request.originalUrl;
  return Buffer.isBuffer(request.body) ? request.body : '';
}

/** Names the request it answers, and is never the id of a request, so neither passes for the other. */
function answerId(request: FastifyRequest): string {
  const id = request.headers['webhook-id'];
  return `re_${isMessageId(id) ? id : randomUUID()}`;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
