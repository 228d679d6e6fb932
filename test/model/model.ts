import type {
  CloseReservationCommand,
  Command,
  DecideReviewCommand,
  MilestoneCommand,
  ShareCommand,
} from '../../domain/code/command.ts';
import type { OpId } from '../../domain/ids.ts';
import { correct } from './correct.ts';
import { earn } from './earn.ts';
import { faultOf, isCounted } from './heard.ts';
import { milestones, published, unknownChannel, type Meaning } from './meaning.ts';
import { operate } from './operate.ts';
import { approve, end, passTime } from './pass-time.ts';
import {
  closedToReports,
  closedToUse,
  no,
  noOfStatus,
  ownRedemption,
  yes,
  type Prediction,
} from './prediction.ts';
import { reverse } from './reverse.ts';
import { use } from './use.ts';
import {
  hasReached,
  isSettled,
  lifetimeFrom,
  redemptionOf,
  statusOf,
  type ModelCode,
  type World,
} from './world.ts';

/**
 * Predicts what a campaign's codes answer, from what the campaign means. Slow and plain on purpose:
 * it keeps lists of what happened and counts them anew each time; it knows no counters, no facts
 * and no batches. Codes, redemptions, reviews and rewards go by its own names.
 */
export class Model {
  readonly world: World;
  private readonly answers = new Map<
    string,
    { readonly body: string; readonly said: Prediction }
  >();

  constructor(meaning: Meaning) {
    this.world = {
      meaning,
      startsAt: published + meaning.startsAfterMs,
      endsAt: meaning.endsAfterMs === null ? null : published + meaning.endsAfterMs,
      now: published,
      campaign: 'open',
      codes: [],
      redemptions: [],
      rewards: [],
      qualified: [],
      checks: [],
      clicks: [],
      requests: [],
      freezes: [],
    };
  }

  moveTo(now: number): void {
    if (now > this.world.now) passTime(this.world, now);
  }

  /** A person's code: a new one, or the latest they have when they may have no more. */
  issue(holder: string, channel: string | null): ModelCode {
    const { codes, meaning, now } = this.world;
    const held = codes.filter((code) => code.holder === holder && code.closed === null);
    const last = held.at(-1);
    if (last && held.length >= meaning.perPerson) return last;
    const name = `c${codes.length}`;
    const endsAt = lifetimeFrom(this.world, now);
    const stillborn = endsAt !== null && endsAt <= now;
    const code: ModelCode = {
      name,
      line: name,
      holder,
      channel,
      generation: 1,
      issuedAt: now,
      awake: !stillborn,
      wordingHits: 0,
      startedAt: now,
      endsAt,
      frozen: null,
      closed: null,
      closedAt: null,
      settlesAt: null,
      forwardUntil: null,
      successor: null,
      countedShares: 0,
      resets: 0,
    };
    codes.push(code);
    if (stillborn) end(this.world, code, endsAt);
    return code;
  }

  /** Somebody opens a share of the code, which may count as a share. */
  open(
    code: ModelCode,
    visit: { readonly visitor: string; readonly share: string; readonly isNew: boolean },
  ): void {
    const { visitor, share, isNew } = visit;
    const { clicks, meaning, now } = this.world;
    clicks.push({ visitor, code, at: now });
    const via = meaning.extension?.on;
    if (via === undefined || via === 'share-reported') return;
    if (via === 'share-opened-by-new' && !isNew) return;
    if (visitor === code.holder) return;
    this.ask(code, { kind: 'share', opId: `opened/${share}` as OpId, via, share });
  }

  /** The first time that anybody looks after it, a code wakes. */
  wake(code: ModelCode): void {
    if (code.closed === null) code.awake = true;
  }

  /** What the code answers. The same operation gets the same answer for ever. */
  ask(code: ModelCode, command: Command): Prediction {
    const { world } = this;
    const { opId, ...rest } = command;
    const body = JSON.stringify(rest);
    const before = this.answers.get(`${code.name} ${opId}`);
    this.wake(code);
    if (before) return before.body === body ? before.said : no('OPERATION_REUSED');
    const said = isSettled(world, code)
      ? answerSettled(world, code, command)
      : answer(world, code, command);
    this.answers.set(`${code.name} ${opId}`, { body, said });
    return said;
  }
}

/** Of a settled code rewards are taken back, and nothing else is done. */
function answerSettled(world: World, code: ModelCode, command: Command): Prediction {
  if (command.kind !== 'reverse') return noOfStatus(world, code);
  const said = reverse(world, code, command);
  return said.ok ? { ...said, status: 'settled' } : said;
}

function answer(world: World, code: ModelCode, command: Command): Prediction {
  switch (command.kind) {
    case 'cancel':
    case 'reopen':
      return correct(world, code, command);
    case 'share':
      return share(world, code, command);
    case 'redeem':
    case 'reserve':
      return use(world, code, command);
    case 'confirm':
    case 'release':
      return closeReservation(world, code, command);
    case 'milestone':
      return milestone(world, code, command);
    case 'verify': {
      const deaf = closedToReports(world, code);
      if (deaf) return deaf;
      world.checks.push({ ...command, at: world.now });
      return yes(code);
    }
    case 'decideReview':
      return decideReview(world, code, command);
    case 'reverse':
      return reverse(world, code, command);
    default:
      return operate(world, code, command);
  }
}

function share(world: World, code: ModelCode, { via, channel }: ShareCommand): Prediction {
  const { extension } = world.meaning;
  if (channel === unknownChannel) return no('CHANNEL_UNKNOWN');
  const status = statusOf(world, code);
  const refused = status === 'converted' ? no('CODE_CONVERTED') : closedToUse(world, code);
  if (refused) return refused;
  const counted = via === (extension?.on ?? 'share-reported');
  const before = code.endsAt;
  if (counted) {
    code.countedShares += 1;
    if (extension && before !== null) {
      const longest = Math.min(code.startedAt + extension.upToMs, world.endsAt ?? Infinity);
      code.endsAt = Math.max(before, Math.min(before + extension.byMs, longest));
    }
  }
  return yes(code, { counted, extendedByMs: (code.endsAt ?? 0) - (before ?? 0) });
}

function closeReservation(
  world: World,
  code: ModelCode,
  { kind, redemption: name }: CloseReservationCommand,
): Prediction {
  const redemption = ownRedemption(world, code, (one) => one.name === name);
  if (!redemption) return no('REDEMPTION_UNKNOWN');
  if (redemption.state !== 'reserved') return no('RESERVATION_CLOSED');
  if (kind === 'release') {
    redemption.state = 'released';
    return yes(code, { redemption: name, redemptionState: 'released' });
  }
  const deaf = closedToReports(world, code);
  if (deaf) return deaf;
  redemption.state = 'redeemed';
  const rewards = earn(world, redemption, 'redeemed');
  return yes(code, { redemption: name, redemptionState: 'redeemed', rewards });
}

function milestone(world: World, code: ModelCode, command: MilestoneCommand): Prediction {
  const deaf = closedToReports(world, code);
  if (deaf) return deaf;
  if (!milestones.some((one) => one === command.milestone)) return no('MILESTONE_UNKNOWN');
  const fault = faultOf(command);
  if (fault) return no(fault);
  const redemption = redemptionOf(world, command.invitee);
  if (redemption?.code !== code || redemption.state !== 'redeemed') return no('NOT_REDEEMED');
  const isRepeated = hasReached(redemption, command.milestone);
  if (isRepeated && !isCounted(world.meaning, command.milestone)) return no('MILESTONE_REPEATED');
  redemption.purchase = command.purchaseAmountMinor ?? redemption.purchase;
  const rewards = earn(world, redemption, command.milestone, command);
  return yes(code, { redemption: redemption.name, rewards });
}

function decideReview(
  world: World,
  code: ModelCode,
  { review, decision }: DecideReviewCommand,
): Prediction {
  const redemption = ownRedemption(world, code, (one) => one.review === review);
  if (!redemption) return no('REVIEW_UNKNOWN');
  if (redemption.state !== 'review') return no('REVIEW_CLOSED');
  const said = { review, redemption: redemption.name };
  if (decision === 'refuse') {
    redemption.state = 'refused';
    return yes(code, { ...said, redemptionState: 'refused' });
  }
  const deaf = closedToReports(world, code);
  if (deaf) return deaf;
  const rewards = approve(world, redemption);
  return rewards === null
    ? yes(code, { ...said, redemptionState: 'reserved', reservedUntil: redemption.waitsUntil })
    : yes(code, { ...said, redemptionState: 'redeemed', rewards });
}
