import { isDebt } from '../domain/commit/counters.ts';
import type { CampaignId } from '../domain/ids.ts';

const none: ReadonlySet<string> = new Set();

/** Which of all counters are debts that are open. */
export class Debts {
  private readonly keys = new Map<CampaignId, Set<string>>();

  /** Notes what a counter stands at now. */
  note(campaign: CampaignId, key: string, used: number): void {
    if (!isDebt(key)) return;
    const open = this.keys.get(campaign) ?? new Set<string>();
    if (used > 0) open.add(key);
    else open.delete(key);
    this.keys.set(campaign, open);
  }

  of(campaign: CampaignId): ReadonlySet<string> {
    return this.keys.get(campaign) ?? none;
  }
}
