import { batchMax, type Command, type CommandKind } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { UsherError } from './usher-error.ts';

/** Most bytes of commands in one update. */
const batchBytesMax = 100_000;

/** One command on its way to its code, and how its caller is answered. */
export interface Waiting {
  readonly command: Command;
  readonly bytes: number;
  /** Whose it is; callers take turns. */
  readonly caller: string;
  /** Epoch milliseconds of the real clock. */
  readonly deadline: number;
  /** Takes it out of the backlog at its deadline, as long as it was not sent. */
  readonly leaving: NodeJS.Timeout;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: UsherError) => void;
}

/** What waits for one code's lane: by kind, then by caller, each caller's nearest deadline first. */
export interface Backlog {
  add(item: Waiting): void;
  remove(item: Waiting): void;
  /** The next batch: one kind, callers in turn, within both limits. Empty when nothing waits. */
  take(): Waiting[];
  readonly size: number;
}

type Queues = Map<string, Waiting[]>;

/** An empty backlog. */
export function createBacklog(): Backlog {
  // A Map keeps the order of insertion: the kind and the caller in front have waited longest.
  const kinds = new Map<CommandKind, Queues>();
  let size = 0;
  return {
    add: (item) => {
      const queues = kinds.get(item.command.kind) ?? new Map<string, Waiting[]>();
      kinds.set(item.command.kind, queues);
      const queue = queues.get(item.caller) ?? [];
      queues.set(item.caller, queue);
      const after = queue.findLastIndex((other) => other.deadline <= item.deadline);
      queue.splice(after + 1, 0, item);
      size += 1;
    },
    remove: (item) => {
      const queue = kinds.get(item.command.kind)?.get(item.caller);
      const index = queue?.indexOf(item) ?? -1;
      if (index === -1) return;
      queue?.splice(index, 1);
      size -= 1;
    },
    take: () => {
      for (const [kind, queues] of kinds) {
        kinds.delete(kind);
        const batch = takeInTurn(queues);
        if (queues.size > 0) kinds.set(kind, queues);
        size -= batch.length;
        if (batch.length > 0) return batch;
      }
      return [];
    },
    get size() {
      return size;
    },
  };
}

/** One item of each caller in turn; the caller after the last one served begins next time. */
function takeInTurn(queues: Queues): Waiting[] {
  const taken = new Map<string, number>();
  const batch: Waiting[] = [];
  let bytes = 0;
  while (queues.size > 0 && batch.length < batchMax) {
    const [caller, queue] = first(queues);
    const index = taken.get(caller) ?? 0;
    const item = queue[index];
    if (item !== undefined && batch.length > 0 && bytes + item.bytes > batchBytesMax) break;
    queues.delete(caller);
    if (item === undefined) {
      taken.delete(caller);
      continue;
    }
    queues.set(caller, queue);
    taken.set(caller, index + 1);
    batch.push(item);
    bytes += item.bytes;
  }
  for (const [caller, count] of taken) {
    const queue = queues.get(caller);
    queue?.splice(0, count);
    if (queue?.length === 0) queues.delete(caller);
  }
  return batch;
}

function first(queues: Queues): [string, Waiting[]] {
  for (const entry of queues) return entry;
  return ['', []];
}
