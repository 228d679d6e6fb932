import { setTimeout as sleep } from 'node:timers/promises';

import type pg from 'pg';

import { checkInvariants } from '../../store/ledger/check-invariants.ts';

const everyMs = 3_000;

/** What reads the ledger's invariants all the while. */
export interface Watch {
  /** How often they were read, and how often Postgres did not answer. */
  readonly counts: { readonly checks: number; readonly missed: number };
  /** What was found, at whatever time. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

/** Reads what `usher ledger check` reads every few seconds until it is stopped. */
export function startWatch(owner: pg.Pool): Watch {
  const counts = { checks: 0, missed: 0 };
  const violations: string[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const look = async (): Promise<void> => {
    try {
      const found = await checkInvariants(owner);
      counts.checks += 1;
      violations.push(
        ...found.map(({ invariant, subject, detail }) => `${invariant}: ${subject}: ${detail}`),
      );
    } catch {
      counts.missed += 1;
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await look();
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    counts,
    violations,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
