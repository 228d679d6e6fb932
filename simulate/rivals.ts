import type { ExclusionTerms, Terms } from '../domain/campaign/terms.ts';
import type { Facts, Rival } from '../domain/commit/facts.ts';
import { isLive } from '../domain/commit/rows.ts';
import type { CampaignId, SubjectId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

const none: Facts['rivals'] = new Map();

/** Of these people, the redemption of highest priority in other campaigns that exclude this one. */
export function rivalsOf(
  store: MemoryStore,
  { campaign: own, exclusion }: Terms,
  invitees: readonly SubjectId[],
): Facts['rivals'] {
  if (exclusion === undefined) return none;
  const others = [...store.campaigns.keys()].filter((campaign) => campaign !== own);
  const rivals = new Map<SubjectId, Rival>();
  for (const invitee of new Set(invitees)) {
    const [first] = others
      .flatMap((campaign) => placesOf(store, { campaign, invitee, exclusion }))
      .sort((a, b) => b.priority - a.priority);
    if (first !== undefined) rivals.set(invitee, first);
  }
  return rivals;
}

function placesOf(
  store: MemoryStore,
  where: {
    readonly campaign: CampaignId;
    readonly invitee: SubjectId;
    readonly exclusion: ExclusionTerms;
  },
): Rival[] {
  const { campaign, invitee, exclusion } = where;
  const ids = store.redemptionsOf.get(`${campaign}/${invitee}`) ?? [];
  return ids.flatMap((id) => {
    const row = store.redemptions.get(id);
    const rivals = row?.exclusion?.group === exclusion.group && isLive(row);
    return rivals ? [{ campaign, priority: row.exclusion.priority }] : [];
  });
}
