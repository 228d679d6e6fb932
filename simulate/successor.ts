import type { CodeRow } from '../domain/commit/rows.ts';
import type { Writes } from '../domain/commit/writes.ts';

/** The row of the code that takes another one's place. */
export function successorOf(
  code: CodeRow,
  { id, state }: NonNullable<Writes['successor']>,
): CodeRow {
  return {
    ...code,
    id,
    predecessor: code.id,
    successor: null,
    trackingId: id,
    revision: 0,
    state,
  };
}
