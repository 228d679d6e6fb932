import type { Meaning, Promised } from './meaning.ts';
import { day, hour } from './meaning.ts';

/** All that has happened, as the model keeps it: plain lists, from which everything is counted anew. */
export interface World {
  readonly meaning: Meaning;
  readonly startsAt: number;
  readonly endsAt: number | null;
  now: number;
  campaign: 'open' | 'paused' | 'closed';
  readonly codes: ModelCode[];
  readonly redemptions: ModelRedemption[];
  readonly rewards: ModelReward[];
  /** Who qualified for which reward, whether or not anything was granted. */
  readonly qualified: Qualified[];
  readonly checks: {
    readonly subject: string;
    readonly check: string;
    readonly result: 'passed' | 'failed';
    readonly at: number;
  }[];
  readonly clicks: { readonly visitor: string; readonly code: ModelCode; readonly at: number }[];
  readonly requests: { readonly source: string; readonly at: number }[];
  readonly freezes: {
    readonly source: string;
    readonly until: number;
    readonly earnedBy: readonly string[];
  }[];
}

/** A redemption that is counted towards a promise. */
export interface Qualified {
  readonly promised: Promised;
  readonly redemption: ModelRedemption;
}

export type Closed = 'expired' | 'archived' | 'converted' | 'replaced' | 'revoked' | 'banned';

export interface ModelCode {
  readonly name: string;
  /** Name of the first code of its line. */
  readonly line: string;
  readonly holder: string;
  readonly channel: string | null;
  readonly generation: number;
  readonly issuedAt: number;
  awake: boolean;
  wordingHits: number;
  startedAt: number;
  endsAt: number | null;
  frozen: { readonly until: number | null } | null;
  closed: Closed | null;
  closedAt: number | null;
  settlesAt: number | null;
  forwardUntil: number | null;
  successor: ModelCode | null;
  countedShares: number;
  resets: number;
}

export interface ModelRedemption {
  readonly name: string;
  readonly code: ModelCode;
  readonly invitee: string;
  readonly channel: string | null;
  state: 'reserved' | 'review' | 'redeemed' | 'released' | 'refused' | 'cancelled' | 'spent';
  /** Whether it was asked for as a reservation. */
  readonly isReserving: boolean;
  readonly at: number;
  /** When a reservation runs out or a review is decided by itself. */
  waitsUntil: number;
  /** Set for one that was ever in review. */
  readonly review: string | null;
  /** Everything that was heard of the invitee since redeeming, redeeming included. */
  readonly history: Heard[];
  readonly refunds: Refunded[];
  /** How many steps of a ladder by purchases it was the one to reach, by the promise's name. */
  readonly steps: Map<string, number>;
  purchase: number | null;
  /** What a cancellation has cost it. */
  lost: {
    readonly rewards: readonly ModelReward[];
    readonly places: readonly Qualified[];
    isBack: boolean;
  } | null;
}

export interface Heard {
  readonly milestone: string;
  readonly at: number;
  readonly purchase: number | null;
  readonly said: Readonly<Record<string, string | number | boolean>>;
}

/** A part of what an invitee has paid was given back. */
export interface Refunded {
  /** How much of its history had been heard by then. */
  readonly after: number;
  readonly of: string;
  readonly fen: number;
}

export function hasReached({ history }: ModelRedemption, milestone: string): boolean {
  return history.some((one) => one.milestone === milestone);
}

export interface ModelReward {
  readonly promised: Promised;
  readonly side: 'inviter' | 'invitee';
  readonly redemption: ModelRedemption;
  readonly beneficiary: string;
  /** Smaller where a part was taken back before it was paid. */
  minor: number;
  /** Parts that were taken back after. */
  refunded: number;
  /** Of a ladder: for how many invitees, or for what sum of purchases; else null. */
  readonly place: number | null;
  /** What is left of the purchase that it is a percentage or a band of, in fen; else null. */
  bought: number | null;
  /** Which of several that this side has of the promise, for one redemption; from 1 on. */
  readonly number: number;
  readonly dueAt: number;
  /** How much of it was not sent, since the person owed as much. */
  setOff: number;
  state: 'held' | 'due' | 'paid' | 'voided' | 'reversed';
}

/** Whether it takes a use of its code and the invitee's one place in the campaign. */
export function isTaken({ state }: ModelRedemption): boolean {
  return state !== 'released' && state !== 'refused' && state !== 'cancelled';
}

export function redemptionOf(world: World, invitee: string): ModelRedemption | undefined {
  return world.redemptions.find((one) => one.invitee === invitee && isTaken(one));
}

export function usesOf(world: World, code: ModelCode): number {
  return world.redemptions.filter((one) => one.code === code && isTaken(one)).length;
}

/** Whether a promise counts both of them together. */
export function isTogether(
  { over }: Promised,
  one: Pick<ModelRedemption, 'code'>,
  other: Pick<ModelRedemption, 'code'>,
): boolean {
  switch (over) {
    case 'code':
      return one.code === other.code;
    case 'lineage':
      return one.code.line === other.code.line;
    case 'person':
      return one.code.holder === other.code.holder;
    case 'campaign':
      return true;
  }
}

/** Cash and whatever else the code itself makes due, rather than a batch of the campaign. */
export function isTimedByCode({ promised }: ModelReward): boolean {
  return promised.timing === 'instant' || promised.timing === 'automatic';
}

/** After its end a code waits for its time to settle, and for whatever of it is still open. */
export function isSettled(world: World, code: ModelCode): boolean {
  if (code.settlesAt === null || world.now < code.settlesAt) return false;
  const waiting = world.redemptions.some(
    ({ code: of, state }) => of === code && (state === 'reserved' || state === 'review'),
  );
  const held = world.rewards.some(
    (one) => one.redemption.code === code && one.state === 'held' && isTimedByCode(one),
  );
  return !waiting && !held;
}

export type Status = Closed | 'dormant' | 'pending' | 'active' | 'frozen' | 'settled';

export function statusOf(world: World, code: ModelCode): Status {
  return isSettled(world, code) ? 'settled' : statusUnsettled(code);
}

/** What a code shows that has not settled, or that the present command lets settle next. */
export function statusUnsettled(code: ModelCode): Status {
  if (code.closed !== null) return code.closed;
  if (!code.awake) return 'dormant';
  if (code.frozen !== null) return 'frozen';
  return code.wordingHits > 0 ? 'pending' : 'active';
}

/** Midnight by the campaign's clock. */
export function dayOf({ meaning }: World, at: number): number {
  const { offsetMs } = meaning.zone;
  return Math.floor((at + offsetMs) / day) * day - offsetMs;
}

/** The end of a lifetime that begins now; the campaign's end is the end of everything. */
export function lifetimeFrom({ meaning, endsAt }: World, at: number): number | null {
  const ends = [
    meaning.lifetimeMs === null ? Infinity : at + meaning.lifetimeMs,
    endsAt ?? Infinity,
  ];
  const first = Math.min(...ends);
  return first === Infinity ? null : first;
}

/** The instants to come at which something begins or ends, earliest first. */
export function edgesOf(world: World): readonly number[] {
  const { meaning, now } = world;
  const edges = [
    world.startsAt,
    world.endsAt,
    dayOf(world, now) + day,
    ...world.codes.flatMap((code) => [
      code.closed === null ? code.endsAt : code.settlesAt,
      code.frozen?.until ?? null,
      code.forwardUntil,
    ]),
    ...world.redemptions.map((one) => one.waitsUntil),
    ...world.redemptions.flatMap(({ at }) =>
      limitsOf(meaning).map(({ withinMs }) => at + withinMs),
    ),
    ...world.rewards.map(({ dueAt }) => dueAt),
    ...world.freezes.map(({ until }) => until),
    ...world.requests.map(({ at }) => at + hour),
    ...world.clicks.map(({ at }) => at + meaning.windowMs),
  ];
  return edges
    .filter((at) => at !== null)
    .filter((at) => at > now + 1)
    .sort((a, b) => a - b);
}

/** How long after redeeming a milestone may still be reached. */
export function limitsOf({
  rewards,
}: Meaning): readonly { readonly milestone: string; readonly withinMs: number }[] {
  return rewards
    .flatMap(({ milestones }) => milestones)
    .flatMap((want) =>
      typeof want === 'string' || want.withinMs === null
        ? []
        : [{ milestone: want.name, withinMs: want.withinMs }],
    );
}

export function isOver({ endsAt, now }: World): boolean {
  return endsAt !== null && now >= endsAt;
}
