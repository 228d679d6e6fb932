// A worker process of its own that ends, or stands still, where it is told to.
import pg from 'pg';

import { assert } from '../../domain/assert.ts';
import { parseKeyRing } from '../../store/keys/key-ring.ts';
import { createLog } from '../../worker/logging.ts';
import { startWorker } from '../../worker/run.ts';
import type { Fault, FromWorker, ProcessOptions, ToWorker } from './worker-process.ts';

/** After the first commit stands at the point, how long the others have to join it: well within a workflow task. */
const gatherMs = 5_000;

let armed: Fault | undefined;
let waiting: (() => void)[] = [];
let strike: NodeJS.Timeout | undefined;

/** Holds whoever comes to the armed point until enough of them stand there; then strikes. */
function reach(point: Fault['at']): Promise<void> | undefined {
  const fault = armed;
  if (fault?.at !== point) return undefined;
  return new Promise((resolve) => {
    waiting.push(resolve);
    strike ??= setTimeout(hit, gatherMs, fault);
    if (waiting.length >= fault.commits) hit(fault);
  });
}

function hit(fault: Fault): void {
  clearTimeout(strike);
  strike = undefined;
  armed = undefined;
  const held = waiting;
  waiting = [];
  process.kill(process.pid, fault.signal);
  // Only after a SIGSTOP, and then as somebody who does not know that time has passed.
  for (const go of held) go();
}

/** Makes the COMMIT of a transaction that has locked a code's row pass by `reach`. */
function watchCommits(): void {
  const deciding = new WeakSet<object>();
  const client = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const plain = client.query;
  client.query = function (this: object, ...args: unknown[]): unknown {
    const [statement] = args;
    if (typeof statement === 'object' && (statement as { name?: unknown }).name === 'lock-code') {
      deciding.add(this);
    }
    if (statement !== 'COMMIT' || !deciding.delete(this)) return plain.apply(this, args);
    const held = reach('before-commit');
    return held === undefined ? plain.apply(this, args) : held.then(() => plain.apply(this, args));
  };
}

async function start({ keys, fault, ...options }: ProcessOptions): Promise<void> {
  const read = parseKeyRing(keys);
  assert(read.ok, 'the keys of the test are well formed');
  armed = fault;
  const afterCommit = (): Promise<void> | undefined => reach('after-commit');
  const log = createLog('info');
  const worker = await startWorker({ ...options, keys: read.ring, log, afterCommit });
  tell({ is: 'running', identity: worker.identity });
  await worker.ended;
  process.disconnect();
}

function tell(message: FromWorker): void {
  process.send?.(message);
}

watchCommits();
process.on('disconnect', () => process.exit());
process.on('message', (message: ToWorker) => {
  if (message.do === 'arm') armed = message.fault;
  else void start(message.options);
});
tell({ is: 'loaded' });
