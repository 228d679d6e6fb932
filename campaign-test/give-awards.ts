import type { Rejection } from '../domain/code/rejection.ts';
import type { CampaignId, SubjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Awards } from '../simulate/awards.ts';
import type { Act } from './case.ts';

type AwardAct = Extract<Act, { readonly do: 'award' | 'decideAward' | 'reverseAward' }>;

/** Whether an act is about money that is given by hand. */
export function isOfAwards(act: Act): act is AwardAct {
  return act.do === 'award' || act.do === 'decideAward' || act.do === 'reverseAward';
}

/** Gives money by hand, or decides about the last award of a person or takes it back; null where that is done. */
export function giveAwards(
  awards: Awards,
  act: AwardAct,
  { campaign, now }: { readonly campaign: CampaignId; readonly now: Instant },
): Rejection | null {
  const { actor, reason } = act;
  const person = act.to as SubjectId;
  switch (act.do) {
    case 'award': {
      const { asset, minor } = act;
      return awards.give({ campaign, person, asset, minor, note: reason, actor }, now);
    }
    case 'decideAward': {
      const { decision } = act;
      return awards.decide(awards.lastOf(person), { decision, actor, reason }, now);
    }
    case 'reverseAward': {
      const { returned } = act;
      return awards.reverse(awards.lastOf(person), { actor, reason, returned }, now);
    }
  }
}
