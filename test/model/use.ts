import type { UseCommand } from '../../domain/code/command.ts';
import { earn } from './earn.ts';
import { hour, minute, unknownChannel } from './meaning.ts';
import { closedToUse, no, yes, type No, type Prediction } from './prediction.ts';
import {
  dayOf,
  isOver,
  isTaken,
  redemptionOf,
  statusOf,
  usesOf,
  type ModelCode,
  type ModelRedemption,
  type World,
} from './world.ts';

/** Somebody comes with the code, to redeem it or to reserve a redemption. */
export function use(world: World, code: ModelCode, command: UseCommand): Prediction {
  const risk = weigh(world, code, command);
  const refused =
    noOfSource(world, command, risk) ??
    (command.channel === unknownChannel ? no('CHANNEL_UNKNOWN') : null) ??
    noOfCampaign(world, code, command) ??
    noOfPerson(world, code, command) ??
    noOfRisk(risk) ??
    noOfCode(world, code, command);
  if (refused !== null) return refused;
  const redemption = take(world, code, command, risk);
  const { name, state, waitsUntil, review } = redemption;
  const rules = risk.rules.length > 0 ? { rules: risk.rules } : {};
  const said = { redemption: name, redemptionState: state, ...rules };
  if (state === 'redeemed') {
    return yes(code, { ...said, rewards: earn(world, redemption, 'redeemed') });
  }
  if (review === null) return yes(code, { ...said, reservedUntil: waitsUntil });
  return yes(code, { ...said, review, reviewDueAt: waitsUntil });
}

function take(
  world: World,
  code: ModelCode,
  command: UseCommand,
  { answer }: Weighed,
): ModelRedemption {
  const { meaning, now, redemptions } = world;
  const waited = command.kind === 'reserve' ? 'reserved' : 'redeemed';
  const state = answer === 'poster' ? 'review' : waited;
  const waits = answer === 'poster' ? meaning.risk.review?.withinMs : meaning.reserveForMs;
  const name = `r${redemptions.length}`;
  const redemption: ModelRedemption = {
    name,
    code,
    invitee: command.invitee,
    channel: channelOf(code, command),
    state,
    isReserving: command.kind === 'reserve',
    at: command.late?.at ?? now,
    waitsUntil: now + (waits ?? 0),
    review: state === 'review' ? `review of ${name}` : null,
    history: [],
    refunds: [],
    steps: new Map(),
    purchase: null,
    lost: null,
  };
  redemptions.push(redemption);
  return redemption;
}

function channelOf(code: ModelCode, command: UseCommand): string | null {
  return command.channel ?? code.channel;
}

interface Weighed {
  /** Every rule that holds, in the policy's order. */
  readonly rules: readonly string[];
  /** The gravest of them. */
  readonly answer: 'region' | 'requests' | 'invitations' | 'poster' | null;
}

function weigh(world: World, code: ModelCode, command: UseCommand): Weighed {
  const { invitationsMax, requests, review, refusedRegion } = world.meaning.risk;
  const face = world.checks.findLast(
    ({ subject, check, at }) =>
      subject === code.holder && check === 'face' && at >= dayOf(world, world.now),
  );
  const checked = face?.result === 'passed';
  const isMany = invitationsMax !== null && invitationsToday(world, code, command) > invitationsMax;
  const asked = command.source === undefined ? 0 : requestsOf(world, command.source);
  const holds = {
    invitations: isMany && !checked,
    requests: requests !== null && command.source !== undefined && asked >= requests.max,
    poster: review !== null && channelOf(code, command) === review.channel,
    region: refusedRegion !== null && command.region === refusedRegion,
  };
  const gravity = ['region', 'requests', 'invitations', 'poster'] as const;
  const rules = Object.entries(holds).filter(([, held]) => held);
  return {
    rules: rules.map(([rule]) => rule),
    answer: gravity.find((rule) => holds[rule]) ?? null,
  };
}

/** People whom the holder has invited since midnight, with the one who comes now. */
function invitationsToday(world: World, code: ModelCode, { invitee }: UseCommand): number {
  const today = world.redemptions.filter(
    (one) => one.code.holder === code.holder && isTaken(one) && one.at >= dayOf(world, world.now),
  );
  return new Set([...today.map((one) => one.invitee), invitee]).size;
}

function requestsOf(world: World, source: string): number {
  return world.requests.filter(
    (one) => one.source === source && one.at > world.now - hour && one.at <= world.now,
  ).length;
}

function noOfSource(world: World, { source }: UseCommand, risk: Weighed): No | null {
  if (source === undefined) return null;
  const freezes = world.freezes.filter((one) => one.source === source);
  const frozen = freezes.find(({ until }) => world.now < until);
  if (frozen) {
    const { until, earnedBy } = frozen;
    return no('PARTY_FROZEN', { party: 'source', until, earnedBy });
  }
  const { requests } = world.meaning.risk;
  if (!risk.rules.includes('requests') || requests === null) return null;
  const forMs = freezes.reduce((twice) => twice * 2, requests.forMs);
  const until = world.now + Math.min(forMs, requests.upToMs);
  world.freezes.push({ source, until, earnedBy: ['requests'] });
  if (risk.answer !== 'requests') return null;
  return no('PARTY_FROZEN', { party: 'source', until, rules: risk.rules });
}

function noOfCampaign(world: World, code: ModelCode, { late }: UseCommand): No | null {
  if (world.campaign === 'paused') return no('CAMPAIGN_PAUSED');
  if (world.campaign === 'closed') return no('CAMPAIGN_CLOSED');
  const at = late?.at ?? world.now;
  if (at < world.startsAt) return no('CAMPAIGN_NOT_STARTED');
  const over = late === undefined ? isOver(world) : world.endsAt !== null && at >= world.endsAt;
  return over && statusOf(world, code) !== 'converted' ? no('CAMPAIGN_ENDED') : null;
}

/** Minute by minute, which no calculation can get wrong. */
function noOfHours(world: World, at: number): No | null {
  if (isOpen(world, at)) return null;
  let until = Math.floor(at / minute) * minute;
  do until += minute;
  while (!isOpen(world, until));
  return no('OUTSIDE_OPENING_HOURS', { until });
}

function isOpen({ meaning: { opening, zone } }: World, at: number): boolean {
  if (opening === null) return true;
  const { weekdays, fromMinute, toMinute } = opening;
  const minutes = Math.floor((at + zone.offsetMs) / minute);
  // 1 January 1970 was a Thursday.
  const today = (Math.floor(minutes / 1440) + 3) % 7;
  return weekdays.some((weekday) => {
    const since = (minutes % 1440) + ((today - (weekday - 1) + 7) % 7) * 1440;
    const end = toMinute > fromMinute ? toMinute : toMinute + 1440;
    return since >= fromMinute && since < end;
  });
}

function noOfPerson(world: World, code: ModelCode, command: UseCommand): No | null {
  const { meaning, now } = world;
  const { invitee } = command;
  if (invitee === code.holder) return no('SELF_INVITE');
  if (redemptionOf(world, invitee)) return no('ALREADY_REDEEMED');
  if (meaning.existing === 'excluded' && command.existingCustomer === true) {
    return no('EXISTING_CUSTOMER');
  }
  return meaning.touch === 'last' || command.late !== undefined
    ? null
    : noOfFirstTouch(world, code, invitee, now - meaning.windowMs);
}

/** The first click since then on a line that still takes redemptions decides who has the credit. */
function noOfFirstTouch(world: World, code: ModelCode, invitee: string, since: number): No | null {
  const { clicks, codes, meaning } = world;
  for (const { visitor, code: clicked, at } of clicks) {
    if (visitor !== invitee || at <= since || clicked.holder === invitee) continue;
    if (clicked.line === code.line) return null;
    const open = codes.find((one) => one.line === clicked.line && one.closed === null);
    if (open && usesOf(world, open) < (meaning.usesMax ?? Infinity)) {
      return no('ATTRIBUTED_ELSEWHERE', { successor: open.name });
    }
  }
  return null;
}

function noOfRisk({ answer, rules }: Weighed): No | null {
  if (answer === 'region') return no('RISK_REFUSED', { rules });
  return answer === 'invitations' ? no('VERIFICATION_REQUIRED', { check: 'face', rules }) : null;
}

function noOfCode(world: World, code: ModelCode, { late }: UseCommand): No | null {
  const closed = late ? noOfLate(world, code, late.at) : closedToUse(world, code);
  if (closed) return closed;
  const { usesMax } = world.meaning;
  return usesMax !== null && usesOf(world, code) >= usesMax
    ? no('CODE_EXHAUSTED')
    : noOfHours(world, late?.at ?? world.now);
}

/** By hand, a redemption is taken as of a time at which the code was there to be redeemed. */
function noOfLate(world: World, code: ModelCode, at: number): No | null {
  const end = code.closedAt ?? code.endsAt ?? Infinity;
  const withdrawn = ['revoked', 'banned', 'pending', 'settled'].includes(statusOf(world, code));
  const was = at >= code.issuedAt && at <= world.now && at < end;
  return was && !withdrawn ? null : no('LATE_ATTRIBUTION_REFUSED');
}
