import { createServer } from 'node:net';

/** A port on 127.0.0.1 that was free a moment ago. Nothing holds it: a start that loses it should take another. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('not a TCP port');
  return address.port;
}
