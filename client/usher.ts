import type { Client } from '@temporalio/client';
import type pg from 'pg';

import type { Outcome } from '../domain/code/outcome.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { AwardOutcome } from '../domain/award/award.ts';
import type { PointsOutcome } from '../domain/points/command.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { PointsView } from '../store/points/read-points.ts';
import type {
  Call,
  ClickCall,
  ConsentCall,
  CancelCall,
  CorrectCall,
  FreezeCall,
  IssueCall,
  MilestoneCall,
  AuthenticatorCall,
  LookCall,
  OnCode,
  OperateCall,
  PasswordCall,
  ReceiptCall,
  RelationCall,
  ReservationCall,
  ResetCall,
  ReverseCall,
  ReviewCall,
  RevokeCall,
  ShareCall,
  StartVerificationCall,
  UseByPhoneCall,
  UseCall,
  VerifyCall,
  WithdrawConsentCall,
  WordingCall,
} from './calls.ts';
import { check } from './check.ts';
import { click, type Clicked } from './click.ts';
import { forgive, type ForgiveCall, type Forgiven } from './debts.ts';
import {
  consent,
  withdrawConsent,
  type ConsentGiven,
  type ConsentWithdrawn,
} from './consents/consent.ts';
import { streamCalls, type StreamCalls } from './streams/streams.ts';
import { createDoor, type Door } from './door.ts';
import { issue, type IssuedCode } from './issue.ts';
import { milestone } from './milestone.ts';
import { openDesk } from './open-desk.ts';
import { operate, operateOnRow, passOf, type Desk, type Operation } from './operate.ts';
import { revisionOperation, shareOperation, verifyOperation } from './operations.ts';
import { relation, type Relation } from './relation.ts';
import { find, type CodeFound, type FindCall } from './reading/find.ts';
import { findReceipt } from './receipts/find-receipt.ts';
import type { Receipted } from './receipts/receipts.ts';
import type { PlaceFiles } from './places/open-places.ts';
import { sendPassword, type PasswordSent } from './passwords/send.ts';
import { reverse } from './reverse.ts';
import { useOrFind } from './use-or-find.ts';
import { askLogin, type LoginAsked } from './devices/ask-login.ts';
import { authenticatorOf, type AuthenticatorSetup } from './devices/authenticator.ts';
import type { AskLoginCall, DecideLoginCall, PollLoginCall } from './devices/calls.ts';
import { approveLogin, denyLogin, type LoginDenied } from './devices/decide-login.ts';
import { pollLogin, type LoginPolled } from './devices/poll-login.ts';
import { startVerification, type VerificationStarted } from './verification.ts';
import { view, type CodeView } from './view.ts';
import { patiently } from './patience.ts';
import {
  decide as decideAward,
  give as giveAward,
  reverse as reverseAward,
} from './awards/awards.ts';
import type { AwardCall, DecideAwardCall, ReverseAwardCall } from './awards/calls.ts';
import type { ClosePointsCall, PointsOf, ReservePointsCall } from './points/calls.ts';
import { close as closePoints, pointsOf, reserve as reservePoints } from './points/points.ts';

export interface UsherOptions {
  readonly temporal: Client;
  /** Made by `createPool`. */
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  /** Of the codes' workflows; the usual one by default. */
  readonly taskQueue?: string;
  /** Of verifications; the usual one by default. */
  readonly effectsTaskQueue?: string;
  /**
   * Who brings one-time passwords to people: `https:`, or `http:` on the loopback address, and
   * `whsec_<base64>`. Without it none are sent.
   */
  readonly notifier?: { readonly url: string; readonly secret: string };
  /** Where addresses are looked up that calls come with; they themselves are stored nowhere. */
  readonly places?: PlaceFiles;
  /** Of calls that do not say: 30 s. */
  readonly deadlineMs?: number;
}

/**
 * Invitation codes for services. Every call is one promise of an outcome; a "no" of the business
 * is an outcome as well. A promise rejects with an `UsherError` when no answer came in time, and
 * may then be repeated with the same operation id.
 */
export interface Usher extends StreamCalls {
  /** Gives somebody a code, or the one that they have. */
  issue(call: IssueCall): Promise<IssuedCode | Rejection>;
  /** Records that a code, or a share of it, was opened. */
  click(call: ClickCall): Promise<Clicked | Rejection>;
  share(call: ShareCall): Promise<Outcome>;
  /** Finds the code in a pasted text or a picture; whether there is such a code is for other calls. */
  find(call: FindCall): Promise<CodeFound | Rejection>;
  /** What `redeem` would answer, without doing it. */
  check(call: UseCall): Promise<Outcome>;
  /** Sends a one-time password, for campaigns whose codes want one. */
  sendPassword(call: PasswordCall): Promise<PasswordSent | Rejection>;
  /** The secret of the authenticator of a code that logs devices in, for the code's holder alone. */
  authenticator(call: AuthenticatorCall): Promise<AuthenticatorSetup | Rejection>;
  /** Says that an invitee agreed to the use of their location, for campaigns whose rules follow the region. */
  consent(call: ConsentCall): Promise<ConsentGiven | Rejection>;
  /** Ends what an invitee agreed to, and deletes what was kept of their location. */
  withdrawConsent(call: WithdrawConsentCall): Promise<ConsentWithdrawn | Rejection>;
  /** A device that nobody types on wants to be let in: it is given a user code to show. */
  askLogin(call: AskLoginCall): Promise<LoginAsked | Rejection>;
  /** The holder of a code lets the device in that shows a user code, by a redemption. */
  approveLogin(call: DecideLoginCall): Promise<Receipted>;
  /** Sends the device away that shows a user code, unless it was let in before. */
  denyLogin(call: DecideLoginCall): Promise<LoginDenied | Rejection>;
  /** The device asks how its login stands. That it was let in is said to one poll alone. */
  pollLogin(call: PollLoginCall): Promise<LoginPolled | Rejection>;
  /** With a code, or where the campaign asks for it with the phone of who invites. */
  redeem(call: UseCall | UseByPhoneCall): Promise<Receipted>;
  /** A redemption that waits to be confirmed, for a time that the campaign sets. */
  reserve(call: UseCall | UseByPhoneCall): Promise<Receipted>;
  confirm(call: ReservationCall): Promise<Receipted>;
  release(call: ReservationCall): Promise<Receipted>;
  /** Reports a check that a service has made of a person. */
  verify(call: VerifyCall): Promise<Outcome>;
  /** Has the verifier check a person; the code is told the result. */
  startVerification(call: StartVerificationCall): Promise<VerificationStarted | Rejection>;
  /** Reports what an invitee has reached, wherever they redeemed. */
  milestone(call: MilestoneCall): Promise<Receipted>;
  /** Who invited somebody to a campaign, by which code and since when. */
  relation(call: RelationCall): Promise<Relation | Rejection>;
  /** An administrator's new lifetime. */
  reset(call: ResetCall): Promise<Outcome>;
  /** Gives a code another invitation; the answer says what of it keeps the code pending. */
  reviseWording(call: WordingCall): Promise<Outcome>;
  freeze(call: FreezeCall): Promise<Outcome>;
  unfreeze(call: OperateCall): Promise<Outcome>;
  revoke(call: RevokeCall): Promise<Outcome>;
  /** Takes one reward back, or a part of it. */
  reverse(call: ReverseCall): Promise<Outcome>;
  /**
   * Takes a redemption back, with all that it earned and, unless the campaign keeps it, its use; or only a part of
   * what was paid.
   */
  cancel(call: CancelCall): Promise<Receipted>;
  /** Lets a cancelled redemption count again, under an id of its own. */
  reopen(call: CorrectCall): Promise<Receipted>;
  decideReview(call: ReviewCall): Promise<Receipted>;
  /**
   * The receipt of an answer about a redemption; undefined where the books have none. It is the same
   * again and again, until the signing key changes.
   */
  receipt(call: ReceiptCall): Promise<string | undefined>;
  /** A person's points of one campaign, with when they expire. */
  points(call: PointsOf & Call): Promise<PointsView | Rejection>;
  /** Keeps points for a purchase, for a time; those that expire first are taken first. */
  reservePoints(call: ReservePointsCall): Promise<PointsOutcome>;
  /** Spends what was reserved. */
  confirmPoints(call: ClosePointsCall): Promise<PointsOutcome>;
  /** Gives back what was reserved. */
  releasePoints(call: ClosePointsCall): Promise<PointsOutcome>;
  /** Gives a person money of a campaign's budget by hand; a second person has to approve it. */
  award(call: AwardCall): Promise<AwardOutcome>;
  /** Approves or refuses an award that waits; whoever gave it may only refuse it. */
  decideAward(call: DecideAwardCall): Promise<AwardOutcome>;
  /** Takes an award back; what the person keeps of it is a debt. */
  reverseAward(call: ReverseAwardCall): Promise<AwardOutcome>;
  /** Lets all go that a person owes a campaign in a currency: they keep what was paid and taken back. */
  forgive(call: ForgiveCall): Promise<Forgiven | Rejection>;
  /** A code as it is to be shown. */
  get(call: LookCall): Promise<CodeView | Rejection>;
  /** Takes no more calls; resolves when all that were taken are answered. Ends neither pool nor connection. */
  close(): Promise<void>;
}

/**
 * A client on a database and a Temporal namespace, which stay the caller's. Throws a RangeError when the
 * notifier's address or secret is unfit, or a file of places cannot be read.
 */
export function createUsher(options: UsherOptions): Usher {
  const { temporal, keys } = options;
  const desk = openDesk(options);
  const door = createDoor();
  const { through } = door;
  const on = (call: OnCode, operation: Operation): Promise<Receipted> =>
    operate(desk, call, operation);
  return {
    issue: through((call) => issue(desk, temporal, call)),
    click: through((call) => click(desk, call)),
    share: through((call) => on(call, shareOperation(call))),
    find: through((call) => find(desk, call)),
    check: through((call) => check(desk, call)),
    sendPassword: through((call) => sendPassword(desk, call)),
    authenticator: through((call) => authenticatorOf(desk, call)),
    consent: through((call) => consent(desk, call)),
    withdrawConsent: through((call) => withdrawConsent(desk, call)),
    ...streamCalls(desk, through),
    askLogin: through((call) => askLogin(desk, call)),
    approveLogin: through((call) => approveLogin(desk, call)),
    denyLogin: through((call) => denyLogin(desk, call)),
    pollLogin: through((call) => pollLogin(desk, call)),
    redeem: through((call) => useOrFind(desk, 'redeem', call)),
    reserve: through((call) => useOrFind(desk, 'reserve', call)),
    confirm: through((call) => closeReservation(desk, 'confirm', call)),
    release: through((call) => closeReservation(desk, 'release', call)),
    verify: through((call) => on(call, verifyOperation(keys, call))),
    startVerification: through((call) => startVerification(desk, options, call)),
    milestone: through((call) => milestone(desk, call)),
    ...byHand(keys, through, on),
    reverse: through((call) => reverse(desk, call)),
    cancel: through((call) => correct(desk, 'cancel', call)),
    reopen: through((call) => correct(desk, 'reopen', call)),
    decideReview: through(({ review, decision, actor, reason, ...call }) => {
      const fields = { review, decision, actor, reason };
      const operation = {
        kind: 'decideReview',
        fields,
        unknown: reject('REVIEW_UNKNOWN'),
      } as const;
      return operateOnRow(desk, { ...call, row: review }, operation);
    }),
    receipt: through((call) => askedReceipt(desk, call)),
    points: through((call) => pointsOf(desk, call)),
    reservePoints: through((call) => reservePoints(desk, call)),
    confirmPoints: through((call) => closePoints(desk, 'confirmPoints', call)),
    releasePoints: through((call) => closePoints(desk, 'releasePoints', call)),
    award: through((call) => giveAward(desk, call)),
    decideAward: through((call) => decideAward(desk, call)),
    reverseAward: through((call) => reverseAward(desk, call)),
    forgive: through((call) => forgive(desk, call)),
    get: through((call) => view(desk, call)),
    relation: through((call) => relation(desk, call)),
    close: async () => {
      await door.close();
      await desk.lanes.quiet();
    },
  };
}

type ByHandCalls = Pick<Usher, 'reset' | 'reviseWording' | 'freeze' | 'unfreeze' | 'revoke'>;

/** What people do to a code, rather than its use. */
function byHand(
  keys: KeyRing,
  through: Door['through'],
  on: (call: OnCode, operation: Operation) => Promise<Receipted>,
): ByHandCalls {
  return {
    reset: through(({ actor, reason, appeal, ...call }) =>
      on(call, { kind: 'reset', fields: { actor, reason, appeal } }),
    ),
    reviseWording: through((call) => on(call, revisionOperation(keys, call))),
    freeze: through(({ actor, reason, until, ...call }) =>
      on(call, { kind: 'freeze', fields: { actor, reason, until } }),
    ),
    unfreeze: through(({ actor, reason, ...call }) =>
      on(call, { kind: 'unfreeze', fields: { actor, reason } }),
    ),
    revoke: through(({ actor, reason, ban, ...call }) =>
      on(call, { kind: 'revoke', fields: { actor, reason, ban } }),
    ),
  };
}

function closeReservation(
  desk: Desk,
  kind: 'confirm' | 'release',
  { redemption, ...call }: ReservationCall,
): Promise<Receipted> {
  const operation = { kind, fields: { redemption }, unknown: reject('REDEMPTION_UNKNOWN') };
  return operateOnRow(desk, { ...call, row: redemption }, operation);
}

function correct(
  desk: Desk,
  kind: 'cancel' | 'reopen',
  { redemption, refund, actor, reason, ...call }: CancelCall,
): Promise<Receipted> {
  const fields = { redemption, refund, actor, reason };
  const operation = { kind, fields, unknown: reject('REDEMPTION_UNKNOWN') };
  return operateOnRow(desk, { ...call, row: redemption }, operation);
}

function askedReceipt(desk: Desk, call: ReceiptCall): Promise<string | undefined> {
  return patiently(passOf(desk, call).deadline, () => findReceipt(desk.pool, desk.receipts, call));
}
