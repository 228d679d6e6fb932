import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

interface Known {
  ids: RowId[];
  since: Instant;
  live: number;
}

/**
 * How many invitees redeemed an inviter's codes since the day began. One person has one live
 * redemption in a campaign, so that live redemptions are invitees.
 */
export class Invitations {
  private readonly byInviter = new Map<SubjectId, Known>();
  private readonly rows: ReadonlyMap<RowId, RedemptionRow>;

  constructor(rows: ReadonlyMap<RowId, RedemptionRow>) {
    this.rows = rows;
  }

  /** Notes a new or changed redemption; `before` is what it was. */
  put(row: RedemptionRow, before: RedemptionRow | undefined): void {
    let known = this.byInviter.get(row.inviter);
    if (known === undefined) {
      known = { ids: [], since: row.at, live: 0 };
      this.byInviter.set(row.inviter, known);
    }
    if (before === undefined) known.ids.push(row.id);
    known.live += counts(row, known.since) - counts(before, known.since);
  }

  /** Since an instant that only ever grows. */
  since(inviter: SubjectId, since: Instant): number {
    const known = this.byInviter.get(inviter);
    if (known === undefined) return 0;
    if (known.since === since) return known.live;
    known.since = since;
    known.ids = known.ids.filter((id) => mayCount(this.rows.get(id), since));
    known.live = known.ids.reduce((sum, id) => sum + counts(this.rows.get(id), since), 0);
    return known.live;
  }

  forget(inviter: SubjectId): void {
    this.byInviter.delete(inviter);
  }
}

function counts(row: RedemptionRow | undefined, since: Instant): number {
  return Number(row !== undefined && isLive(row) && row.at >= since);
}

/** A reservation becomes a redemption of the day on which it is confirmed. */
function mayCount(row: RedemptionRow | undefined, since: Instant): boolean {
  return row !== undefined && (row.at >= since || row.state === 'reserved');
}
