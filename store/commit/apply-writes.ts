import { createHash } from 'node:crypto';

import { InvariantError, assert } from '../../domain/assert.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { isOpen } from '../../domain/code/state.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Decided } from '../../domain/commit/writes.ts';
import { insertCode } from '../codes/insert-code.ts';
import { trackingIdOf } from '../codes/tracking-id.ts';
import { refreshValue } from '../codes/code-values.ts';
import { RedemptionConflict, brokenConstraint } from '../failure.ts';
import type { Mint } from '../keys/value.ts';
import { queryOne, type Db } from '../query.ts';
import { codePart, countersPart, partsOf, type Part } from './write-parts.ts';

export interface Applied {
  /** As `lockCode` has returned it in this transaction. */
  readonly code: CodeRow;
  readonly terms: Terms;
  readonly decided: Decided;
  /** Makes a value, where a refresh or a successor needs one. */
  readonly mint: Mint;
  /** Id of the worker. */
  readonly committedBy: string;
}

/**
 * Writes all that was decided, in one statement (a new code value takes more), and returns the
 * code's row with its new revision. Writes nothing when nothing changed.
 * @throws RedemptionConflict when another code has given a person their one redemption meanwhile
 * @throws InvariantError when a counter would leave its bounds, or a row is there already
 */
export async function applyWrites(db: Db, applied: Applied): Promise<CodeRow> {
  const { code, decided } = applied;
  if (!decided.changed) return code;
  const { state, successor, refresh } = decided.writes;
  await write(db, code, [...partsOf(applied), ...counterParts(applied), codePart(applied)]);
  if (refresh !== null) await refreshValue(db, { code: code.id, mint: applied.mint, ...refresh });
  const next: CodeRow = { ...code, state, revision: code.revision + 1 };
  if (successor === null) return next;
  await insertCode(db, { ...applied, code: successorOf(next, successor) });
  return { ...next, successor: successor.id };
}

async function write(db: Db, code: CodeRow, parts: readonly Part[]): Promise<void> {
  const withs = parts.map(({ name, sql }, at) => `${name}_part AS (${sql(`$${at + 4}`)})`);
  const counts = parts.map(({ name }) => `(SELECT count(*) FROM ${name}_part) AS ${name}`);
  const statement = {
    name: statementName(parts),
    text: `WITH ${withs.join(',\n')}\nSELECT ${counts.join(', ')}`,
  };
  const values = parts.map(({ rows }) => JSON.stringify(rows));
  const stored = await queryOne<Record<string, number>>(db, statement, [
    code.campaign,
    code.id,
    code.trackingId,
    ...values,
  ]).catch((error: unknown) => {
    throw asWriteFailure(error);
  });
  for (const { name, rows, mayMiss } of parts) {
    const count = stored?.[name];
    assert(
      mayMiss === true || count === rows.length,
      `${name}: stored ${String(count)} of ${rows.length} rows`,
    );
  }
}

/** Short enough for Postgres, and the same for the same parts. */
function statementName(parts: readonly Part[]): string {
  const names = parts.map(({ name }) => name).join();
  return `write-${createHash('sha256').update(names).digest('hex').slice(0, 32)}`;
}

function asWriteFailure(error: unknown): unknown {
  const constraint = brokenConstraint(error);
  if (constraint === undefined) return error;
  return constraint === 'redemption_once'
    ? new RedemptionConflict('somebody redeemed another code meanwhile', { cause: error })
    : new InvariantError(`a commit would break ${constraint}`, { cause: error });
}

function counterParts({ code, decided }: Applied): readonly Part[] {
  const { counters, state } = decided.writes;
  const changes = [...counters]
    .map(([key, change]) => ({ key, ...change }))
    .filter(({ delta }) => delta !== 0);
  const live = Number(isOpen(state.status)) - Number(isOpen(code.state.status));
  if (live !== 0) changes.push({ key: liveCodesKey, delta: live, max: null });
  changes.sort((a, b) => (a.key < b.key ? -1 : 1));
  return changes.length === 0 ? [] : [countersPart(changes)];
}

function successorOf(
  code: CodeRow,
  successor: NonNullable<Decided['writes']['successor']>,
): CodeRow {
  return {
    ...code,
    id: successor.id,
    predecessor: code.id,
    successor: null,
    trackingId: trackingIdOf(successor.id),
    revision: 0,
    state: successor.state,
  };
}
