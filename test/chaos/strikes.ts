import { setTimeout as sleep } from 'node:timers/promises';

import { query } from '../../store/query.ts';
import type { CrashStack } from '../support/killable-stack.ts';
import type { WorkerProcess } from '../support/worker-process.ts';
import type { Crowd } from './crowd.ts';
import type { Cut, Plan, Victim } from './plan.ts';
import type { Toxiproxy } from './toxiproxy.ts';

/** Longer than a workflow task may take, and than a transaction may wait for a lock. */
const stillMs = 13_000;

/** What one kind of fault has done. */
export interface Struck {
  times: number;
  /** Of these, how often it struck something that was under way, and could not go on before it was over. */
  hits: number;
}

/** What strikes, one after the other, and what it came to. */
export interface Strikes {
  readonly kills: ReadonlyMap<Victim, Struck>;
  readonly cuts: ReadonlyMap<string, Struck>;
  /** Worker processes that ended though nobody had killed them. */
  readonly deaths: readonly string[];
  /** What strikes now, in words; undefined between two. */
  readonly under: () => string | undefined;
  /** What the workers of this moment wrote last. */
  words(): Promise<readonly string[]>;
  /** Resolves when it is over, with what it was, in words. */
  kill(): Promise<string>;
  cut(): Promise<string>;
}

interface Field {
  readonly stack: CrashStack;
  readonly toxiproxy: Toxiproxy;
  readonly crowd: Pick<Crowd, 'inFlight'>;
  readonly plan: Plan;
}

/** Starts both workers. */
export async function prepareStrikes({ stack, toxiproxy, crowd, plan }: Field): Promise<Strikes> {
  const kills = new Map<Victim, Struck>();
  const cuts = new Map<string, Struck>();
  const deaths: string[] = [];
  const workers = new Map<'worker A' | 'worker B', WorkerProcess>();
  const start = async (name: 'worker A' | 'worker B'): Promise<void> => {
    const worker = await stack.startWorker();
    workers.set(name, worker);
    void worker.ended.then(async (signal) => {
      if (signal !== 'SIGKILL') deaths.push(`${name} ended by itself: ${await lastWords(worker)}`);
    });
  };
  const deeds: Readonly<Record<Victim, () => Promise<void>>> = {
    'worker A': () => replace('worker A'),
    'worker B': () => replace('worker B'),
    Temporal: () => restart(stack.temporal),
    Postgres: () => restart(stack.postgres),
    'a standing worker': async () => {
      const zombie = workers.get('worker A');
      zombie?.signal('SIGSTOP');
      await sleep(stillMs);
      zombie?.signal('SIGCONT');
    },
  };
  const replace = async (name: 'worker A' | 'worker B'): Promise<void> => {
    await workers.get(name)?.kill();
    await start(name);
  };
  await Promise.all([start('worker A'), start('worker B')]);
  let now: string | undefined;
  return {
    kills,
    cuts,
    deaths,
    under: () => now,
    words: () =>
      Promise.all(
        [...workers].map(async ([name, worker]) => `${name}: ${await lastWords(worker)}`),
      ),
    kill: async () => {
      const victim = plan.nextVictim();
      const began = Date.now();
      now = `killing ${victim}`;
      await deeds[victim]();
      now = undefined;
      note(kills, victim, crowd.inFlight(began) > 0);
      return `killed: ${victim}`;
    },
    cut: async () => {
      const cut = plan.nextCut();
      now = `cutting ${cut.route}: ${cut.toxic.type}`;
      const struck = { at: Date.now(), inFlight: crowd.inFlight() };
      const heal = await toxiproxy.poison(cut.route, cut.toxic);
      await sleep(cut.ms);
      const hit = await isHit({ stack, crowd }, cut, struck);
      await heal();
      now = undefined;
      const kind = `${cut.route}: ${cut.toxic.type}`;
      note(cuts, kind, hit);
      return `cut: ${kind}`;
    },
  };
}

/** The end of what it wrote, where it says why. */
async function lastWords(worker: WorkerProcess): Promise<string> {
  return (await worker.log()).trimEnd().split('\n').slice(-12).join('\n');
}

async function restart(service: { kill(): void; restart(): Promise<void> }): Promise<void> {
  service.kill();
  await service.restart();
}

/**
 * Whether a cut has hit something under way: a payout where it is between worker and provider, else an
 * operation. What is only slowed down gets its answer meanwhile.
 */
async function isHit(
  { stack, crowd }: Pick<Field, 'stack' | 'crowd'>,
  { route, toxic }: Cut,
  struck: { readonly at: number; readonly inFlight: number },
): Promise<boolean> {
  const isSlow = toxic.type === 'latency';
  if (route !== 'sandbox') return (isSlow ? struck.inFlight : crowd.inFlight(struck.at)) > 0;
  const rows = await query<{ n: number }>(
    stack.owner,
    `SELECT count(*)::int AS n FROM payout
     WHERE state IN ('sending', 'unknown') OR ($1 AND changed_at > $2)`,
    [isSlow, new Date(struck.at)],
  );
  return (rows[0]?.n ?? 0) > 0;
}

function note<Kind>(book: Map<Kind, Struck>, kind: Kind, isHit: boolean): void {
  const struck = book.get(kind) ?? { times: 0, hits: 0 };
  book.set(kind, struck);
  struck.times += 1;
  if (isHit) struck.hits += 1;
}
