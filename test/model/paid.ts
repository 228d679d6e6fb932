import { isFulfilled, isMeant, isOneOf } from './heard.ts';
import type { OfPurchases, Promised } from './meaning.ts';
import { isTogether, type Heard, type ModelRedemption, type World } from './world.ts';

/** A promise that goes by purchases, or by the sum of them. */
export type ByPurchases = Promised & { readonly amount: OfPurchases };
export type BySums = Promised & {
  readonly amount: Extract<OfPurchases, { readonly sums: unknown }>;
};

/** One purchase as it was reported, and what of it was not refunded before it was counted. */
interface Purchase {
  readonly heard: Heard;
  readonly fen: number;
  left: number;
}

/** What one ladder makes of what an invitee has paid, in fen. */
interface Part {
  /** Of which history on it has any. */
  readonly since: number;
  counted: number;
  /** What it never counts. */
  beside: number;
  /** What of that would count, had the promise's condition held. */
  unmet: number;
}

/** What an invitee has paid, as one milestone reports it. */
export interface Purse {
  readonly purchases: Purchase[];
  /** By the promise's name. */
  readonly parts: Map<string, Part>;
}

/** Goes through all that was heard of an invitee, and all that was refunded, from the first day on. */
function purseOf(world: World, redemption: ModelRedemption, of: string): Purse {
  const purse: Purse = { purchases: [], parts: new Map() };
  const then: ModelRedemption = { ...redemption, history: [], purchase: null };
  for (const heard of redemption.history) {
    const before = [...then.history];
    then.history.push(heard);
    then.purchase = heard.purchase ?? then.purchase;
    if (heard.milestone === of) {
      const fen = fenOf(heard);
      purse.purchases.push({ heard, fen, left: fen });
    }
    for (const promised of laddersOf(world, then, of)) {
      const isFirst = !isFulfilled(promised, then, before);
      const fresh = purse.purchases.filter((one) => isFirst || one.heard === heard);
      for (const one of fresh) put(purse, { promised, then, one });
    }
    for (const { after, of: from, fen } of redemption.refunds) {
      if (from === of && after === then.history.length) giveBack(world, { purse, then, of, fen });
    }
  }
  return purse;
}

/** The ladders in which these purchases count by now. */
function laddersOf(world: World, then: ModelRedemption, of: string): readonly BySums[] {
  if (isAfterAll(world, then)) return [];
  return world.meaning.rewards
    .filter(isBySums)
    .filter((promised) => promised.amount.of === of && isFulfilled(promised, then, then.history));
}

/** A purchase goes into a ladder, or for ever beside it. */
function put(
  { parts }: Purse,
  {
    promised,
    then,
    one: { heard, left },
  }: { readonly promised: Promised; readonly then: ModelRedemption; readonly one: Purchase },
): void {
  if (left === 0) return;
  const part = parts.get(promised.name) ?? {
    ...{ since: then.history.length, counted: 0, beside: 0, unmet: 0 },
  };
  parts.set(promised.name, part);
  const fits = isOneOf(promised, heard, then);
  if (fits && isMeant(promised, then)) part.counted += left;
  else part.beside += left;
  if (fits && !isMeant(promised, then)) part.unmet += left;
}

/**
 * A refund names no purchase. From each ladder it takes what that never counted first; and of what still waits for
 * something else, first the purchases that nothing will count, then the latest.
 */
function giveBack(
  world: World,
  {
    purse,
    then,
    of,
    fen,
  }: {
    readonly purse: Purse;
    readonly then: ModelRedemption;
    readonly of: string;
    readonly fen: number;
  },
): void {
  for (const part of purse.parts.values()) {
    const fromBeside = Math.min(fen, part.beside);
    part.beside -= fromBeside;
    part.counted -= Math.min(fen - fromBeside, part.counted);
  }
  const waiting = waitingFor(world, then, of);
  if (waiting.length === 0) return;
  const counts = ({ heard }: Purchase): boolean =>
    waiting.some((promised) => isOneOf(promised, heard, then));
  const latest = purse.purchases.toReversed();
  let rest = fen;
  for (const one of [...latest.filter((each) => !counts(each)), ...latest.filter(counts)]) {
    const part = Math.min(rest, one.left);
    one.left -= part;
    rest -= part;
  }
}

/** How much of an invitee's purchases is left that a refund can be of. */
export function leftToRefund(world: World, redemption: ModelRedemption, of: string): number {
  const { purchases, parts } = purseOf(world, redemption, of);
  const waits = waitingFor(world, redemption, of).length > 0;
  const waiting = waits ? purchases.reduce((sum, { left }) => sum + left, 0) : 0;
  return Math.max(waiting, ...[...parts.values()].map(({ counted, beside }) => counted + beside));
}

/** The promises by these purchases that still wait for something else. */
function waitingFor(
  { meaning }: World,
  redemption: ModelRedemption,
  of: string,
): readonly ByPurchases[] {
  return meaning.rewards
    .filter(isByPurchases)
    .filter(
      (promised) =>
        promised.amount.of === of && !isFulfilled(promised, redemption, redemption.history),
    );
}

/** What a redemption adds to a ladder by purchases; undefined while it has no part in it. */
export function partIn(
  world: World,
  { name, amount }: BySums,
  redemption: ModelRedemption,
): Part | undefined {
  return purseOf(world, redemption, amount.of).parts.get(name);
}

/** What all whom a ladder counts together have paid, as far as it counts. */
export function sumOf(world: World, promised: BySums, at: Pick<ModelRedemption, 'code'>): number {
  return world.redemptions
    .filter((one) => one.state === 'redeemed' && isTogether(promised, one, at))
    .reduce((sum, one) => sum + (partIn(world, promised, one)?.counted ?? 0), 0);
}

/** What is left of the last purchase; null where all of it was refunded. */
export function lastPurchase(world: World, redemption: ModelRedemption, of: string): number | null {
  const last = purseOf(world, redemption, of).purchases.at(-1);
  if (last === undefined) return 0;
  return last.left === 0 && last.fen > 0 ? null : last.left;
}

/** What a promise by purchases comes to for a purchase of so much. */
export function worthOf({ amount, kind }: ByPurchases, fen: number): number {
  if ('sums' in amount) return 0;
  if ('worth' in amount) {
    let minor = 0;
    for (const [from, ofBand] of amount.worth) if (fen >= from) minor = ofBand;
    return minor;
  }
  // A percentage in points is of whole yuan.
  const part = Math.floor((fen * amount.percent) / (kind === 'points' ? 10_000 : 100));
  return Math.min(Math.max(part, amount.floor), amount.ceiling);
}

export function isByPurchases(promised: Promised): promised is ByPurchases {
  return 'of' in promised.amount;
}

export function isBySums(promised: Promised): promised is BySums {
  return 'sums' in promised.amount;
}

/** Of money told of a purchase, its cost; of any other milestone, what was paid. */
function fenOf({ milestone, said, purchase }: Heard): number {
  if (milestone !== 'purchase') return purchase ?? 0;
  return Math.round(Number(said['cost'] ?? 0) * 100);
}

/** Nothing is earned by who redeemed after the campaign. */
function isAfterAll({ endsAt }: World, { at }: ModelRedemption): boolean {
  return endsAt !== null && at >= endsAt;
}
