import type { Services } from '../reconcile/wake.ts';
import type { Log } from '../reconcile/sync-codes.ts';
import { queueOfCodes, type Context } from './context.ts';
import type { Report } from './output/report.ts';

/** What looking after codes needs; what it has to tell becomes progress. */
export async function servicesOf(
  context: Context,
  report: Report,
): Promise<Services & { readonly log: Log }> {
  const [pool, temporal] = [await context.database(), await context.temporal()];
  const log: Log = {
    info: (_, message) => {
      report.progress(message);
    },
    warn: (fields, message) => {
      const code = 'code' in fields ? ` (${String(fields.code)})` : '';
      report.progress(`${message}${code}`);
    },
  };
  return { pool, temporal, ...queueOfCodes(context.settings), log };
}
