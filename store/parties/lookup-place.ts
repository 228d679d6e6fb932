import type { CampaignId } from '../../domain/ids.ts';
import { programmePlace, type ProgrammePlace } from '../../domain/policy/party.ts';

/** Where look-ups count: `all`, or a sandbox campaign, whose clock and traffic are its own. */
export type LookupScope = 'all' | CampaignId;

/** Where something is looked up: where it counts, and which sanctions hold besides those of all. */
export interface LookupPlace {
  readonly scope: LookupScope;
  /** In whose codes, and its programme; null where that is not known, and of a campaign in none. */
  readonly campaign: CampaignId | null;
  readonly programme: ProgrammePlace | null;
}

/** Where no campaign is known. */
export const anywhere: LookupPlace = { scope: 'all', campaign: null, programme: null };

/** In the codes of a campaign. A sandbox belongs to no programme. */
export function placeIn({
  id,
  sandbox,
  programme,
}: {
  readonly id: CampaignId;
  readonly sandbox: boolean;
  readonly programme: string | null;
}): LookupPlace {
  if (sandbox) return { scope: id, campaign: id, programme: null };
  return {
    ...{ scope: 'all', campaign: id },
    programme: programme === null ? null : programmePlace(programme),
  };
}
