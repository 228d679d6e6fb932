import type { Command } from '../domain/code/command.ts';
import { stepName } from '../domain/commit/facts.ts';
import { stepOf } from '../domain/commit/ladder.ts';
import type { CodeRow, RewardRow } from '../domain/commit/rows.ts';
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

/** Steps of ladders that stand through other codes, where a redemption is corrected. */
export function stepsElsewhere(
  store: MemoryStore,
  { commands, code }: { readonly commands: readonly Command[]; readonly code: CodeRow },
): ReadonlySet<string> {
  if (!commands.some(({ kind }) => kind === 'cancel' || kind === 'reopen')) return none;
  const steps = [...store.rewards.values()].filter(
    (row) => row.ladder !== null && row.code !== code.id && stands(row),
  );
  return new Set(
    steps.flatMap(({ ladder }) => (ladder === null ? [] : [stepName(ladder.key, stepOf(ladder))])),
  );
}

const none: ReadonlySet<string> = new Set();

function stands({ state }: RewardRow): boolean {
  return state === 'held' || state === 'due' || state === 'paid';
}
