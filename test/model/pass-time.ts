import { earn } from './earn.ts';
import { fallDue, type Earned } from './grant.ts';
import { takeOverhangs } from './overhangs.ts';
import {
  isTaken,
  lifetimeFrom,
  type Closed,
  type ModelCode,
  type ModelRedemption,
  type World,
} from './world.ts';

interface Happening {
  readonly at: number;
  readonly happen: () => void;
}

/** Moves the clock; whatever falls due on the way happens at its own time, rows before codes. */
export function passTime(world: World, to: number): void {
  for (;;) {
    deliver(world);
    takeOverhangs(world);
    const next = nextOf(rowsToCome(world), nextOf(codesToCome(world), null));
    if (next === null || next.at > to) break;
    world.now = Math.max(world.now, next.at);
    next.happen();
  }
  world.now = to;
}

/** The provider pays whenever the clock moves, and never fails. */
function deliver(world: World): void {
  for (const reward of world.rewards) if (reward.state === 'due') reward.state = 'paid';
}

/** The earliest; of two at the same time the one that is listed first, and `known` last. */
function nextOf(list: readonly Happening[], known: Happening | null): Happening | null {
  let first: Happening | null = null;
  for (const one of list) if (first === null || one.at < first.at) first = one;
  return first !== null && (known === null || first.at <= known.at) ? first : known;
}

function rowsToCome(world: World): Happening[] {
  const list: Happening[] = [];
  for (const reward of world.rewards) {
    if (reward.state !== 'held') continue;
    list.push({ at: reward.dueAt, happen: () => fallDue(world, reward) });
  }
  for (const redemption of world.redemptions) {
    const at = redemption.waitsUntil;
    if (redemption.state === 'reserved') {
      list.push({ at, happen: () => (redemption.state = 'released') });
    } else if (redemption.state === 'review') {
      list.push({ at, happen: () => decideBySilence(world, redemption) });
    }
  }
  return list;
}

function decideBySilence(world: World, redemption: ModelRedemption): void {
  if (world.meaning.risk.review?.otherwise === 'approve' && !losesHeld(world, redemption.code)) {
    approve(world, redemption);
  } else redemption.state = 'refused';
}

/** A review ends well: what it earns, or null where only a reservation comes of it. */
export function approve(world: World, redemption: ModelRedemption): Earned[] | null {
  if (redemption.isReserving) {
    redemption.state = 'reserved';
    redemption.waitsUntil = world.now + world.meaning.reserveForMs;
    return null;
  }
  redemption.state = 'redeemed';
  return earn(world, redemption, 'redeemed');
}

/** Whether what a code has not paid yet goes with it, since it was withdrawn. */
export function losesHeld({ meaning }: World, { closed }: ModelCode): boolean {
  return (closed === 'revoked' || closed === 'banned') && meaning.onRevoke === 'void';
}

/** Voids what a withdrawn code still holds. */
export function voidHeld(world: World, code: ModelCode): void {
  for (const reward of world.rewards) {
    if (reward.redemption.code === code && reward.state === 'held') reward.state = 'voided';
  }
}

function codesToCome(world: World): Happening[] {
  const list: Happening[] = [];
  for (const code of world.codes) {
    if (code.closed !== null) continue;
    if (code.endsAt !== null) {
      const at = code.endsAt;
      list.push({ at, happen: () => end(world, code, at) });
    }
    const until = code.frozen?.until ?? null;
    if (until !== null) list.push({ at: until, happen: () => (code.frozen = null) });
  }
  return list;
}

/** The code's time is over: what becomes of it, and whether a successor is made. */
export function end(world: World, code: ModelCode, at: number): void {
  const closed = endOf(world, code, at);
  const used = code.awake || closed === 'converted' || closed === 'replaced';
  close(code, closed, { at, settlesAt: used ? at + world.meaning.settleForMs : at });
  if (closed !== 'replaced') return;
  const { end: terms } = world.meaning;
  code.forwardUntil = terms.action === 'regenerate' ? at + terms.forwardForMs : null;
  code.successor = {
    ...code,
    name: `${code.name}'`,
    generation: code.generation + 1,
    issuedAt: at,
    awake: false,
    startedAt: at,
    endsAt: lifetimeFrom(world, at),
    closed: null,
    closedAt: null,
    settlesAt: null,
    forwardUntil: null,
    successor: null,
    countedShares: 0,
    resets: 0,
  };
  world.codes.push(code.successor);
}

/** Ends redemption for good. */
export function close(
  code: ModelCode,
  closed: Closed,
  when: { readonly at: number; readonly settlesAt: number },
): void {
  code.closed = closed;
  code.closedAt ??= when.at;
  code.settlesAt ??= when.settlesAt;
  code.forwardUntil = null;
  code.frozen = null;
}

function endOf({ meaning, endsAt, redemptions }: World, code: ModelCode, at: number): Closed {
  switch (meaning.end.action) {
    case 'expire':
      return 'expired';
    case 'archive':
      return 'archived';
    case 'convert':
      return 'converted';
    case 'regenerate': {
      const touched =
        code.countedShares > 0 || redemptions.some((one) => one.code === code && isTaken(one));
      if (code.frozen !== null) return 'expired';
      if (endsAt !== null && at >= endsAt) return 'expired';
      if (code.generation >= meaning.end.generationsMax) return 'expired';
      return touched || !meaning.end.onlyIfTouched ? 'replaced' : 'expired';
    }
  }
}
