import { startChild } from '../../stack/child.ts';
import { freePort } from '../../stack/ports.ts';
import { startServing } from '../../stack/serving.ts';
import type { Routes } from '../support/killable-stack.ts';
import { findToxiproxy } from './toxiproxy-binary.ts';

/** Between whom a network can be cut. */
export const routeNames = [
  'clientDatabase',
  'workerDatabase',
  'clientTemporal',
  'workerTemporal',
  'sandbox',
] as const;
export type RouteName = (typeof routeNames)[number];

/** What Toxiproxy does to every connection of a route, in its own terms. */
export interface Toxic {
  readonly type: 'timeout' | 'reset_peer' | 'latency' | 'limit_data';
  /** Upstream is what the client sends. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

/** A Toxiproxy of our own. */
export interface Toxiproxy {
  /** Leads all routes through it. */
  readonly reroute: (straight: Routes) => Promise<Routes>;
  /** Puts a toxic on a route; resolves with what takes it off again. */
  poison(route: RouteName, toxic: Toxic): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1, and builds it first where it is missing. */
export async function startToxiproxy(log: (line: string) => void): Promise<Toxiproxy> {
  const command = await findToxiproxy(log);
  const port = await freePort();
  const api = `http://127.0.0.1:${String(port)}`;
  const child = await startServing({
    name: 'Toxiproxy',
    ports: { Toxiproxy: port },
    start: () => startChild({ command, args: ['-host', '127.0.0.1', '-port', String(port)] }),
    ready: () =>
      fetch(`${api}/version`).then(
        ({ ok }) => ok,
        () => false,
      ),
    instead: 'end what listens there',
  });
  return {
    reroute: async (straight) => {
      const entries = routeNames.map(async (name) => [name, await lead(api, name, straight[name])]);
      return Object.fromEntries(await Promise.all(entries)) as Routes;
    },
    poison: async (route, toxic) => {
      await call(api, 'POST', `/proxies/${route}/toxics`, { name: 'cut', toxicity: 1, ...toxic });
      return () => call(api, 'DELETE', `/proxies/${route}/toxics/cut`);
    },
    stop: () => child.stop(),
  };
}

/** The same address, by way of a new proxy. */
async function lead(api: string, name: RouteName, address: string): Promise<string> {
  const url = new URL(address);
  const listen = `127.0.0.1:${String(await freePort())}`;
  await call(api, 'POST', '/proxies', { name, listen, upstream: url.host, enabled: true });
  url.host = listen;
  return url.href.replace(/\/$/, '');
}

async function call(api: string, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}
