import type { Terms } from '../domain/campaign/terms.ts';
import { nextDeadline } from '../domain/code/deadline.ts';
import type { Snapshot } from '../domain/commit/commit.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { formatMoney, type Asset } from '../domain/money.ts';

/** What a workflow is told of its code's row. */
export function snapshotOf({
  row,
  terms,
}: {
  readonly row: CodeRow;
  readonly terms: Terms;
}): Snapshot {
  const { state } = row;
  return {
    revision: row.revision,
    status: state.status,
    generation: state.generation,
    deadline: nextDeadline(terms, state),
    expiresAt: state.expiresAt,
    settleAt: state.settleAt,
    shares: state.shares,
    redemptions: state.redemptions,
    uses: state.uses,
    reviewsOpen: state.reviewsOpen,
    successor: row.successor,
    granted: Object.entries(state.granted)
      .filter(([, minor]) => minor !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([asset, minor]) => formatMoney(minor, asset as Asset)),
  };
}
