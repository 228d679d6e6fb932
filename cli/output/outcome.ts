import { isOpen } from '../../domain/code/state.ts';
import type { Accepted, Outcome, RewardResult } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { formatMoney } from '../../domain/money.ts';
import type { ConditionValue, Operator } from '../../domain/policy/condition.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import { formatDuration, type Instant } from '../../domain/time.ts';
import { asIs, phrase, say, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { sayFindings } from '../content/describe.ts';
import { colours } from './colour.ts';
import { sayNamedCap } from './say-cap.ts';
import { sayZonedClock, zonedClock } from './when.ts';

/** By which clock times are shown, and from when they are looked at. */
export interface Clock {
  readonly timeZone: string;
  readonly now: Instant;
}

/**
 * An outcome for people: a first line with yes or no, then what came of it. `thawAt` is when a code
 * that is frozen thaws by itself.
 */
export function describeOutcome(
  outcome: Outcome,
  clock: Clock,
  thawAt: Instant | null = null,
): string {
  if (!outcome.ok) return describeRejection(outcome, clock);
  const thaws =
    outcome.status === 'frozen' && thawAt !== null
      ? ` until ${zonedClock(thawAt, clock.timeZone, clock.now)}`
      : '';
  return [
    `${colours.green('ok')}  the code is ${outcome.status}${thaws}${expiry(outcome, clock)}`,
    ...details(outcome, clock).map((line) => `    ${line}`),
  ].join('\n');
}

/** A refusal for people, with what would have to be otherwise where that is known. */
export function describeRejection(rejection: Rejection, clock: Clock): string {
  const { code, message, until, successor, check, campaign, rules, earnedBy = [] } = rejection;
  return [
    `${colours.red('refused')}  ${code}: ${message}`,
    ...(until === undefined ? [] : [`until ${zonedClock(until, clock.timeZone, clock.now)}`]),
    ...(successor === undefined ? [] : [`code ${successor} answers in its place`]),
    ...(check === undefined ? [] : [`the check that is asked for: ${check}`]),
    ...(campaign === undefined ? [] : [`by campaign ${campaign}`]),
    ...(rules === undefined || rules.length === 0 ? [] : [`by rule ${rules.join(', ')}`]),
    ...(earnedBy.length === 0 ? [] : [`earned by rule ${earnedBy.join(', ')}`]),
    ...nearestText(rejection),
  ].join('\n    ');
}

/** Both for operations: what would have been accepted, and which of it may be passed on. */
function nearestText({ nearest = [], hints = [] }: Rejection): string[] {
  const said = nearest.map(
    ({ fact, found, operator, value }) =>
      `${fact} ${asked[operator]} ${valueText(value)} (seen: ${valueText(found)})`,
  );
  return [
    ...(said.length === 0 ? [] : [`accepted with ${said.join(' and ')}`]),
    ...(hints.length === 0 ? [] : [`who redeems may be told: ${hints.join(', ')}`]),
  ];
}

const asked: Readonly<Record<Operator, string>> = {
  equal: 'being',
  notEqual: 'not being',
  lessThan: 'below',
  lessThanInclusive: 'at most',
  greaterThan: 'above',
  greaterThanInclusive: 'at least',
  in: 'one of',
  notIn: 'none of',
  contains: 'with',
  doesNotContain: 'without',
};

/** A fact's value for people. */
export function valueText(value: FactValue | ConditionValue): string {
  if (value === null) return 'not known';
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}

/** What came of one reward, in a line. */
export function describeReward(result: RewardResult, clock: Clock): string {
  return textOf(sayReward(result, clock), 'en');
}

type Granted = Extract<RewardResult, { readonly granted: true }>;

function sayAmount({ minor, asset, months, packet }: Granted): Said {
  const one = formatMoney(minor, asset);
  if (packet !== undefined) return say`${one} in packet ${packet}`;
  return months === undefined
    ? asIs(one)
    : say`${one} in each of ${months} months, the first of them`;
}

/** The same, to be said in any language. */
export function sayReward(result: RewardResult, clock: Clock): Said {
  const who =
    result.side === 'inviter'
      ? say`${result.reward} to the inviter`
      : say`${result.reward} to the invitee`;
  if (!result.granted) {
    const why = phrase(refusedRewards[result.reason].meaning);
    return result.cap === undefined
      ? say`${who}: nothing, ${why}`
      : say`${who}: nothing, ${why} (${sayNamedCap(result.cap)})`;
  }
  const amount = sayAmount(result);
  const due = sayZonedClock(result.dueAt, clock);
  switch (result.state) {
    case 'held':
      if (result.stream !== undefined) {
        return say`${who}: ${amount}, held until stream ${result.stream} has ended`;
      }
      return say`${who}: ${amount}, held until ${due}`;
    case 'due':
      return say`${who}: ${amount}, handed to the provider`;
    case 'paid':
      return say`${who}: ${amount}, in effect`;
  }
}

/** Why a reward was not granted, and what to do. docs/errors.md is generated from this table. */
export const refusedRewards = {
  CAP_REACHED: {
    meaning: 'the cap is reached',
    remedy: 'nothing; to pay more, raise the cap and publish the campaign again',
  },
  LIMIT_REACHED: {
    meaning: 'the limit of this stretch of time, channel or parameter is reached',
    remedy: 'nothing; it is granted again when the next stretch of time begins',
  },
  SHARED_LIMIT_REACHED: {
    meaning: 'a limit over all rewards of the campaign is reached',
    remedy: 'nothing; it is granted again when the next stretch of time begins',
  },
  BUDGET_EXHAUSTED: {
    meaning: 'the budget is used up',
    remedy: 'raise the budget and publish the campaign again; what was missed is not made up for',
  },
  CONDITION_NOT_MET: {
    meaning: 'the condition is not met',
    remedy: 'nothing; `usher inspect` shows the facts that it looked at',
  },
  EXCLUDED_BY_CAMPAIGN: {
    meaning: 'the invitee has redeemed a code of another campaign, which goes first',
    remedy: 'nothing; `exclusion` in both campaign files says which one goes first',
  },
  NO_INVITER_AT_LEVEL: {
    meaning: 'nobody invited as far up as the reward is for',
    remedy: 'nothing; `distribution` says how many levels are paid',
  },
} as const satisfies Record<
  Extract<RewardResult, { granted: false }>['reason'],
  { readonly meaning: string; readonly remedy: string }
>;

function expiry({ status, expiresAt }: Accepted, { timeZone, now }: Clock): string {
  if (!isOpen(status)) return '';
  if (expiresAt === null) return ', without an end';
  return `, expires ${zonedClock(expiresAt, timeZone, now)}`;
}

function details(outcome: Accepted, clock: Clock): string[] {
  const { timeZone, now } = clock;
  const when = (at: Instant): string => zonedClock(at, timeZone, now);
  const { counted, extendedByMs, redemption, review } = outcome;
  const { reservedUntil, forwardedTo } = outcome;
  return [
    ...(forwardedTo === undefined ? [] : [`answered by its successor, code ${forwardedTo}`]),
    ...(counted === undefined ? [] : [shareText(counted, extendedByMs ?? 0)]),
    ...(redemption === undefined ? [] : [redemptionText(redemption, outcome)]),
    ...(reservedUntil === undefined ? [] : [`reserved until ${when(reservedUntil)}`]),
    ...(review === undefined ? [] : [`review ${review}${dueText(outcome, when)}`]),
    ...proposedText(outcome),
    ...(outcome.rewards ?? []).map((reward) => describeReward(reward, clock)),
    ...foundText(outcome),
    ...takenBackText(outcome),
    ...((outcome.rules ?? []).length === 0
      ? []
      : [`rules that fired: ${(outcome.rules ?? []).join(', ')}`]),
  ];
}

function redemptionText(redemption: string, { redemptionState: state, stream }: Accepted): string {
  const where = stream === undefined ? '' : `, in stream ${stream}`;
  return `redemption ${redemption}${state === undefined ? '' : `: ${state}`}${where}`;
}

function proposedText({ proposed }: Accepted): string[] {
  if (proposed === undefined) return [];
  const more = proposed === 'approve' ? 'approves too' : 'refuses too';
  return [`proposed: ${proposed}; it is decided once a second person ${more}`];
}

function foundText({ findings = [] }: Accepted): string[] {
  if (findings.length === 0) return [];
  return [`in the wording, ${textOf(sayFindings(findings), 'en')}`];
}

function takenBackText({ takenBack = [] }: Accepted): string[] {
  return takenBack.map(
    ({ reward, side, asset, minor, state, left }) =>
      `${reward} of the ${side}: ${formatMoney(minor, asset)} ${takenWords[state]}${
        left === undefined ? '' : `, ${formatMoney(left, asset)} left`
      }`,
  );
}

const takenWords = { voided: 'voided', lowered: 'taken off', reversed: 'reversed' } as const;

function shareText(counted: boolean, extendedByMs: number): string {
  if (!counted) return 'the share is recorded; the terms do not count it';
  return extendedByMs > 0
    ? `the share counts, and adds ${formatDuration(extendedByMs)}`
    : 'the share counts, and adds no time';
}

function dueText({ reviewDueAt }: Accepted, when: (at: Instant) => string): string {
  return reviewDueAt === undefined ? '' : `, to be decided by ${when(reviewDueAt)}`;
}
