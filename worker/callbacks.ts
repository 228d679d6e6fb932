import { fastify, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';

import type { OpenServices, PayoutHint } from './services.ts';

const bodyBytesMax = 65_536;

/** Where callbacks are received; whatever reaches it from outside comes through a proxy with TLS. */
export interface CallbackAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** A receiver that runs. */
export interface CallbackReceiver {
  /** To be called by the provider, as seen from this machine. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Receives what a provider calls back about, on one route. Nothing of a body is looked at before its
 * signature holds. Rejects when the port is taken.
 */
export async function startCallbacks(
  { host, port }: CallbackAddress,
  { callbacks }: OpenServices['provider'],
  look: (hint: PayoutHint) => Promise<void>,
): Promise<CallbackReceiver> {
  const app = fastify({ bodyLimit: bodyBytesMax, exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  // A body that is parsed and written again verifies as something else.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, raw, done) => {
    done(null, raw);
  });
  app.post(callbacks.path, async (request, reply) => {
    const payload = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { status, body } = await callbacks.handle({ headers: headersOf(request), payload }, look);
    return reply.code(status).send(body ?? undefined);
  });
  await app.listen({ host, port });
  const bound = (app.server.address() as AddressInfo).port;
  return { url: `http://${host}:${String(bound)}${callbacks.path}`, stop: () => app.close() };
}

function headersOf({ headers }: FastifyRequest): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) read.append(name, one);
  }
  return read;
}
