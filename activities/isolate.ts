import type pg from 'pg';
import type { Logger } from 'pino';

import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import type { Item } from '../domain/commit/commit.ts';
import { withSavepoint } from '../store/pool.ts';
import { commitOnce, type Batch, type Committed, type CommitSources } from './commit-once.ts';
import { isOurFault } from './failure.ts';

/** So many are looked for; what fails after them is not taken apart any more. */
const blamedMax = 8;

interface Isolating {
  readonly sources: CommitSources;
  readonly about: Batch;
  readonly log: Logger;
}

/**
 * Commits a batch of which some command meets a bug of ours: halves it until that command stands
 * alone, answers it `INTERNAL` and leaves it unrecorded, so that it can be asked again of a mended
 * worker. The others are decided as if it had not been there. Throws when the code cannot even be
 * settled, since then no command is to blame.
 */
export async function commitIsolating(
  db: pg.PoolClient,
  { sources, about, log }: Isolating,
): Promise<Committed> {
  let latest = await commitOnce(db, sources, { ...about, items: [] });
  let due = latest.due;
  let blamed = 0;

  const blame = (items: readonly Item[], error: unknown): readonly Outcome[] => {
    blamed += 1;
    const commands = items.map(({ command: { kind, opId } }) => `${kind} ${opId}`);
    const { campaign, code } = about;
    log.error({ err: error, alert: true, campaign, code, commands }, 'answered INTERNAL: a bug');
    return items.map(() => reject('INTERNAL'));
  };

  const commitSome = async (items: readonly Item[]): Promise<readonly Outcome[]> => {
    try {
      const some = await withSavepoint(db, () => commitOnce(db, sources, { ...about, items }));
      latest = some;
      const payouts = due.payouts || some.due.payouts;
      due = { payouts, messages: due.messages || some.due.messages };
      return some.outcomes;
    } catch (error) {
      if (!isOurFault(error)) throw error;
      if (items.length === 1 || blamed >= blamedMax) return blame(items, error);
      const half = Math.ceil(items.length / 2);
      const first = await commitSome(items.slice(0, half));
      return [...first, ...(await commitSome(items.slice(half)))];
    }
  };

  const outcomes = await commitSome(about.items);
  return { ...latest, outcomes, due };
}
