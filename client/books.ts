import type pg from 'pg';

import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId, OpId } from '../domain/ids.ts';
import { wakingOf, type Waking } from '../reconcile/wake.ts';
import { loadCode } from '../store/codes/load-code.ts';
import { loadOutcomes } from '../store/codes/load-outcomes.ts';
import { bodyHash } from '../store/commit/body-hash.ts';

/** What a client reads of the database on a command's way to its code. */
export interface Books {
  row(code: CodeId): Promise<CodeRow | undefined>;
  waking(row: CodeRow): Promise<Waking>;
  /** Stored answers; `OPERATION_REUSED` where the id was used with another body. */
  stored(row: CodeRow, commands: readonly Command[]): Promise<ReadonlyMap<OpId, Outcome>>;
}

/** The books of one database. Every function may throw `StoreUnavailable`. */
export function openBooks(pool: pg.Pool, taskQueue: string | undefined): Books {
  return {
    row: (code) => loadCode(pool, code),
    waking: (row) => wakingOf(pool, row, taskQueue),
    stored: async (row, commands) => {
      const opIds = commands.map(({ opId }) => opId);
      const stored = await loadOutcomes(pool, row, opIds);
      const answers = new Map<OpId, Outcome>();
      for (const command of commands) {
        const found = stored.get(command.opId);
        if (found === undefined) continue;
        const same = found.bodyHash === bodyHash(command);
        answers.set(command.opId, same ? found.outcome : reject('OPERATION_REUSED'));
      }
      return answers;
    },
  };
}
