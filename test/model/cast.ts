import { supposedWording } from '../../domain/content/supposed.ts';
import type { Command, MilestoneCommand, ReverseCommand } from '../../domain/code/command.ts';
import type { OpId, RewardId, RowId, SubjectId, SourceId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { Act, Aim, Use } from './acts.ts';
import { leftOf, nameOfReward } from './grant.ts';
import { milestones } from './meaning.ts';
import { people } from './steps.ts';
import {
  hasReached,
  isSettled,
  isTaken,
  limitsOf,
  type ModelCode,
  type ModelRedemption,
  type ModelReward,
  type World,
} from './world.ts';

/** A command as it is sent, with names of the model in place of ids, and the code it is sent to. */
export interface Asked {
  readonly code: ModelCode;
  readonly command: Command;
}

const byHand = { actor: 'olga', reason: 'by hand' };

type Deed = Exclude<Act, { do: 'issue' | 'open' | 'campaign' | 'again' }>;

/** Whom and what a step means, as the world is now. */
export function cast(world: World, act: Deed, opId: OpId): Asked {
  switch (act.do) {
    case 'confirm':
    case 'release':
    case 'cancel':
    case 'reopen':
      return closing(world, act, opId);
    case 'refund':
      return refunding(world, act, opId);
    case 'milestone':
      return milestone(world, act, opId);
    case 'decide':
      return deciding(world, act, opId);
    case 'reverse':
      return reversing(world, act, opId);
    case 'reset':
      return { code: endedAt(world, act.code), command: commandOf(world, act, opId) };
    case 'revoke': {
      const code = act.code % 2 === 0 ? endedAt(world, act.code) : codeAt(world, act.code);
      return { code, command: commandOf(world, act, opId) };
    }
    default:
      return { code: codeAt(world, act.code), command: commandOf(world, act, opId) };
  }
}

type Closing = Deed & { do: 'confirm' | 'release' | 'cancel' | 'reopen' };

function closing(world: World, act: Closing, opId: OpId): Asked {
  const pool = world.redemptions.filter((one) => isAny(act.aim) || isClosable(one, act.do));
  const one = pick(pool, act.which);
  const named = { opId, redemption: (one?.name ?? 'none') as RowId };
  const command: Command =
    act.do === 'cancel' || act.do === 'reopen'
      ? { kind: act.do, ...named, ...byHand }
      : { kind: act.do, ...named };
  return { code: at(world, one?.code, act.aim), command };
}

function isClosable({ state, lost }: ModelRedemption, by: Closing['do']): boolean {
  if (by === 'reopen') return lost !== null && !lost.isBack;
  return state === (by === 'cancel' ? 'redeemed' : 'reserved');
}

function refunding(world: World, act: Deed & { do: 'refund' }, opId: OpId): Asked {
  const pool = world.redemptions.filter((one) => isAny(act.aim) || isClosable(one, 'cancel'));
  const one = pick(pool, act.which);
  const redemption = (one?.name ?? 'none') as RowId;
  const refund = { milestone: act.of, asset: 'CNY/2' as Asset, minor: minorUnits(act.fen) };
  const command = { kind: 'cancel', opId, redemption, refund, ...byHand } as const;
  return { code: at(world, one?.code, act.aim), command };
}

function milestone(world: World, act: Deed & { do: 'milestone' }, opId: OpId): Asked {
  const open = world.redemptions.filter(
    ({ code, state }) => state === 'redeemed' && !isSettled(world, code),
  );
  // Whose time for a milestone is over, or will be in a moment, is so only now: looked for first.
  const last = lastMoment(world, open);
  const one = last?.redemption ?? pick(isAny(act.aim) ? world.redemptions : open, act.which);
  const invitee = (one?.invitee ?? pick(people, act.which)) as SubjectId;
  const name = last?.milestone ?? act.name ?? nextOf(one);
  const command = { kind: act.do, opId, invitee, milestone: name, ...carried(act) };
  return { code: at(world, one?.code, act.aim), command };
}

function carried({
  purchase,
  said = null,
}: Deed & { do: 'milestone' }): Pick<MilestoneCommand, 'purchaseAmountMinor' | 'properties'> {
  return {
    ...(purchase === null ? {} : { purchaseAmountMinor: purchase }),
    ...(said === null ? {} : { properties: said }),
  };
}

function nextOf(one: ModelRedemption | undefined): string {
  const next = milestones.find((name) => one === undefined || !hasReached(one, name));
  return next ?? milestones[0];
}

function lastMoment(
  world: World,
  open: readonly ModelRedemption[],
): { readonly redemption: ModelRedemption; readonly milestone: string } | undefined {
  for (const { milestone, withinMs } of limitsOf(world.meaning)) {
    const redemption = open.find(({ at }) => [0, 1].includes(at + withinMs - world.now));
    if (redemption) return { redemption, milestone };
  }
  return undefined;
}

function deciding(world: World, act: Deed & { do: 'decide' }, opId: OpId): Asked {
  const reviewed = world.redemptions.filter(({ review }) => review !== null);
  const one = pick(
    reviewed.filter(({ state }) => isAny(act.aim) || state === 'review'),
    act.which,
  );
  const review = (one?.review ?? 'none') as RowId;
  const { decision } = act;
  const command = { kind: 'decideReview', opId, review, decision, ...byHand } as const;
  return { code: at(world, one?.code, act.aim), command };
}

function reversing(world: World, act: Deed & { do: 'reverse' }, opId: OpId): Asked {
  const open = world.rewards.filter(({ state }) => state === 'held' || state === 'paid');
  // What is in flight is so only for a moment, so it is looked for first.
  const inFlight = world.rewards.find(({ state }) => state === 'due');
  const one = inFlight ?? pick(isAny(act.aim) ? world.rewards : open, act.which);
  const reward = (one ? nameOfReward(one) : 'none') as RewardId;
  const code = at(world, one?.redemption.code, act.aim);
  return { code, command: { kind: act.do, opId, reward, ...partOf(act, one), ...byHand } };
}

function partOf(
  { share = null, refunded = null }: Deed & { do: 'reverse' },
  one: ModelReward | undefined,
): Pick<ReverseCommand, 'part'> {
  if (refunded !== null) return { part: { refundedPurchaseMinor: refunded } };
  if (share === null) return {};
  const amountMinor = Math.max(1, Math.ceil(((one ? leftOf(one) : 0) * share) / 100));
  return { part: { amountMinor } };
}

type OnCode = Exclude<Deed, Closing | { do: 'refund' | 'milestone' | 'decide' | 'reverse' }>;

function commandOf(world: World, act: OnCode, opId: OpId): Command {
  switch (act.do) {
    case 'share':
      return {
        kind: 'share',
        opId,
        via: act.via,
        ...(act.channel === null ? {} : { channel: act.channel }),
      };
    case 'redeem':
    case 'reserve':
      return useOf(world, act, opId);
    case 'verify': {
      const result = act.passed ? 'passed' : 'failed';
      const subject = act.subject as SubjectId;
      return { kind: 'verify', opId, subject, check: act.check, result };
    }
    case 'reset':
      return { kind: 'reset', opId, ...byHand, appeal: act.appeal };
    case 'revise':
      return { kind: 'reviseWording', opId, wording: supposedWording(act.hits) };
    case 'freeze':
      return { kind: 'freeze', opId, ...byHand, ...until(world, act.forMs) };
    case 'unfreeze':
      return { kind: 'unfreeze', opId, ...byHand };
    case 'revoke':
      return { kind: 'revoke', opId, ...byHand, ban: act.ban };
  }
}

function until(world: World, forMs: number | null): { readonly until?: Instant } {
  return forMs === null ? {} : { until: instant(world.now + forMs) };
}

function useOf(world: World, act: Use, opId: OpId): Command {
  const { channel, source, region } = act;
  const late = lateAt(world, act);
  return {
    kind: act.do,
    opId,
    invitee: invitee(world, act) as SubjectId,
    ...(channel === null ? {} : { channel }),
    ...(source === null ? {} : { source: source as SourceId }),
    ...(region === null ? {} : { region }),
    ...(act.isExisting ? { existingCustomer: true } : {}),
    ...(late === null ? {} : { late: { ...byHand, at: instant(late) } }),
  };
}

function lateAt(world: World, { late, code: number }: Use): number | null {
  if (late === null) return null;
  const code = codeAt(world, number);
  if (late === 'issue') return code.issuedAt;
  return late === 'end' ? (code.closedAt ?? code.endsAt ?? world.now) : world.now - late;
}

/** Seven of eight times somebody who has not redeemed yet, while there is anybody. */
function invitee(world: World, act: Use): string {
  const holder = codeAt(world, act.code).holder;
  const free = people.filter(
    (one) => one !== holder && !world.redemptions.some((r) => r.invitee === one && isTaken(r)),
  );
  const place = people.findIndex((one) => one === act.invitee);
  return place === 0 || free.length === 0
    ? act.invitee
    : (free[place % free.length] ?? act.invitee);
}

/** Of eight numbers six mean a code that is open, if there is one; the latest codes come first. */
function codeAt({ codes }: World, number: number): ModelCode {
  return latestOf(codes, number < 6 ? codes.filter(isOpen) : codes, number);
}

/** Of eight numbers six mean a code that has ended but is not settled, if there is one. */
function endedAt(world: World, number: number): ModelCode {
  const { codes } = world;
  const ended = codes.filter((code) => !isOpen(code) && !isSettled(world, code));
  return latestOf(codes, number < 6 ? ended : codes, number);
}

function isOpen({ closed }: ModelCode): boolean {
  return closed === null;
}

function latestOf(
  codes: readonly ModelCode[],
  wanted: readonly ModelCode[],
  number: number,
): ModelCode {
  const pool = wanted.length > 0 ? wanted : codes;
  const code = pool[pool.length - 1 - (number % Math.min(pool.length, 3))];
  if (!code) throw new Error('a world has at least one code');
  return code;
}

function at(world: World, code: ModelCode | undefined, aim: Aim): ModelCode {
  const index = code ? world.codes.indexOf(code) : 0;
  return codeOf(world, aim === 'elsewhere' ? index + 1 : index);
}

function codeOf({ codes }: World, index: number): ModelCode {
  const code = codes[index % codes.length];
  if (!code) throw new Error('a world has at least one code');
  return code;
}

function isAny(aim: Aim): boolean {
  return aim !== 'open';
}

function pick<T>(pool: readonly T[], which: number): T | undefined {
  return pool[which % Math.max(1, pool.length)];
}
