import { parseCodeId } from '../domain/ids.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import { check, type Depth } from './check.ts';
import type { Difference, DifferenceKind } from './difference.ts';
import { syncCodes, type Log } from './sync-codes.ts';
import type { Services } from './wake.ts';

export interface Mended {
  /** What was found before. */
  readonly found: readonly Difference[];
  /** What is still so. It needs a person. */
  readonly left: readonly Difference[];
}

/** What a workflow that adopts its row, or is started from it, puts right. */
const mendable: ReadonlySet<DifferenceKind> = new Set([
  'workflow-missing',
  'workflow-stale',
  'workflow-left',
  'overdue',
]);

/**
 * Starts missing workflows from their rows and has stale ones adopt them. Terminates nothing and
 * writes no row but by the codes' own commits.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function mend(
  services: Services & { readonly log: Log },
  depth: Depth = 'all',
): Promise<Mended> {
  const found = await check(services, depth);
  const codes = found.flatMap(({ kind, subject }) => {
    const code = mendable.has(kind) ? parseCodeId(subject) : undefined;
    return code === undefined ? [] : [code];
  });
  if (codes.length === 0) return { found, left: found };
  const rows = await findCodes(services.pool, codes);
  const codeRows = [...rows.values()].map(({ code }) => code);
  await syncCodes(services, codeRows, 'they did not agree with their rows');
  return { found, left: await check(services, depth) };
}
