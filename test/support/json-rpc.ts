import type { Readable, Writable } from 'node:stream';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What the other side may say by itself. */
interface Listener {
  /** A question of theirs; what comes back is the answer. */
  asked(method: string, params: unknown): unknown;
  told(method: string, params: unknown): void;
}

/** One side of a JSON-RPC connection. */
interface Connection {
  ask(method: string, params: unknown): Promise<unknown>;
  tell(method: string, params: unknown): void;
}

/** Speaks JSON-RPC in the framing of language servers with a process. */
export function connect(
  process: { readonly stdin: Writable; readonly stdout: Readable },
  listener: Listener,
): Connection {
  const answers = new Map<number, (message: Message) => void>();
  let asked = 0;
  const send = (message: Message): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const take = (message: Message): void => {
    const { id, method, params } = message;
    if (method === undefined) answers.get(id ?? -1)?.(message);
    else if (id === undefined) listener.told(method, params);
    else send({ id, result: listener.asked(method, params) });
  };
  process.stdout.on('data', reader(take));
  return {
    ask: async (method, params) => {
      const id = (asked += 1);
      const { result, error } = await new Promise<Message>((resolve) => {
        answers.set(id, resolve);
        send({ id, method, params });
      });
      answers.delete(id);
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    tell: (method, params) => {
      send({ method, params });
    },
  };
}

/** Cuts bytes into the messages that they carry. */
function reader(take: (message: Message) => void): (chunk: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const head = waiting.indexOf('\r\n\r\n');
      const length = /Content-Length: (\d+)/.exec(waiting.toString('utf8', 0, Math.max(0, head)));
      const end = head + 4 + Number(length?.[1]);
      if (head < 0 || waiting.length < end) return;
      take(JSON.parse(waiting.toString('utf8', head + 4, end)) as Message);
      waiting = waiting.subarray(end);
    }
  };
}
