import { isLive, type CodeRow, type RedemptionRow } from '../domain/commit/rows.ts';
import type { CampaignId, CodeId, RowId, SubjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

interface Known {
  ids: RowId[];
  since: Instant;
  live: number;
}

type ByInviter = Map<SubjectId, Known>;
type Rows = ReadonlyMap<RowId, RedemptionRow>;
type Codes = Pick<ReadonlyMap<CodeId, Pick<CodeRow, 'campaign'>>, 'get'>;

/**
 * How many invitees redeemed an inviter's codes since the day began. One person has one live
 * redemption in a campaign, so that live redemptions are invitees. A campaign's are counted from when they
 * are first asked for, those before included: where nobody asks, they cost nothing.
 */
export class Invitations {
  private readonly campaigns = new Map<CampaignId, ByInviter>();
  private readonly rows: Rows;
  private readonly codes: Codes;

  constructor(rows: Rows, codes: Codes) {
    this.rows = rows;
    this.codes = codes;
  }

  /** Notes a new or changed redemption; `before` is what it was. */
  put(campaign: CampaignId, row: RedemptionRow, before: RedemptionRow | undefined): void {
    const people = this.campaigns.get(campaign);
    if (people !== undefined) note(people, row, before);
  }

  /** Of the code's holder, since an instant that only ever grows. */
  since({ campaign, holder }: Pick<CodeRow, 'campaign' | 'holder'>, since: Instant): number {
    const known = this.of(campaign).get(holder);
    if (known === undefined) return 0;
    if (known.since === since) return known.live;
    known.since = since;
    known.ids = known.ids.filter((id) => mayCount(this.rows.get(id), since));
    known.live = known.ids.reduce((sum, id) => sum + counts(this.rows.get(id), since), 0);
    return known.live;
  }

  forget(campaign: CampaignId, inviter: SubjectId): void {
    this.campaigns.get(campaign)?.delete(inviter);
  }

  private of(campaign: CampaignId): ByInviter {
    const known = this.campaigns.get(campaign);
    if (known !== undefined) return known;
    const people: ByInviter = new Map();
    for (const row of this.rows.values()) {
      if (this.codes.get(row.code)?.campaign === campaign) note(people, row, undefined);
    }
    this.campaigns.set(campaign, people);
    return people;
  }
}

function note(people: ByInviter, row: RedemptionRow, before: RedemptionRow | undefined): void {
  let known = people.get(row.inviter);
  if (known === undefined) {
    known = { ids: [], since: row.at, live: 0 };
    people.set(row.inviter, known);
  }
  if (before === undefined) known.ids.push(row.id);
  known.live += counts(row, known.since) - counts(before, known.since);
}

function counts(row: RedemptionRow | undefined, since: Instant): number {
  return Number(row !== undefined && isLive(row) && row.at >= since);
}

/** A reservation becomes a redemption of the day on which it is confirmed. */
function mayCount(row: RedemptionRow | undefined, since: Instant): boolean {
  return row !== undefined && (row.at >= since || row.state === 'reserved');
}
