import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux, macOS and Windows hand out to outgoing connections. */
const PORTS = { from: 20_000, below: 32_000 };

/**
 * A port on 127.0.0.1 that was free a moment ago; nothing holds it. It is never one from the range of
 * outgoing connections: a server that dials its own address before it listens may be given the very port
 * it wants to listen on (seen with Temporal).
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(PORTS.from, PORTS.below);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

/** Whether nobody listens on this port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
