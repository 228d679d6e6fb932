import type { Duration } from '../time.ts';

/** The words for what a code is used for, and what each takes. */
export const scenarioKinds = [
  'registration',
  'group-join',
  'exclusive-coupon',
  'cross-border',
  'distribution-chain',
  'device-login',
  'livestream',
] as const;

/** What is particular about the use of a campaign's codes. */
export type ScenarioTerms =
  /** Whether the invitee must give the inviter's phone number, which is checked. */
  | { readonly kind: 'registration'; readonly inviterPhone: 'required' | 'optional' | 'unused' }
  /** Whether codes are read from images, and found in pasted texts. */
  | { readonly kind: 'group-join'; readonly scan: boolean; readonly paste: boolean }
  /** A code counts only with a one-time password that its holder has. */
  | {
      readonly kind: 'exclusive-coupon';
      readonly password: {
        readonly digits: number;
        readonly validForMs: Duration;
        readonly attemptsMax: number;
      };
    }
  /** Rules by region; where none is listed, `otherwise` holds. */
  | {
      readonly kind: 'cross-border';
      readonly otherwise: 'accepted' | 'refused';
      readonly regions: readonly RegionTerms[];
    }
  /** How many levels of the relation tree are traced; who is paid is `distribution`'s. */
  | { readonly kind: 'distribution-chain'; readonly traceLevels: number }
  /** A code that is made anew from a secret and the time (RFC 6238). */
  | {
      readonly kind: 'device-login';
      readonly digits: number;
      readonly everyMs: Duration;
      readonly drift: number;
      readonly attemptsAnHour: number;
    }
  /** Codes that belong to one streamer, named by a parameter of the code. */
  | {
      readonly kind: 'livestream';
      readonly streamer: string;
      readonly onlyWhileLive: boolean;
      readonly redemptionsAMinute: number;
    };

export interface RegionTerms {
  /** ISO 3166. */
  readonly region: string;
  readonly redeem: 'accepted' | 'refused';
  /** Whether the invitee must agree to the use of their location. */
  readonly consent: boolean;
  readonly keepLocationForMs: Duration;
}
