import type { UseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { refuseChannel, refuseHours, refuseUseByCampaign } from '../../domain/code/refusal.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { changed } from '../../domain/code/state.ts';
import { transition } from '../../domain/code/transition.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import { plus, type Instant } from '../../domain/time.ts';
import type { JudgedItem } from '../judge.ts';
import { accepted, around } from './answer.ts';
import { refuseBorder } from './border.ts';
import { complete } from './close.ts';
import type { Draft } from './draft.ts';
import { openReview } from './open-review.ts';
import { keepReserved } from './waiting.ts';
import { whyRefused } from '../nearest.ts';
import { refuseRelation, relate } from '../relate.ts';
import { countUse, countedAt, refuseStream, streamOf } from './stream.ts';
import { noteTies, refuseInviter, refuseParty } from './party.ts';
import { refuseInviterPhone } from './inviter-phone.ts';
import { refuseProof, useProof } from './proof.ts';

const nothingYet: readonly never[] = [];

/** A redemption or a reservation. Checks come first, in a fixed order; then everything is booked. */
export function use(draft: Draft, item: JudgedItem, command: UseCommand): Outcome {
  const no = refuse(draft, item, command);
  if (no) return no;
  const step = command.late
    ? lateUse(draft, command.late.at)
    : transition(around(draft), draft.state, { type: 'use' });
  if ('ok' in step) return step;
  const last = refuseAtLast(draft, command);
  if (last) return last;
  draft.adopt(step, draft.facts.now);
  countUse(draft, command);
  useProof(draft, command);
  noteTies(draft, command);
  const answer = item.judgement?.answer;
  if (answer?.kind === 'review') return review(draft, item, { command, answer });
  return command.kind === 'reserve' ? reserve(draft, item, command) : redeem(draft, item, command);
}

/** Last: whoever is told to come again at another hour, or with more, would be accepted then. */
function refuseAtLast(draft: Draft, command: UseCommand): Rejection | null {
  const at = command.late?.at ?? draft.facts.now;
  return (
    refuseHours(draft.terms, at) ??
    refuseStream(draft, command) ??
    refuseInviterPhone(draft, command) ??
    refuseBorder(draft, command) ??
    refuseProof(draft, command)
  );
}

function refuse(draft: Draft, item: JudgedItem, command: UseCommand): Rejection | null {
  const { facts, state, terms } = draft;
  return (
    refuseParty(draft, item, command) ??
    refuseChannel(terms, command) ??
    refuseUseByCampaign(facts.campaign, state, command.late?.at ?? facts.now) ??
    refuseInviter(draft) ??
    refusePerson(draft, command) ??
    refuseRelation(draft, command) ??
    refuseRisk(draft, item)
  );
}

function redeem(draft: Draft, item: JudgedItem, command: UseCommand): Outcome {
  const row = newRedemption(draft, command);
  const completed = complete(draft, row, { at: draft.facts.now, holding: item.rewards });
  return accepted(draft, named(row, completed), item);
}

function reserve(draft: Draft, item: JudgedItem, command: UseCommand): Outcome {
  const row = newRedemption(draft, command);
  const reservedUntil = keepReserved(draft, row, draft.facts.now);
  return accepted(draft, named(row, { redemptionState: 'reserved', reservedUntil }), item);
}

function review(
  draft: Draft,
  item: JudgedItem,
  { command, answer }: { readonly command: UseCommand; readonly answer: Review },
): Outcome {
  const { now } = draft.facts;
  // Set while in review, it says that an approval leads to a reservation.
  const reservedUntil =
    command.kind === 'reserve'
      ? plus(plus(now, answer.withinMs), draft.terms.redemption.reserveForMs)
      : null;
  const row = newRedemption(draft, command);
  const { id, dueAt } = openReview(draft, {
    redemption: { ...row, state: 'review', reservedUntil },
    rules: item.judgement?.rules ?? [],
    beyond: [],
    terms: answer,
    at: now,
  });
  const opened = { redemptionState: 'review', review: id, reviewDueAt: dueAt } as const;
  return accepted(draft, named(row, opened), item);
}

type Review = RiskAnswer & { readonly kind: 'review' };

/** What came of a redemption, with its names. Spread last: V8 is slow to add to what was spread. */
function named({ id, stream }: RedemptionRow, outcome: CameOfIt): CameOfIt {
  return { redemption: id, ...(stream ? { stream } : {}), ...outcome };
}

type CameOfIt = NonNullable<Parameters<typeof accepted>[1]>;

function newRedemption(draft: Draft, command: UseCommand): RedemptionRow {
  const { code } = draft.facts;
  const { late } = command;
  const row: RedemptionRow = {
    id: draft.nextRowId(),
    code: code.id,
    inviter: code.holder,
    invitee: command.invitee,
    state: 'redeemed',
    at: countedAt(draft, command),
    channel: command.channel ?? code.channel,
    share: command.share ?? null,
    region: command.region ?? null,
    stream: streamOf(draft, command)?.id ?? null,
    reservedUntil: null,
    milestones: nothingYet,
    purchaseAmountMinor: null,
    exclusion: draft.terms.exclusion ?? null,
    reports: nothingYet,
    byHand: late ? { actor: late.actor, reason: late.reason } : null,
    counted: nothingYet,
    purchases: null,
    cancelled: null,
  };
  relate(draft, row);
  return row;
}

function refusePerson(draft: Draft, command: UseCommand): Rejection | null {
  const { code } = draft.facts;
  if (command.invitee === code.holder) return reject('SELF_INVITE');
  if (draft.liveRedemptionOf(command.invitee)) return reject('ALREADY_REDEEMED');
  const { attribution, exclusion } = draft.terms;
  const rival = draft.facts.rivals.get(command.invitee);
  if (exclusion && rival && rival.priority >= exclusion.priority) {
    return reject('EXCLUDED_BY_CAMPAIGN', { campaign: rival.campaign });
  }
  if (attribution.existingCustomers === 'excluded' && command.existingCustomer === true) {
    return reject('EXISTING_CUSTOMER');
  }
  return refuseTouch(draft, command);
}

function refuseTouch({ facts, terms }: Draft, command: UseCommand): Rejection | null {
  const { code, touches, statedPhones } = facts;
  // Whoever names their inviter says more than a click does.
  if (statedPhones.get(command.opId) === true) return null;
  const touch = touches.get(command.invitee);
  const elsewhere = touch !== undefined && touch.code !== code.id && command.late === undefined;
  return terms.attribution.touch === 'first' && elsewhere
    ? reject('ATTRIBUTED_ELSEWHERE', { successor: touch.code })
    : null;
}

function refuseRisk({ facts }: Draft, { judgement }: JudgedItem): Rejection | null {
  if (judgement === null) return null;
  const { answer } = judgement;
  switch (answer.kind) {
    case 'refuse':
      return reject('RISK_REFUSED', whyRefused(facts.policy, judgement));
    case 'revision':
      return reject('CODE_PENDING', whyRefused(facts.policy, judgement));
    case 'verification':
      return reject('VERIFICATION_REQUIRED', {
        check: answer.check,
        ...whyRefused(facts.policy, judgement),
      });
    default:
      return null;
  }
}

/** Late attribution counts when the code took redemptions at that time; it needs no open code now. */
function lateUse(draft: Draft, at: Instant): ReturnType<typeof transition> {
  const { state, facts } = draft;
  const { issuedAt, endedAt, expiresAt } = state;
  const end = endedAt ?? expiresAt;
  const valid = at >= issuedAt && at <= facts.now && (end === null || at < end);
  const withdrawn = ['revoked', 'banned', 'pending', 'settled'].includes(state.status);
  if (!valid || withdrawn) return reject('LATE_ATTRIBUTION_REFUSED');
  const { usesMax } = draft.terms.redemption;
  if (usesMax !== null && state.uses >= usesMax) return reject('CODE_EXHAUSTED');
  return { state: changed(state, { uses: state.uses + 1 }), effects: [] };
}
