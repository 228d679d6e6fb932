import type { OpId, ProofId, RewardId, RowId, SourceId, SubjectId } from '../ids.ts';
import type { ShareVia } from '../campaign/terms.ts';
import type { PropertyValue } from '../commit/report.ts';
import type { Asset } from '../money.ts';
import type { Instant } from '../time.ts';

/**
 * What may be asked of a code. Every field is opaque or coarse: nothing here can hold a phone
 * number, an address, a device or a name, so histories hold nothing personal.
 */
export type Command =
  | ShareCommand
  | UseCommand
  | CloseReservationCommand
  | VerifyCommand
  | MilestoneCommand
  | ResetCommand
  | ReviseWordingCommand
  | DecideReviewCommand
  | FreezeCommand
  | UnfreezeCommand
  | RevokeCommand
  | ReverseCommand
  | CorrectCommand;

export type CommandKind = Command['kind'];

interface Operation {
  readonly opId: OpId;
}

/** Who of operations did it and why; stored with the outcome. */
export interface ByHand {
  readonly actor: string;
  readonly reason: string;
}

export interface ShareCommand extends Operation {
  readonly kind: 'share';
  readonly via: ShareVia;
  /** The caller's name for the share, under which its clicks are recorded. */
  readonly share?: string;
  readonly channel?: string;
  /** The share through which this one's sender came. */
  readonly from?: string;
}

/** What may be found of a device. */
export const deviceReports = [
  'emulator',
  'rooted',
  'group-control',
  'sensors-still',
  'clock-skewed',
  'attestation-failed',
] as const;
export type DeviceReport = (typeof deviceReports)[number];

/** What kind of network an address belongs to. */
export const networkKinds = ['home', 'mobile', 'office', 'hosting', 'proxy'] as const;
export type NetworkKind = (typeof networkKinds)[number];

/**
 * From where and with what a use is asked, all of it opaque or coarse. It is no part of what is asked: the
 * same operation may come again from elsewhere.
 */
export interface Origin {
  readonly source?: SourceId;
  readonly network?: SourceId;
  readonly device?: string;
  /** Blind indexes of the invitee's phone number, and of the account that they are paid to. */
  readonly phone?: string;
  readonly payee?: string;
  readonly deviceReports?: readonly DeviceReport[];
  readonly networkKind?: NetworkKind;
  /** ISO 3166 code of the country that the address is registered in. */
  readonly sourceCountry?: string;
  /** Number of the autonomous system that the address belongs to. */
  readonly sourceAsn?: number;
  /** When the invitee's account came into being. */
  readonly accountSince?: Instant;
}

/** The fields of `Origin`. */
export const originFields = [
  'source',
  'network',
  'device',
  'phone',
  'payee',
  'deviceReports',
  'networkKind',
  'sourceCountry',
  'sourceAsn',
  'accountSince',
] as const satisfies readonly (keyof Origin)[];

/** A redemption, or a reservation that is confirmed or released later. */
export interface UseCommand extends Operation, Origin {
  readonly kind: 'redeem' | 'reserve';
  readonly invitee: SubjectId;
  readonly channel?: string;
  /** The share that the invitee came by. */
  readonly share?: string;
  readonly existingCustomer?: boolean;
  /** ISO 3166 code of country or region; nothing finer. */
  readonly region?: string;
  /** Blind index of the phone number that the invitee gives as their inviter's. */
  readonly inviterPhone?: string;
  /** That a one-time password or a dynamic code was entered rightly; neither itself is never in a command. */
  readonly proof?: ProofId;
  /** When it happened, in a campaign of streams, by the caller's clock. */
  readonly happenedAt?: Instant;
  /** A late attribution by hand: decided as of `at`, which must lie in the code's validity. */
  readonly late?: ByHand & { readonly at: Instant };
}

export interface CloseReservationCommand extends Operation {
  readonly kind: 'confirm' | 'release';
  readonly redemption: RowId;
}

/** A check that a service has made of a person. */
export interface VerifyCommand extends Operation {
  readonly kind: 'verify';
  readonly subject: SubjectId;
  readonly check: string;
  readonly result: 'passed' | 'failed';
}

export interface MilestoneCommand extends Operation {
  readonly kind: 'milestone';
  readonly invitee: SubjectId;
  readonly milestone: string;
  /** Of a purchase, in minor units of the currency the campaign pays in. */
  readonly purchaseAmountMinor?: number;
  /** What the campaign wants to know of this milestone, by name; money as a text: `"128.50"`. */
  readonly properties?: Readonly<Record<string, PropertyValue>>;
}

/** An administrator's new lifetime; `appeal` lifts a revocation or a ban. */
export interface ResetCommand extends Operation, ByHand {
  readonly kind: 'reset';
  readonly appeal?: boolean;
}

export interface ReviseWordingCommand extends Operation {
  readonly kind: 'reviseWording';
  /** The new text, sealed: it may name somebody. What is found in it decides. */
  readonly wording: string;
}

export interface DecideReviewCommand extends Operation {
  readonly kind: 'decideReview';
  readonly review: RowId;
  readonly decision: 'approve' | 'refuse';
  readonly actor: string;
  readonly reason: string;
}

export interface FreezeCommand extends Operation, ByHand {
  readonly kind: 'freeze';
  readonly until?: Instant;
}

export interface UnfreezeCommand extends Operation, ByHand {
  readonly kind: 'unfreeze';
}

export interface RevokeCommand extends Operation, ByHand {
  readonly kind: 'revoke';
  readonly ban?: boolean;
}

/** How much of a reward is taken back, in minor units of what it is of, or of the currency of its purchase. */
export type Part =
  | { readonly amountMinor: number }
  /** Of a percentage or a band of a purchase: how much of that purchase was refunded. */
  | { readonly refundedPurchaseMinor: number };

/** Takes one reward back: void while held, a reversing entry when it was paid; what was sent is owed. */
export interface ReverseCommand extends Operation, ByHand {
  readonly kind: 'reverse';
  readonly reward: RewardId;
  /** Unless said, all that is left of it. */
  readonly part?: Part;
  /** The money is with the provider again, so that nobody owes it. */
  readonly returned?: boolean;
  /** Of a step of a ladder: it goes with all of the code's that the ladder is below, and stands where it is reached. */
  readonly overhanging?: boolean;
}

/** A part of what an invitee paid was refunded: of purchases that this milestone reports, in minor units of their asset. */
export interface Refund {
  readonly milestone: string;
  readonly asset: Asset;
  readonly minor: number;
}

/**
 * `cancel` takes a redemption back with all that it earned; `reopen` lets a cancelled one count again,
 * as far as uses, caps and budget have room for it.
 */
export interface CorrectCommand extends Operation, ByHand {
  readonly kind: 'cancel' | 'reopen';
  readonly redemption: RowId;
  /** Of `cancel`: the redemption stands; ladders by purchases go down by so much, and what is not earned yet goes by the rest. */
  readonly refund?: Refund;
}

/** Whether somebody redeems or reserves. */
export function isUse(command: Command): command is UseCommand {
  return command.kind === 'redeem' || command.kind === 'reserve';
}

/** Whether a code takes this also when it has settled: what it has earned people may still be taken back. */
export function outlivesCode(kind: CommandKind): boolean {
  return kind === 'reverse';
}

/** The updates of the workflow, each of which takes an array of commands of its kind. */
export const commandKinds = [
  'share',
  'redeem',
  'reserve',
  'confirm',
  'release',
  'verify',
  'milestone',
  'reset',
  'reviseWording',
  'decideReview',
  'freeze',
  'unfreeze',
  'revoke',
  'reverse',
  'cancel',
  'reopen',
] as const satisfies readonly CommandKind[];

/** Most commands in one update. */
export const batchMax = 500;
