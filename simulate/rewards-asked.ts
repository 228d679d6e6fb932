import type { Command } from '../domain/code/command.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import type { RewardId } from '../domain/ids.ts';
import type { CodeRows } from './code-rows.ts';
import type { MemoryStore } from './memory-store.ts';

/** The code's rewards that a batch names, or that a revocation or a correction in it may take back. */
export function rewardsAsked(
  store: MemoryStore,
  own: CodeRows,
  asked: { readonly commands: readonly Command[]; readonly wanted: readonly string[] },
): ReadonlyMap<RewardId, RewardRow> {
  const { commands, wanted } = asked;
  const revokes = commands.some(({ kind }) => kind === 'revoke');
  const corrected = commands.flatMap((one) =>
    one.kind === 'cancel' || one.kind === 'reopen' ? [one.redemption] : [],
  );
  const isAsked = (row: RewardRow): boolean =>
    wanted.includes(row.id) ||
    (revokes && row.state === 'held') ||
    corrected.includes(row.redemption) ||
    (corrected.length > 0 && row.ladder !== null && stands(row));
  const found = own.rewards.map((id) => store.rewards.get(id)).filter((row) => row !== undefined);
  return new Map(found.filter(isAsked).map((row) => [row.id, row]));
}

function stands({ state }: RewardRow): boolean {
  return state === 'held' || state === 'due' || state === 'paid';
}
