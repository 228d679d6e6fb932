import { startOf } from '../../domain/calendar.ts';
import type { PointsTerms } from '../../domain/campaign/points.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { CampaignId, ReservationId, RewardId, SubjectId } from '../../domain/ids.ts';
import { personAccount, reservedAccount, spentAccount } from '../../domain/ledger/accounts.ts';
import type { Spend } from '../../domain/points/caps.ts';
import type {
  ClosePoints,
  PointsOutcome,
  ReservationState,
  ReservePoints,
} from '../../domain/points/command.ts';
import { refuseClosed, refuseSpend, type SpendTime } from '../../domain/points/refuse-spend.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { Heap } from '../heap.ts';
import { takenFrom, type LotPart } from './lot.ts';
import { Lots, type GivenPoints, type MemoryEntry } from './lots.ts';

/** Points that are kept for a purchase: a row of `points_reservation`. */
export interface Reservation {
  readonly id: ReservationId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly amount: number;
  readonly purpose: string;
  readonly at: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly parts: readonly LotPart[];
  readonly state: ReservationState;
}

/**
 * The points that people have, reserve and spend, as `store/` keeps them. Whoever asks has settled everything up to
 * now.
 */
export class Points {
  readonly lots: Lots;
  readonly reservations = new Map<ReservationId, Reservation>();
  /** When lots and reservations are over. */
  private readonly ends = new Heap<Instant>((a, b) => a < b);

  constructor(entries: MemoryEntry[], rewards: ReadonlyMap<RewardId, GivenPoints>) {
    this.lots = new Lots(entries, rewards);
  }

  /** When something is over next by itself; null where nothing is. */
  get overAt(): Instant | null {
    return this.ends.peek() ?? null;
  }

  /** Books an entry, with what it makes of points. */
  book(entry: MemoryEntry): void {
    const expiresAt = this.lots.book(entry)?.expiresAt ?? null;
    if (expiresAt !== null) this.ends.push(expiresAt);
  }

  /** Keeps points for a purchase; refuses with PRICE_NEEDED, POINTS_CAP_REACHED and POINTS_NOT_ENOUGH. */
  reserve(command: ReservePoints, terms: PointsTerms, time: SpendTime): PointsOutcome {
    const { campaign, person, amount, purpose } = command;
    const refused = refuseSpend(terms, this.spendOf(command, time), time);
    if (refused !== null) return refused;
    const { now: at } = time;
    const parts = takenFrom(this.lots.of(campaign, person), amount);
    for (const { lot, minor } of parts) this.lots.move(lot, { available: -minor, reserved: minor });
    const id = `reservation-${String(this.reservations.size + 1)}` as ReservationId;
    const until = plus(at, command.holdForMs);
    const kept = { id, campaign, person, amount, purpose, at, until, parts };
    this.ends.push(until);
    this.lots.write(campaign, {
      ...{ kind: 'reserve', source: personAccount(person), destination: reservedAccount(campaign) },
      ...{ minor: amount, at, reason: purpose },
    });
    return this.put(kept, 'open');
  }

  /** Spends what is reserved, or gives it back; refuses with POINTS_RESERVATION_UNKNOWN and POINTS_RESERVATION_CLOSED. */
  close(
    { kind, reservation }: Pick<ClosePoints, 'kind' | 'reservation'>,
    at: Instant,
  ): PointsOutcome {
    const found = this.reservations.get(reservation);
    if (found === undefined) return reject('POINTS_RESERVATION_UNKNOWN');
    if (found.state !== 'open') return refuseClosed(found.state);
    return kind === 'confirmPoints'
      ? this.spend(found, at)
      : this.giveBack(found, { state: 'released', at }, at);
  }

  /** Passes what is over: reservations give theirs back, and lots expire, each as of its own instant. */
  settle(now: Instant): void {
    while ((this.overAt ?? Infinity) <= now) this.ends.pop();
    for (const id of this.lots.all.keys()) this.lots.drain(id, now);
    const over = [...this.reservations.values()]
      .filter(({ state, until }) => state === 'open' && until <= now)
      .sort((a, b) => a.until - b.until);
    for (const one of over) this.giveBack(one, { state: 'over', at: one.until }, now);
  }

  private spendOf(
    { campaign, person, amount, price }: ReservePoints,
    { timeZone, now }: SpendTime,
  ): Spend {
    const counted = [...this.reservations.values()].filter(
      (one) =>
        one.campaign === campaign &&
        one.person === person &&
        (one.state === 'open' || one.state === 'confirmed'),
    );
    const since = (from: number): number =>
      counted.reduce((sum, one) => (one.at >= from ? sum + one.amount : sum), 0);
    const [day, month] = [startOf('day', now, timeZone), startOf('month', now, timeZone)];
    const before = { day: since(day), month: since(month), inAll: since(-Infinity) };
    return { amount, price, available: this.availableTo(campaign, person), before };
  }

  private spend(reservation: Reservation, at: Instant): PointsOutcome {
    const { campaign, amount, purpose, parts } = reservation;
    for (const { lot, minor } of parts) this.lots.move(lot, { reserved: -minor, spent: minor });
    this.lots.write(campaign, {
      ...{ kind: 'spend', source: reservedAccount(campaign), destination: spentAccount(campaign) },
      ...{ minor: amount, at, reason: purpose },
    });
    return this.put(reservation, 'confirmed');
  }

  /** What of it is over by now expires then. */
  private giveBack(
    reservation: Reservation,
    { state, at }: { readonly state: 'over' | 'released'; readonly at: Instant },
    now: Instant,
  ): PointsOutcome {
    const { campaign, person, amount, parts } = reservation;
    for (const { lot, minor } of parts) {
      this.lots.move(lot, { reserved: -minor, available: minor }, { freedAt: at });
    }
    this.lots.write(campaign, {
      ...{ kind: 'release', source: reservedAccount(campaign), destination: personAccount(person) },
      ...{ minor: amount, at },
      reason: state === 'over' ? 'the reservation ran out' : 'the reservation was released',
    });
    for (const { lot } of parts) this.lots.drain(lot, now);
    return this.put(reservation, state);
  }

  private put(reservation: Omit<Reservation, 'state'>, state: ReservationState): PointsOutcome {
    const { id, campaign, person, amount, until: reservedUntil } = reservation;
    this.reservations.set(id, { ...reservation, state });
    const left = this.availableTo(campaign, person);
    return { ok: true, reservation: id, state, amount, reservedUntil, left };
  }

  private availableTo(campaign: CampaignId, person: SubjectId): number {
    return this.lots.of(campaign, person).reduce((sum, { available }) => sum + available, 0);
  }
}
