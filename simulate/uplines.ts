import type { Terms } from '../domain/campaign/terms.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

const none: readonly SubjectId[] = [];

/** Who invited the holder, and who invited that one, as `store/commit` finds them. */
export function uplinesOf(store: MemoryStore, code: CodeRow, terms: Terms): readonly SubjectId[] {
  if (terms.rewards.every(({ level }) => level === undefined)) return none;
  const second = inviterOf(store, code, code.holder);
  const third = second && inviterOf(store, code, second);
  return [second, third].filter((one) => one !== undefined);
}

function inviterOf(
  store: MemoryStore,
  { campaign }: CodeRow,
  invitee: SubjectId,
): SubjectId | undefined {
  return store.redemptionsOf
    .of(campaign, invitee)
    .map((id) => store.redemptions.get(id))
    .find((row) => row?.state === 'redeemed')?.inviter;
}
