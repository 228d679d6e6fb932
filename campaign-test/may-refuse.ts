import { mostByInvitee } from '../domain/reward/amount.ts';
import type { CapTerms, RewardTerms, Schedule, Scope, Terms } from '../domain/campaign/terms.ts';

/** From the narrowest on: a code is of one lineage, which is of one person. */
const scopes: readonly Scope[] = ['code', 'lineage', 'person', 'campaign'];

/** Whether a cap can ever refuse its reward: whether more than it allows can be earned at all. */
export function mayRefuse(terms: Terms, reward: RewardTerms, cap: CapTerms): boolean {
  // A person is an inviter in one place and an invitee in another, where other sums are counted.
  if (cap.scope === 'person' && reward.to.includes('invitee')) return true;
  const sides = cap.sides === 'both' ? reward.to.length : 1;
  const most = Math.min(ladderSum(reward.schedule, cap), usesSum(terms, reward.schedule, cap));
  return most * sides * (reward.recurring?.months ?? 1) > cap.max;
}

/** All steps of a ladder: who is counted for the cap climbs at most one of them. */
function ladderSum(schedule: Schedule, { scope, unit }: CapTerms): number {
  if (schedule.kind !== 'ladder' && schedule.kind !== 'purchase-ladder') return Infinity;
  if (scopes.indexOf(scope) > scopes.indexOf(schedule.over)) return Infinity;
  return unit === 'count' ? schedule.steps.length : sumOf(schedule.steps.map(({ minor }) => minor));
}

/** The best amount for every use that one code allows. */
function usesSum(
  { redemption: { usesMax } }: Terms,
  schedule: Schedule,
  { scope, unit }: CapTerms,
): number {
  if (usesMax === null || scope !== 'code') return Infinity;
  return usesMax * (unit === 'count' ? mostTimes(schedule) : mostByInvitee(schedule));
}

/** How often one invitee can earn a schedule. */
function mostTimes(schedule: Schedule): number {
  return schedule.kind === 'purchase-ladder' ? schedule.steps.length : 1;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}
