import { setTimeout as sleep } from 'node:timers/promises';

import type { CodeId } from '../domain/ids.ts';
import { alone } from '../store/sweep/try-lock.ts';
import { forgetWindows } from '../store/parties/forget-windows.ts';
import { forgetCells } from '../store/consents/give-consent.ts';
import { forgetPasswords } from '../store/passwords/forget-passwords.ts';
import { forgetCounters } from '../store/sweep/forget-counters.ts';
import { forgetLoginRequests } from '../store/devices/login-request.ts';
import { forgetTries } from '../store/devices/forget-tries.ts';
import { tellSlowedCodes } from '../store/devices/slowed-codes.ts';
import { workersSeen } from '../store/workers/heartbeat.ts';
import { refuseOverdueAwards } from './awards-pass.ts';
import { watchBudgets } from './budget-alarms.ts';
import { tellRelations } from './relation-alarms.ts';
import { settleStreams } from './streams-pass.ts';
import { settleOverduePoints } from './points-pass.ts';
import { batchSweep } from './sweep-batches.ts';
import {
  afterBrokenOff,
  afterDeaths,
  afterOutage,
  afterProblems,
  audit,
  deadAfterMs,
  settleDormant,
  wakeMissing,
  type Seen,
  type Sweeper,
} from './passes.ts';
import type { Log } from './sync-codes.ts';
import { takeOverhangs } from './take-overhangs.ts';
import { voidHeld } from './void-held.ts';
import type { Services } from './wake.ts';

export interface SweepOptions extends Services {
  /** As the worker calls itself in the table of workers, where it writes its own heartbeat. */
  readonly workerId: string;
  /** Of payout batches, where this worker delivers; without it they are not looked after. */
  readonly batchQueue?: string | undefined;
  /** Wakes the dispatchers that have something to deliver. */
  readonly nudge: () => Promise<void>;
  readonly log: Log;
  readonly intervalMs?: number;
  /** How often it looks at what may wait. */
  readonly slowRoundMs?: number;
}

const intervalMsDefault = 5_000;
/** How often Temporal is asked whether it is there: a server takes longer to come back. */
const pingMs = 1_000;
const slowRoundMsDefault = 60_000;
/** At its start a sweep looks back over what was broken off while nobody swept. */
const lookBackMs = 10 * 60_000;
/** … and over commits as long as a short absence of all workers. */
const startMs = 60_000;

interface Memory {
  /** When budgets are looked at again. */
  slowRoundAt: number;
  /** Whether this process has swept since it began to lead. */
  started: boolean;
  /** When services were first missed; null while all is well. */
  missedAt: number | null;
  cursor: CodeId | undefined;
  seen: Seen;
}

/**
 * Keeps rows and workflows in agreement, so that after the death of anything nobody has to act.
 * Every worker calls it; one at a time sweeps, the first by name of those that are alive. A quiet
 * pass costs six queries, a hundred and two questions to Temporal and a nudge. Payout batches are looked
 * after by the workers that deliver.
 */
export function startSweeping(options: SweepOptions): { stop(): Promise<void> } {
  const { intervalMs = intervalMsDefault } = options;
  const sweepBatches = batchPass(options);
  const memory = freshMemory();
  const stopping = new AbortController();
  const { signal } = stopping;

  const run = async (): Promise<void> => {
    for (let nextPass = 0; !signal.aborted;) {
      await ping(options, memory);
      if (Date.now() >= nextPass) {
        await pass(options, memory);
        await sweepBatches();
        nextPass = Date.now() + intervalMs;
      }
      await sleep(Math.min(pingMs, intervalMs), undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

function freshMemory(): Memory {
  const seen = { since: new Date(Date.now() - lookBackMs), runs: new Set<string>() };
  return { started: false, missedAt: null, cursor: undefined, seen, slowRoundAt: 0 };
}

/** A pass of whoever is to sweep now. What is missed is made good when all is there again. */
async function pass(options: SweepOptions, memory: Memory): Promise<void> {
  try {
    if (!(await leads(options))) {
      Object.assign(memory, freshMemory());
      return;
    }
    await alone(options.pool, 'sweep', () => sweepOnce(options, memory));
  } catch (error) {
    memory.missedAt ??= Date.now();
    options.log.warn({ err: error }, 'a sweep was cut short');
  }
}

/** A pass over payout batches, of this worker whoever sweeps; none where it delivers nothing. */
function batchPass({ batchQueue, slowRoundMs, ...services }: SweepOptions): () => Promise<void> {
  if (batchQueue === undefined) return () => Promise.resolve();
  const sweepBatches = batchSweep({ ...services, batchQueue }, slowRoundMs ?? slowRoundMsDefault);
  return () =>
    sweepBatches().catch((error: unknown) => {
      services.log.warn({ err: error }, 'a sweep of payout batches was cut short');
    });
}

async function sweepOnce(options: SweepOptions, memory: Memory): Promise<void> {
  const sweeper: Sweeper = options;
  const missedAt = memory.started ? memory.missedAt : Date.now() - startMs;
  if (missedAt !== null) {
    await wakeMissing(sweeper);
    const failed = await afterOutage(sweeper, Date.now() - missedAt);
    if (failed === 0) {
      memory.missedAt = null;
      memory.started = true;
    }
  }
  await afterDeaths(sweeper);
  await afterProblems(sweeper);
  await afterBrokenOff(sweeper, memory.seen);
  await settleDormant(sweeper);
  await settleOverduePoints(options.pool, options.log);
  await refuseOverdueAwards(options.pool, options.log);
  await settleStreams(options.pool, options.log);
  memory.cursor = await audit(sweeper, memory.cursor);
  if (Date.now() >= memory.slowRoundAt) {
    await slowRound(options);
    memory.slowRoundAt = Date.now() + (options.slowRoundMs ?? slowRoundMsDefault);
  }
  await options.nudge();
}

/** What may wait for a minute. */
async function slowRound(sweeper: SweepOptions): Promise<void> {
  await watchBudgets(sweeper.pool, sweeper.log);
  await tellRelations(sweeper.pool, sweeper.log);
  await voidHeld(sweeper, sweeper.log);
  await takeOverhangs(sweeper, sweeper.log);
  await forgetWindows(sweeper.pool, Date.now());
  await forgetPasswords(sweeper.pool, Date.now());
  await forgetCells(sweeper.pool, Date.now());
  await forgetTries(sweeper.pool, Date.now());
  await forgetCounters(sweeper.pool, Date.now());
  await forgetLoginRequests(sweeper.pool, Date.now());
  for (const slowed of await tellSlowedCodes(sweeper.pool)) {
    sweeper.log.warn(
      slowed,
      `somebody guesses dynamic codes of the codes of line ${slowed.lineage}`,
    );
  }
}

async function leads({ pool, workerId }: SweepOptions): Promise<boolean> {
  const alive = await workersSeen(pool, deadAfterMs);
  return alive.every((other) => workerId <= other);
}

async function ping({ temporal }: SweepOptions, memory: Memory): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + pingMs, () =>
      temporal.workflowService.getSystemInfo({}),
    );
  } catch {
    memory.missedAt ??= Date.now();
  }
}
