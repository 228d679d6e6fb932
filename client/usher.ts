import type { Client } from '@temporalio/client';
import type pg from 'pg';

import type { Outcome } from '../domain/code/outcome.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { AwardOutcome } from '../domain/award/award.ts';
import { createScreens } from '../store/content/screens.ts';
import { sealWording } from '../store/keys/wording.ts';
import type { PointsOutcome } from '../domain/points/command.ts';
import { createHttpNotifier } from '../activities/providers/notifier.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { PointsView } from '../store/points/read-points.ts';
import { openBooks } from './books.ts';
import type {
  Call,
  ClickCall,
  ConsentCall,
  CorrectCall,
  FreezeCall,
  IssueCall,
  MilestoneCall,
  AuthenticatorCall,
  OnCode,
  OperateCall,
  PasswordCall,
  ReceiptCall,
  ReservationCall,
  ResetCall,
  ReverseCall,
  ReviewCall,
  RevokeCall,
  ShareCall,
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
import { createDoor } from './door.ts';
import { createFinder } from './find-code.ts';
import { issue, type IssuedCode } from './issue.ts';
import { createLanes } from './lanes.ts';
import { milestone } from './milestone.ts';
import { operate, operateOnRow, passOf, type Desk, type Operation } from './operate.ts';
import { shareOperation, useOperation, verifyOperation } from './operations.ts';
import { find, type CodeFound, type FindCall } from './reading/find.ts';
import { findReceipt } from './receipts/find-receipt.ts';
import { createReceipts, type Receipted } from './receipts/receipts.ts';
import { openPlaces, type PlaceFiles } from './places/open-places.ts';
import { sendPassword, type PasswordSent } from './passwords/send.ts';
import { use } from './use.ts';
import { authenticatorOf, type AuthenticatorSetup } from './devices/authenticator.ts';
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
import { createPort } from './workflow-port.ts';

export interface UsherOptions {
  readonly temporal: Client;
  /** Made by `createPool`. */
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  /** Of the codes' workflows; the usual one by default. */
  readonly taskQueue?: string;
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
export interface Usher {
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
  redeem(call: UseCall): Promise<Receipted>;
  /** A redemption that waits to be confirmed, for a time that the campaign sets. */
  reserve(call: UseCall): Promise<Receipted>;
  confirm(call: ReservationCall): Promise<Receipted>;
  release(call: ReservationCall): Promise<Receipted>;
  /** Reports a check that a service has made of a person. */
  verify(call: VerifyCall): Promise<Outcome>;
  /** Reports what an invitee has reached, wherever they redeemed. */
  milestone(call: MilestoneCall): Promise<Receipted>;
  /** An administrator's new lifetime. */
  reset(call: ResetCall): Promise<Outcome>;
  /** Gives a code another invitation; the answer says what of it keeps the code pending. */
  reviseWording(call: WordingCall): Promise<Outcome>;
  freeze(call: FreezeCall): Promise<Outcome>;
  unfreeze(call: OperateCall): Promise<Outcome>;
  revoke(call: RevokeCall): Promise<Outcome>;
  /** Takes one reward back, or a part of it. */
  reverse(call: ReverseCall): Promise<Outcome>;
  /** Takes a redemption back, with all that it earned and, unless the campaign keeps it, its use. */
  cancel(call: CorrectCall): Promise<Receipted>;
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
  get(call: OnCode): Promise<CodeView | Rejection>;
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
    check: through((call) => check(desk, call, useOperation(desk, 'redeem', call))),
    sendPassword: through((call) => sendPassword(desk, call)),
    authenticator: through((call) => authenticatorOf(desk, call)),
    consent: through((call) => consent(desk, call)),
    withdrawConsent: through((call) => withdrawConsent(desk, call)),
    redeem: through((call) => use(desk, 'redeem', call)),
    reserve: through((call) => use(desk, 'reserve', call)),
    confirm: through((call) => closeReservation(desk, 'confirm', call)),
    release: through((call) => closeReservation(desk, 'release', call)),
    verify: through((call) => on(call, verifyOperation(keys, call))),
    milestone: through((call) => milestone(desk, call)),
    reset: through(({ actor, reason, appeal, ...call }) =>
      on(call, { kind: 'reset', fields: { actor, reason, appeal } }),
    ),
    reviseWording: through(({ wording, ...call }) =>
      on(call, { kind: 'reviseWording', fields: { wording: sealWording(keys, wording) } }),
    ),
    freeze: through(({ actor, reason, until, ...call }) =>
      on(call, { kind: 'freeze', fields: { actor, reason, until } }),
    ),
    unfreeze: through(({ actor, reason, ...call }) =>
      on(call, { kind: 'unfreeze', fields: { actor, reason } }),
    ),
    revoke: through(({ actor, reason, ban, ...call }) =>
      on(call, { kind: 'revoke', fields: { actor, reason, ban } }),
    ),
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
    close: async () => {
      await door.close();
      await desk.lanes.quiet();
    },
  };
}

function openDesk(options: UsherOptions): Desk {
  const { temporal, pool, keys, taskQueue, deadlineMs } = options;
  const books = openBooks(pool, taskQueue);
  return {
    ...{ pool, keys, books, deadlineMs },
    lanes: createLanes((code) => createPort(temporal, books, code)),
    finder: createFinder(pool, keys),
    receipts: createReceipts(pool, keys),
    screens: createScreens(),
    notifier: openNotifier(options.notifier),
    places: openPlaces(options.places),
  };
}

/** Shorter than a call that does not say how long it waits. */
const notifierTimeoutMs = 5_000;

function openNotifier(given: UsherOptions['notifier']): Desk['notifier'] {
  if (given === undefined) return null;
  const { url: baseUrl, secret } = given;
  return createHttpNotifier({ baseUrl, secret, timeoutMs: notifierTimeoutMs });
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
  { redemption, actor, reason, ...call }: CorrectCall,
): Promise<Receipted> {
  const fields = { redemption, actor, reason };
  const operation = { kind, fields, unknown: reject('REDEMPTION_UNKNOWN') };
  return operateOnRow(desk, { ...call, row: redemption }, operation);
}

function reverse(
  desk: Desk,
  { reward, amountMinor, refundedPurchaseMinor, returned, actor, reason, ...call }: ReverseCall,
): Promise<Outcome> {
  const said = Object.entries({ amountMinor, refundedPurchaseMinor });
  const given = said.filter(([, minor]) => minor !== undefined);
  const part = given.length === 0 ? undefined : Object.fromEntries(given);
  const fields = { reward, part, returned, actor, reason };
  const operation = { kind: 'reverse', fields, unknown: reject('REWARD_UNKNOWN') } as const;
  return operateOnRow(desk, { ...call, row: reward }, operation);
}

function askedReceipt(desk: Desk, call: ReceiptCall): Promise<string | undefined> {
  return patiently(passOf(desk, call).deadline, () => findReceipt(desk.pool, desk.receipts, call));
}
