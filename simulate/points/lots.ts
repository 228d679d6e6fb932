import { assert } from '../../domain/assert.ts';
import { pointsEnd } from '../../domain/campaign/points.ts';
import type { EntryRow, RewardRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { expiredAccount, personAccount, world } from '../../domain/ledger/accounts.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { drained, reversedFrom, type Lot } from './lot.ts';

/** An entry of one campaign's ledger. */
export type MemoryEntry = EntryRow & { readonly campaign: CampaignId };

/** What of a reward's row its lot is made with. */
export type GivenPoints = Pick<RewardRow, 'beneficiary' | 'expiry'>;

const asset = 'points/0' as Asset;

type Moved = Partial<
  Pick<Lot, 'available' | 'reserved' | 'spent' | 'expired' | 'takenBack' | 'givenBack'>
>;

/** The lots of points that entries make and take back, as triggers of `store/` do. */
export class Lots {
  readonly all = new Map<RewardId, Lot>();
  private readonly entries: MemoryEntry[];
  private readonly rewards: ReadonlyMap<RewardId, GivenPoints>;

  constructor(entries: MemoryEntry[], rewards: ReadonlyMap<RewardId, GivenPoints>) {
    this.entries = entries;
    this.rewards = rewards;
  }

  /** Books an entry, with what it makes of points; answers with the lot that it makes. */
  book(entry: MemoryEntry): Lot | null {
    const { kind, reward } = entry;
    const isOfPoints = entry.asset === asset && reward !== null;
    const lot = isOfPoints ? this.all.get(reward) : undefined;
    if (kind === 'reverse' && lot !== undefined) this.takeBack(lot, entry);
    this.entries.push(entry);
    return kind === 'post' && isOfPoints ? this.make(reward, entry) : null;
  }

  /** A person's in a campaign. */
  of(campaign: CampaignId, person: SubjectId): readonly Lot[] {
    return [...this.all.values()].filter(
      (lot) => lot.campaign === campaign && lot.person === person,
    );
  }

  /** Moves points of one lot from where they are to where they are then. */
  move(id: RewardId, by: Moved, change: Partial<Pick<Lot, 'freedAt'>> = {}): void {
    const lot = this.lot(id);
    const sum = (name: keyof Moved): number => lot[name] + (by[name] ?? 0);
    this.all.set(id, {
      ...lot,
      ...{ available: sum('available'), reserved: sum('reserved'), spent: sum('spent') },
      ...{ expired: sum('expired'), takenBack: sum('takenBack'), givenBack: sum('givenBack') },
      ...change,
    });
  }

  /** Takes out of a lot what is over by now. */
  drain(id: RewardId, now: Instant): void {
    const lot = this.lot(id);
    const { campaign } = lot;
    const { recovered, lapsed, lapsedAt } = drained(lot, now);
    this.move(id, { available: -recovered - lapsed, takenBack: recovered, expired: lapsed });
    const source = personAccount(lot.person);
    this.write(campaign, {
      ...{ kind: 'recover', source, destination: world, minor: recovered },
      ...{ at: lot.freedAt ?? now, reason: 'came back after the reward was reversed' },
    });
    this.write(campaign, {
      ...{ kind: 'lapse', source, destination: expiredAccount(campaign), minor: lapsed },
      ...{ at: lapsedAt, reason: 'expired' },
    });
  }

  /** Books what happens to points that somebody has; nothing is not written. */
  write(
    campaign: CampaignId,
    entry: Pick<EntryRow, 'kind' | 'source' | 'destination' | 'at' | 'reason'> &
      Partial<Pick<EntryRow, 'actor'>> & { readonly minor: number },
  ): void {
    if (entry.minor === 0) return;
    const minor = minorUnits(entry.minor);
    this.entries.push({ actor: null, ...entry, campaign, reward: null, asset, minor });
  }

  private make(reward: RewardId, { campaign, minor, at }: MemoryEntry): Lot {
    const row = this.rewards.get(reward);
    assert(row !== undefined, 'points take effect for a reward');
    const lot: Lot = {
      ...{ reward, campaign, person: row.beneficiary, minor, at },
      ...{ expiresAt: pointsEnd(row.expiry, at), available: minor },
      ...{ reserved: 0, spent: 0, expired: 0, takenBack: 0, givenBack: 0, freedAt: null },
    };
    this.all.set(reward, lot);
    return lot;
  }

  /** A person has what they are to give back before it is taken. */
  private takeBack(lot: Lot, { campaign, source, minor, at, actor }: MemoryEntry): void {
    const { there, lapsed, borne } = reversedFrom(lot, minor);
    const cover = { kind: 'cover', destination: source, at, actor } as const;
    const expired = expiredAccount(campaign);
    this.write(campaign, { ...cover, source: expired, minor: lapsed, reason: 'had expired' });
    const reason = 'are reserved or spent';
    this.write(campaign, { ...cover, source: world, minor: borne, reason });
    const takenBack = there + lapsed;
    this.move(lot.reward, { available: -there, expired: -lapsed, takenBack, givenBack: minor });
  }

  private lot(id: RewardId): Lot {
    const lot = this.all.get(id);
    assert(lot !== undefined, 'a lot does not go away');
    return lot;
  }
}
