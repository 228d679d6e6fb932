import { duration, type Duration } from '../time.ts';

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
  | {
      readonly kind: 'registration';
      readonly inviterPhone: 'required' | 'optional' | 'unused';
      /** Where a number without country code is dialled: ISO 3166, two letters. */
      readonly phoneRegion?: string;
    }
  /** Whether codes are read from pictures, and found in pasted texts; and the link that QR codes hold. */
  | {
      readonly kind: 'group-join';
      readonly scan: boolean;
      readonly paste: boolean;
      /** `https:`, or `http:` on the loopback address. */
      readonly link?: string;
    }
  /** A code counts only with a one-time password that its holder has. */
  | {
      readonly kind: 'exclusive-coupon';
      readonly password: {
        readonly digits: number;
        readonly validForMs: Duration;
        readonly attemptsMax: number;
        readonly resendAfterMs?: Duration;
        readonly sendsMax?: number;
        readonly sessionsPerDay?: number;
      };
    }
  /** Rules by region; where none is listed, `otherwise` holds. */
  | ({ readonly kind: 'cross-border' } & BorderTerms)
  /** How many levels of the relation tree are traced; who is paid is `distribution`'s. */
  | { readonly kind: 'distribution-chain'; readonly traceLevels: number }
  /** A code that is made anew from a secret and the time (RFC 6238). */
  | ({ readonly kind: 'device-login' } & LoginTerms)
  /** Codes that belong to one streamer, named by a parameter of the code. */
  | {
      readonly kind: 'livestream';
      readonly streamer: string;
      readonly onlyWhileLive: boolean;
      readonly redemptionsAMinute: number;
    };

/** What holds by region. */
export interface BorderTerms {
  readonly otherwise: 'accepted' | 'refused';
  readonly regions: readonly RegionTerms[];
}

export interface RegionTerms {
  /** ISO 3166. */
  readonly region: string;
  readonly redeem: 'accepted' | 'refused';
  /** Whether the invitee must agree to the use of their location. */
  readonly consent: boolean;
  /** 0: nothing of it is kept. */
  readonly keepLocationForMs: Duration;
  /** The version of the text that they must have agreed to; any where it is not said. */
  readonly consentText?: string;
  /** The check that the invitee must have passed. */
  readonly verification?: string;
  /** H3 resolution of the cell that is kept, 0 to 5. */
  readonly cellResolution?: number;
}

/** Cells of some 1,770 square kilometres. */
const usualResolution = 4;

/** H3 resolution of the cell that a region's rule lets keep of a location. */
export function cellResolutionOf({ cellResolution = usualResolution }: RegionTerms): number {
  return cellResolution;
}

/** What a campaign holds by region; undefined where that does not matter. */
export function borderTermsOf(scenario: ScenarioTerms | undefined): BorderTerms | undefined {
  return scenario?.kind === 'cross-border' ? scenario : undefined;
}

/** The rule of a region: its own, or that of the country that it is a part of; undefined where neither is listed. */
export function ruleOf({ regions }: BorderTerms, region: string): RegionTerms | undefined {
  const [country] = region.split('-');
  const named = (name: string | undefined): RegionTerms | undefined =>
    regions.find((one) => one.region === name);
  return named(region) ?? named(country);
}

/** How dynamic codes of a campaign are made and entered. */
export interface LoginTerms {
  readonly digits: number;
  /** How often the code changes; whole seconds. */
  readonly everyMs: Duration;
  /** How many codes before and after the present one are taken. */
  readonly drift: number;
  /** Wrong ones of one party in an hour after which no more are looked at. */
  readonly attemptsAnHour: number;
}

/** How one-time passwords of a campaign are sent and entered. */
export interface PasswordTerms {
  readonly digits: number;
  readonly validForMs: Duration;
  /** Wrong ones after which a new one must be sent. */
  readonly attemptsMax: number;
  /** How long after one the next may be sent. */
  readonly resendAfterMs: Duration;
  /** How many are sent while one of them is still valid: a session. */
  readonly sendsMax: number;
  /** Sessions of one phone in a day, by the campaign's time zone. */
  readonly sessionsPerDay: number;
}

/** How a campaign has passwords sent; undefined where it sends none. */
export function passwordTermsOf(scenario: ScenarioTerms | undefined): PasswordTerms | undefined {
  if (scenario?.kind !== 'exclusive-coupon') return undefined;
  const usual = { resendAfterMs: duration(60_000), sendsMax: 3, sessionsPerDay: 5 };
  return { ...usual, ...scenario.password };
}

/** Over how many levels a campaign traces who brought whom; 0 where it does not. */
export function traceLevelsOf(scenario: ScenarioTerms | undefined): number {
  return scenario?.kind === 'distribution-chain' ? scenario.traceLevels : 0;
}

/** How dynamic codes of a campaign are made and entered; undefined where it has none. */
export function loginTermsOf(scenario: ScenarioTerms | undefined): LoginTerms | undefined {
  return scenario?.kind === 'device-login' ? scenario : undefined;
}

/** Whether a use of a code counts only with a proof that a password or a dynamic code was entered rightly. */
export function wantsProof(scenario: ScenarioTerms | undefined): boolean {
  return scenario?.kind === 'exclusive-coupon' || scenario?.kind === 'device-login';
}

/** How a campaign has invitees name their inviter by phone; undefined where nobody asks for that. */
export function inviterPhoneTermsOf(
  scenario: ScenarioTerms | undefined,
): { readonly isRequired: boolean; readonly region: string | undefined } | undefined {
  if (scenario?.kind !== 'registration' || scenario.inviterPhone === 'unused') return undefined;
  return { isRequired: scenario.inviterPhone === 'required', region: scenario.phoneRegion };
}
