import type { Command } from '../domain/code/command.ts';
import type { ExclusionTerms, Terms } from '../domain/campaign/terms.ts';
import type { Facts, Rival } from '../domain/commit/facts.ts';
import { isLive } from '../domain/commit/rows.ts';
import type { CampaignId, SubjectId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

const none: Facts['rivals'] = new Map();

/** Of the people of whom a batch speaks, the redemption of highest priority in other campaigns that exclude this one. */
export function rivalsOf(
  store: MemoryStore,
  { campaign: own, exclusion }: Terms,
  batch: { readonly commands: readonly Command[]; readonly redemptions: Facts['redemptions'] },
): Facts['rivals'] {
  if (exclusion === undefined) return none;
  const named = batch.commands.flatMap((one) => ('invitee' in one ? [one.invitee] : []));
  const known = [...batch.redemptions.values()].map(({ invitee }) => invitee);
  const others = [...store.campaigns.keys()].filter((campaign) => campaign !== own);
  const rivals = new Map<SubjectId, Rival>();
  for (const invitee of new Set([...named, ...known])) {
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
  const ids = store.redemptionsOf.of(campaign, invitee);
  return ids.flatMap((id) => {
    const row = store.redemptions.get(id);
    const rivals = row?.exclusion?.group === exclusion.group && isLive(row);
    return rivals ? [{ campaign, priority: row.exclusion.priority }] : [];
  });
}
