import type { Command } from '../domain/code/command.ts';
import { isCorrection, type StandingStep } from '../domain/commit/overhang.ts';
import { stands, type CodeRow, type RewardRow } from '../domain/commit/rows.ts';
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
  const corrections = commands.filter(isCorrection);
  const corrected: string[] = corrections.flatMap((one) =>
    'redemption' in one ? [one.redemption] : [],
  );
  const isAsked = (row: RewardRow): boolean =>
    wanted.includes(row.id) ||
    (revokes && row.state === 'held') ||
    corrected.includes(row.redemption) ||
    (corrections.length > 0 && row.ladder !== null && stands(row));
  const found = own.rewards.map((id) => store.rewards.get(id)).filter((row) => row !== undefined);
  return new Map(found.filter(isAsked).map((row) => [row.id, row]));
}

/**
 * Steps of ladders that stand: all of them where a redemption is corrected, and otherwise those of which a code is
 * to take some back, since nothing else stands above its ladder.
 */
export function stepsStanding(
  store: MemoryStore,
  { commands, code }: { readonly commands: readonly Command[]; readonly code: CodeRow },
): readonly StandingStep[] {
  const isWide = commands.some(isCorrection);
  if (!isWide && store.overhangs.isEmpty) return none;
  const rows = isWide ? [...store.rewards.values()] : overhanging(store);
  return stepsAmong(rows.filter((row) => store.codes.get(row.code)?.campaign === code.campaign));
}

function overhanging(store: MemoryStore): readonly RewardRow[] {
  const codes = new Set(store.overhangs.all.map(({ code }) => code));
  return [...codes].flatMap((code) =>
    (store.rows(code)?.rewards ?? []).flatMap((id) => store.rewards.get(id) ?? []),
  );
}

const none: readonly StandingStep[] = [];

function stepsAmong(rows: readonly RewardRow[]): readonly StandingStep[] {
  return rows.filter(stands).flatMap(({ id, code, side, ladder }) => {
    return ladder === null ? [] : [{ id, code, side, ladder }];
  });
}
