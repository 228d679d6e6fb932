import type { PropertyValue } from '../../domain/commit/report.ts';
import type { Instant } from '../../domain/time.ts';

/** What is so when somebody redeems a code: everything that a decision may look at. */
export interface Situation {
  readonly at: Instant;
  readonly channel: string | null;
  readonly region: string | null;
  /** Which code of its line is redeemed. */
  readonly generation: number;
  /** Distinct invitees of the inviter today, this one included. */
  readonly invitationsToday: number;
  /** Requests from the invitee's network in the last hour, this one included. */
  readonly requestsLastHour: number;
  /** Checks that the inviter has passed today. */
  readonly checks: readonly string[];
  /** Checks that the invitee has passed before, which rules of a region ask for. */
  readonly inviteeChecks: readonly string[];
  /** Other facts that the risk policy's rules read, by their names. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly existingCustomer: boolean;
  /** Of the one-time password or the dynamic code; null: it is taken for granted that the right one was entered. */
  readonly password: 'entered' | 'wrong' | 'missing' | null;
  /** To the use of their location; null: it is taken for granted that they agreed. */
  readonly consent: 'given' | 'missing' | null;
  /** What is given as the phone number of the inviter; null: the right one is taken for granted where it is required. */
  readonly inviterPhone: 'right' | 'wrong' | 'missing' | null;
  /** How many inviters stand above the inviter, one above the other. */
  readonly levelsAbove: number;
  /** What the invitee reaches after redeeming, in this order. */
  readonly milestones: readonly string[];
  /** Reported with the last milestone. */
  readonly purchaseAmountMinor: number | null;
  /** What each report of a milestone carries, by `milestone.property`; money as a text. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Invitees of the same code who have already come this far in the same way. */
  readonly inviteesBefore: number;
}

/** More invitees than this are not played one by one. */
export const inviteesBeforeMax = 500;

/** Nobody before, nothing special: where a situation that says nothing else begins. */
export function plainSituation(at: Instant): Situation {
  return {
    at,
    channel: null,
    region: null,
    generation: 1,
    invitationsToday: 1,
    requestsLastHour: 1,
    checks: [],
    inviteeChecks: [],
    facts: {},
    existingCustomer: false,
    password: null,
    consent: null,
    inviterPhone: null,
    levelsAbove: 0,
    milestones: [],
    purchaseAmountMinor: null,
    properties: {},
    inviteesBefore: 0,
  };
}
