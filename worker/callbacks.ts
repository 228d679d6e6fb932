import { fastify, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';

import type { AlipayNotificationAnswer } from '../activities/providers/alipay/notification.ts';
import type { CallbackAnswer } from '../activities/providers/callback.ts';
import type { Received } from '../activities/providers/signature.ts';
import type { NotificationAnswer } from '../activities/providers/wechat/notification.ts';

const bodyBytesMax = 65_536;

/** Where callbacks are received; whatever reaches it from outside comes through a proxy with TLS. */
export interface CallbackAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** One route, and what is answered there. */
export interface CallbackRoute {
  readonly path: string;
  readonly handle: (
    received: Received,
  ) => Promise<CallbackAnswer | NotificationAnswer | AlipayNotificationAnswer>;
}

/** A receiver that runs. */
export interface CallbackReceiver {
  /** The first route, as seen from this machine. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Receives what services outside call back about, each on a route of its own. Nothing of a body is looked at before its
 * signature holds. Rejects when the port is taken.
 */
export async function startCallbacks(
  { host, port }: CallbackAddress,
  routes: readonly [CallbackRoute, ...CallbackRoute[]],
): Promise<CallbackReceiver> {
  const app = fastify({ bodyLimit: bodyBytesMax, exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  // A body that is parsed and written again verifies as something else.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, raw, done) => {
    done(null, raw);
  });
  for (const { path, handle } of routes) {
    app.post(path, async (request, reply) => {
      const payload = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { status, body } = await handle({ headers: headersOf(request), payload });
      return reply.code(status).send(body ?? undefined);
    });
  }
  await app.listen({ host, port });
  const bound = (app.server.address() as AddressInfo).port;
  return { url: `http://${host}:${String(bound)}${routes[0].path}`, stop: () => app.close() };
}

function headersOf({ headers }: FastifyRequest): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) read.append(name, one);
  }
  return read;
}
