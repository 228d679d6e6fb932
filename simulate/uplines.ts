import { traceLevelsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import { cycleLevels, rewardLevels } from '../domain/policy/reads.ts';
import type { MemoryStore } from './memory-store.ts';

const none: readonly SubjectId[] = [];

/** Who invited the holder, who invited that one, and so on, as `store/commit` finds them. */
export function uplinesOf(
  store: MemoryStore,
  code: CodeRow,
  { terms, cycle }: { readonly terms: Terms; readonly cycle: boolean },
): readonly SubjectId[] {
  if (traceLevelsOf(terms.scenario) > 0) {
    return store.relations.of(code.campaign, code.holder)?.ancestors ?? none;
  }
  const isLevelled = terms.rewards.some(({ level }) => level !== undefined);
  const levels = cycle ? cycleLevels : isLevelled ? rewardLevels : 0;
  if (levels === 0) return none;
  const found: SubjectId[] = [];
  let next = inviterOf(store, code, code.holder);
  while (next !== undefined && found.length < levels) {
    found.push(next);
    next = inviterOf(store, code, next);
  }
  return found;
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
