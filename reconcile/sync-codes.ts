import type { CodeRow } from '../domain/commit/rows.ts';
import { inParallel } from './in-parallel.ts';
import { workflowId } from '../workflows/messages.ts';
import { endUnplayable } from './unplayable.ts';
import { syncCode, type Services } from './wake.ts';

/** What a sweep tells; pino's loggers are of this form. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** At a time; each costs its workflow 6 events and the database one transaction. */
const syncsMax = 8;

/**
 * Brings workflows in line with their rows, in new runs where theirs cannot be replayed. Returns how many did
 * not answer.
 */
export async function syncCodes(
  services: Services & { readonly log: Log },
  rows: readonly CodeRow[],
  because: string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const done = await inParallel(rows, syncsMax, async (row) => {
    try {
      await syncCode(services, row).catch(async (error: unknown) => {
        const run = { code: row.id, workflowId: workflowId(row.campaign, row.id) };
        if (!(await endUnplayable(services, run))) throw error;
        await syncCode(services, row);
      });
      return true;
    } catch (error) {
      services.log.warn({ err: error, code: row.id }, 'a code could not be brought in line');
      return false;
    }
  });
  const failed = done.filter((ok) => !ok).length;
  services.log.info({ codes: rows.length, failed, because }, 'codes were brought in line');
  return failed;
}
