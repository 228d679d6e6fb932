import type pg from 'pg';
import type { Logger } from 'pino';

import { assert } from '../domain/assert.ts';
import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { parseCommand, refuseMalformed } from '../domain/code/parse-command.ts';
import type { CommitRequest, CommitResponse, Item } from '../domain/commit/commit.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { withTransaction } from '../store/pool.ts';
import { bodyHash } from '../store/commit/body-hash.ts';
import { asApplicationFailure, isOurFault } from './failure.ts';
import { commitIsolating } from './isolate.ts';
import { createRulebook } from './rulebook.ts';
import { snapshotOf } from './snapshot.ts';
import { commitOnce, type Committed, type CommitSources } from './commit-once.ts';

export interface CommitDependencies {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  readonly log: Logger;
  /** Id of the worker, kept with each row that it has written. */
  readonly worker: string;
  /** Told once something to deliver is committed. */
  readonly nudge?: (due: Due) => void;
  /** Between COMMIT and the end of the activity: where a test makes the process die. */
  readonly afterCommit?: () => void | Promise<void>;
}

/** What a commit has left to be delivered. */
export interface Due {
  readonly payouts: boolean;
  readonly messages: boolean;
}

/**
 * The one place where anything is decided about a code: settles what is due, answers the commands
 * in order, and writes all of it in one transaction. Safe to repeat: an operation that is stored is
 * answered as it was the first time.
 *
 * Fails with `ApplicationFailure` of a type of `commitFailures`: STORE_UNAVAILABLE may be tried
 * again, CODE_UNKNOWN and INVARIANT_BROKEN may not.
 */
export function createCommit(
  dependencies: CommitDependencies,
): (request: CommitRequest) => Promise<CommitResponse> {
  const { pool, keys, log, worker, nudge, afterCommit } = dependencies;
  const sources: CommitSources = { rulebook: createRulebook(keys), keys, worker };
  return async ({ campaign, code, commands, now }) => {
    const asked = commands.map(readCommand);
    const items = asked.filter(isItem);
    const about = { campaign, code, now, items };
    try {
      const committed = await withTransaction(pool, (db) => commitOnce(db, sources, about)).catch(
        (error: unknown) => {
          if (!isOurFault(error) || items.length === 0) throw error;
          log.warn(
            { err: error, code, commands: items.length },
            'looking for the command at fault',
          );
          return withTransaction(pool, (db) => commitIsolating(db, { sources, about, log }));
        },
      );
      await afterCommit?.();
      if (committed.due.payouts || committed.due.messages) nudge?.(committed.due);
      return { outcomes: inOrder(asked, committed), snapshot: snapshotOf(committed) };
    } catch (error) {
      if (isOurFault(error))
        log.error({ err: error, campaign, code }, 'a commit broke an invariant');
      throw asApplicationFailure(error);
    }
  };
}

type Asked = Item | Outcome;

function readCommand(input: Command): Asked {
  const command = parseCommand(input);
  return command === undefined ? refuseMalformed(input) : { command, bodyHash: bodyHash(command) };
}

function isItem(asked: Asked): asked is Item {
  return 'command' in asked;
}

function inOrder(asked: readonly Asked[], { outcomes }: Committed): Outcome[] {
  const rest = outcomes.values();
  return asked.map((one) => {
    const outcome = isItem(one) ? rest.next().value : one;
    assert(outcome !== undefined, 'every command has one outcome');
    return outcome;
  });
}
