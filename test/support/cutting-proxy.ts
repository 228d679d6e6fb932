import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a connection is cut. */
export interface Cut {
  /** Bytes in a request by which it is known: `COMMIT` as Postgres is sent it, a path, a name. */
  readonly on: string;
  /**
   * `before`: the request never gets through. `after`: it is passed on, its answer is swallowed when it
   * is complete, and then the connection ends.
   */
  readonly when: 'before' | 'after';
  readonly times: number;
}

/** Stands between a client and a server, and loses acknowledgements on purpose. */
export interface CuttingProxy {
  readonly port: number;
  /** Arms it; what was armed before is forgotten. */
  arm(cut: Cut): void;
  /** How many connections it has cut so far. A run with none has shown nothing. */
  cuts(): number;
  stop(): Promise<void>;
}

/** The whole message by which Postgres is told to commit. */
export const commitMessage = 'Q\0\0\0\x0bCOMMIT\0';
/** What ends each answer of Postgres outside of a transaction: what was asked for is committed. */
const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');

/** Whether an answer is complete: whatever comes first, or all of what Postgres answers. */
type IsAnswered = (answer: Buffer) => boolean;
export const anyAnswer: IsAnswered = (answer) => answer.length > 0;
export const postgresAnswer: IsAnswered = (answer) => answer.includes(readyForQuery);

/** Starts a proxy before a server on a port of the loopback address. */
export async function startCuttingProxy(
  serverPort: number,
  isAnswered: IsAnswered,
): Promise<CuttingProxy> {
  const state = { armed: null as Cut | null, left: 0, cuts: 0 };
  const sockets = new Set<Socket>();
  const take = (chunk: Buffer): Cut | null => {
    const { armed } = state;
    if (armed === null || state.left === 0 || !chunk.includes(armed.on, 0, 'latin1')) return null;
    state.left -= 1;
    return armed;
  };
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    const cut = (): void => {
      state.cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    relay({ client, upstream, take, cut, isAnswered });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    arm: (cut) => Object.assign(state, { armed: cut, left: cut.times }),
    cuts: () => state.cuts,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function relay(between: {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly take: (chunk: Buffer) => Cut | null;
  readonly cut: () => void;
  readonly isAnswered: IsAnswered;
}): void {
  const { client, upstream, take, cut, isAnswered } = between;
  let swallowed: Buffer | null = null;
  client.on('data', (chunk) => {
    const struck = take(chunk);
    if (struck?.when === 'before') cut();
    else upstream.write(chunk);
    if (struck?.when === 'after') swallowed = Buffer.alloc(0);
  });
  upstream.on('data', (chunk) => {
    if (swallowed === null) {
      client.write(chunk);
      return;
    }
    swallowed = Buffer.concat([swallowed, chunk]);
    if (isAnswered(swallowed)) cut();
  });
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

/** The same address, by way of the proxy. */
export function through(proxy: CuttingProxy, address: string): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return url.href;
}
