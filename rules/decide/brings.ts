import type { PurchaseLadder, RewardTerms } from '../../domain/campaign/terms.ts';
import type { RewardRefusal } from '../../domain/code/outcome.ts';
import { qualifiedKey, type Counted } from '../../domain/commit/counters.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { inviterAt } from '../inviter-at.ts';
import type { Draft } from './draft.ts';
import type { Progress } from './grant.ts';
import { noteBeside, purchasesBrought } from './purchases.ts';

/** Whether a report adds to a ladder; what it does not add is noted beside it. */
export function bringsToLadder(
  draft: Draft,
  reward: RewardTerms & { readonly schedule: PurchaseLadder },
  progress: Progress,
): boolean {
  const { schedule } = reward;
  const { redemption } = progress;
  const { added, beside } = purchasesBrought(reward, schedule, progress);
  const lost = refusalOf(draft, reward, progress) === null ? beside : beside + added;
  const inviter = lost > 0 ? inviterAt(draft.facts, redemption, reward.level) : undefined;
  if (inviter !== undefined) {
    const key = qualifiedKey(reward, schedule.over, counted(draft, inviter));
    noteBeside(draft, redemption.id, key, lost);
  }
  return added > 0;
}

/** Why a reward that was just reached is not granted at all; null where nothing is in its way yet. */
export function refusalOf(
  draft: Draft,
  { id }: RewardTerms,
  { redemption, holding }: Progress,
): RewardRefusal | null {
  if (isOutranked(draft, redemption)) return 'EXCLUDED_BY_CAMPAIGN';
  return holding.has(id) ? null : 'CONDITION_NOT_MET';
}

/** Whether a campaign of higher priority has taken this one's place for the invitee. */
function isOutranked({ facts, terms }: Draft, { invitee }: RedemptionRow): boolean {
  const rival = facts.rivals.get(invitee);
  return terms.exclusion !== undefined && (rival?.priority ?? 0) > terms.exclusion.priority;
}

/** Whom a reward for somebody is counted for. */
export function counted(draft: Draft, beneficiary: SubjectId): Counted {
  const { id, lineage } = draft.facts.code;
  return { code: id, lineage, beneficiary };
}
