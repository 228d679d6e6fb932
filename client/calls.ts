import type { ByHand, DeviceReport, NetworkKind } from '../domain/code/command.ts';
import type { ShareVia } from '../domain/campaign/terms.ts';
import type { Person } from './subject.ts';

/** A code as somebody typed it, or its id. */
export type CodeInput = string | { readonly codeId: string };

/** What every call may say besides what it asks. */
export interface Call {
  /** The caller's name for this operation; made here when left out. A retry gives the same. */
  readonly opId?: string;
  /** How long the caller will wait, in milliseconds. */
  readonly deadlineMs?: number;
  /** Whose turn it is when a code is busy: callers of different names take turns. */
  readonly caller?: string;
}

/** A call about one code. */
export interface OnCode extends Call {
  readonly code: CodeInput;
  /** Where the request came from. It is counted, and refused while that network is frozen. */
  readonly ip?: string;
  /** Of which campaign the code is thought to be: one of another is answered as if it did not exist. */
  readonly campaign?: string;
  /** True where a `get` of the same request came before: that was counted, and this look-up is not. */
  readonly again?: boolean;
}

/**
 * What the service knows of a person's account. It serves to tell several accounts of one person apart from
 * several people, and is turned into blind indexes here.
 */
export interface Account {
  readonly phone?: string;
  /** The account that rewards are paid to; mail addresses and phone numbers are the same however they are written. */
  readonly payee?: string;
  /** When it came into being, in epoch milliseconds. */
  readonly since?: number;
}

/** A device, by an id that the service gives it, and what was found of it. All of it is the client's claim. */
export interface Device {
  readonly id?: string;
  readonly reports?: readonly DeviceReport[];
}

/** A look-up, with who makes it and from which device, as far as that is known: both may be kept out. */
export interface LookCall extends OnCode {
  readonly invitee?: Person;
  readonly device?: Device;
}

export interface IssueCall extends Call {
  readonly campaign: string;
  readonly holder: Person;
  readonly account?: Pick<Account, 'phone' | 'payee'>;
  readonly device?: Pick<Device, 'id'>;
  /** Whether the holder's phone or account is bound, as far as the service knows. */
  readonly bound?: boolean;
  /** In which segment of people the holder is, as you name it; variants may be for one of them. */
  readonly segment?: string;
  readonly channel?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The holder's invitation. The code is pending while it has words that are sensitive or press people. */
  readonly wording?: string;
  /** A value that a person has chosen; only where the campaign's generation is manual. */
  readonly value?: string;
  /**
   * The same, where only what the values begin with is chosen: up to 12 letters or digits, behind the
   * campaign's prefix and before the random part.
   */
  readonly personalPrefix?: string;
  /** A uuid by which asking again gives the same code, where a person may hold several. */
  readonly codeId?: string;
}

export interface ClickCall extends OnCode {
  /** Who opened it, as far as that is known: a person, or what a browser was given. */
  readonly visitor: Person;
  readonly share?: string;
  readonly channel?: string;
  /** Whether the service knows the visitor as a customer already. */
  readonly existingCustomer?: boolean;
  /**
   * True where the answer is not to wait for the code to count the share, so that its time says nothing of it; what
   * the code answers is told nobody then, and a share that it did not hear of is counted at its next opening
   * that counts: somebody else's where only those of new people do, since the same visitor is no longer new.
   */
  readonly answersAtOnce?: boolean;
}

export interface ShareCall extends OnCode {
  /** `share-reported` unless said otherwise. */
  readonly via?: ShareVia;
  readonly share?: string;
  readonly channel?: string;
  readonly from?: string;
}

export interface UseCall extends OnCode {
  readonly invitee: Person;
  readonly channel?: string;
  readonly share?: string;
  readonly existingCustomer?: boolean;
  readonly region?: string;
  readonly account?: Account;
  readonly device?: Device;
  /** What kind of network the request came from, where the service knows. */
  readonly networkKind?: NetworkKind;
  /**
   * The phone number of who invites them, where the campaign asks for it: with its country code, or as it is
   * dialled in the campaign's `phoneRegion`. It is compared as a blind index.
   */
  readonly inviterPhone?: string;
  /**
   * The one-time password that was sent for the code to the phone of `account` or `invitee`; it is compared
   * here and goes no further.
   */
  readonly password?: string;
  /** What the authenticator of the code's holder shows; it is compared here and goes no further. */
  readonly dynamicCode?: string;
  /**
   * When it happened, in epoch milliseconds, in a campaign of streams: it counts as of then if that lies in the
   * 30 s before it arrives, and otherwise as of its arrival.
   */
  readonly happenedAt?: number;
  readonly late?: ByHand & { readonly at: number };
}

/** A use by somebody who has no code, and knows the phone number of who invites them. */
export type UseByPhoneCall = Omit<UseCall, 'code' | 'campaign' | 'inviterPhone'> &
  Required<Pick<UseCall, 'campaign' | 'inviterPhone'>>;

/** Wants a one-time password for a code. It is answered alike whether there is such a code or not. */
export interface PasswordCall extends OnCode {
  readonly campaign: string;
  /** Where it is sent to. The number goes to the notifier and is stored nowhere. */
  readonly phone: string;
  /** What it is for: `redeem` unless said otherwise. */
  readonly operation?: 'redeem' | 'reserve';
  /**
   * True where the answer is not to wait for the notifier, so that its time says nothing of whether a password was sent;
   * nobody is told then that the notifier refused it.
   */
  readonly answersAtOnce?: boolean;
}

/** Says that somebody has agreed to the use of their location, for a campaign whose rules follow the region. */
export interface ConsentCall extends OnCode {
  readonly invitee: Person;
  /** ISO 3166 code of the country or region that they come from. */
  readonly region: string;
  /** The version of the text that they were shown. */
  readonly text: string;
  /** Degrees. It is turned into a coarse cell here, and goes no further. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
}

export interface WithdrawConsentCall extends Call {
  readonly campaign: string;
  readonly invitee: Person;
}

/** Wants the secret of a code's authenticator, for the holder whom the service has before it. */
export interface AuthenticatorCall extends OnCode {
  readonly holder: Person;
  /** How the authenticator is to name the account to its holder; the campaign's id unless said. */
  readonly label?: string;
}

export interface ReservationCall extends Call {
  /** As `reserve` has answered. */
  readonly redemption: string;
}

/** Which answer the receipt is of: by its operation, or that by which a redemption came about. */
export type ReceiptCall = Pick<Call, 'deadlineMs'> &
  (
    | {
        readonly opId: string;
        /** Id of the code that answered, where several codes know an operation of this name. */
        readonly codeId?: string;
      }
    | { readonly redemption: string }
  );

export interface VerifyCall extends OnCode {
  readonly subject: Person;
  readonly check: string;
  readonly result: 'passed' | 'failed';
}

/** Wants a person checked by the verifier; the result goes to the code by itself. */
export interface StartVerificationCall extends Omit<OnCode, 'opId' | 'caller'> {
  readonly subject: Person;
  /** By the name that the verifier and the refusal have for it: `real-name`, `face`. */
  readonly check: string;
  /** How long the verifier may take, a second to 30 days; three days unless said. */
  readonly withinMs?: number;
}

/** The code may be left out: an invitee redeems one code of a campaign. */
export interface MilestoneCall extends Call {
  readonly campaign: string;
  readonly invitee: Person;
  readonly milestone: string;
  readonly purchaseAmountMinor?: number;
  /**
   * What the campaign wants to know of this milestone, by name: amounts of money as texts (`"128.50"`),
   * numbers, texts and flags as they are. Nothing personal belongs here.
   */
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
}

/** Asks who invited somebody. */
export type RelationCall = Pick<Call, 'deadlineMs'> & {
  readonly campaign: string;
  readonly invitee: Person;
};

export interface ReviewCall extends Call, ByHand {
  readonly review: string;
  readonly decision: 'approve' | 'refuse';
}

export interface ReverseCall extends Call, ByHand {
  readonly reward: string;
  /** Only so much of it, in minor units; all that is left unless one of these two is said. */
  readonly amountMinor?: number;
  /** How much of the purchase was refunded that it is a percentage or a band of: it is worked out anew. */
  readonly refundedPurchaseMinor?: number;
  /** What was sent is back with the provider, so that nobody owes it. */
  readonly returned?: boolean;
}

/** Of one redemption, by its id. */
export interface CorrectCall extends Call, ByHand {
  readonly redemption: string;
}

export interface CancelCall extends CorrectCall {
  /**
   * The redemption stands: only so much of what was paid is refunded, of purchases that this milestone reports, in
   * minor units of their asset (`CNY/2`). Ladders by purchases go down by it, and rewards that are not earned yet go
   * by what is left.
   */
  readonly refund?: { readonly milestone: string; readonly asset: string; readonly minor: number };
}

export type OperateCall = OnCode & ByHand;
export type ResetCall = OperateCall & { readonly appeal?: boolean };
export type FreezeCall = OperateCall & { readonly until?: number };
export type RevokeCall = OperateCall & { readonly ban?: boolean };
/** `wording` is the holder's new invitation: 1 to 1000 characters. */
export type WordingCall = OnCode & { readonly wording: string };
