import { rejections, type Rejection, type RejectionCode } from '../domain/code/rejection.ts';
import type { Hint } from '../domain/policy/nearest.ts';
import type { PartyKind } from '../domain/policy/party.ts';
import type { Instant } from '../domain/time.ts';
import { phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';

/** What somebody who redeems may be shown of a "no". */
export interface Told {
  /** Sentences without a full stop: what is the matter, and what would help. */
  readonly texts: readonly string[];
  /** When it may be tried again, where that is known; how it is written is up to the caller. */
  readonly until?: Instant;
  /** To be given with an appeal, where one is possible: names to operations who is kept out, and says nothing of it. */
  readonly reference?: string;
}

/** Refusals that are told as they are: they say nothing but what shows by the code or by what was typed. */
const plain: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  ...(['CODE_UNKNOWN', 'CODE_MISTYPED', 'NO_CODE_FOUND', 'SEVERAL_CODES', 'LINK_FOREIGN'] as const),
  ...(['PICTURE_REFUSED', 'CODE_EXPIRED', 'CODE_EXHAUSTED', 'CODE_REVOKED'] as const),
  ...(['CAMPAIGN_NOT_STARTED', 'CAMPAIGN_ENDED', 'OUTSIDE_OPENING_HOURS'] as const),
  ...(['SELF_INVITE', 'ALREADY_REDEEMED', 'EXISTING_CUSTOMER', 'VERIFICATION_REQUIRED'] as const),
  ...(['INVITER_PHONE_WRONG', 'INVITER_PHONE_TRIES_USED', 'REGION_REFUSED'] as const),
  ...(['PASSWORD_REQUIRED', 'PASSWORD_WRONG', 'PASSWORD_EXPIRED', 'PASSWORD_USED'] as const),
  ...(['PASSWORD_TRIES_USED', 'PASSWORD_NOT_YET', 'PASSWORD_NOT_SENT'] as const),
  ...(['DYNAMIC_CODE_REQUIRED', 'DYNAMIC_CODE_WRONG', 'DYNAMIC_CODE_USED'] as const),
  ...(['DYNAMIC_CODE_LATE', 'DYNAMIC_CODE_NEXT_TOO', 'DYNAMIC_CODE_TRIES_USED'] as const),
  ...(['CONSENT_REQUIRED', 'CONSENT_OUTDATED', 'REGION_REQUIRED'] as const),
  ...(['STREAM_NOT_OPEN', 'STREAM_MINUTE_FULL', 'CAMPAIGN_PAUSED', 'CAMPAIGN_CLOSED'] as const),
]);

/** What is the matter with the code is between its holder and operations. */
const unusable: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  ...(['INVITER_SUSPENDED', 'CODE_PENDING', 'CODE_FROZEN', 'CODE_BANNED'] as const),
]);

const helps: Readonly<Record<Hint, Said>> = {
  'after-verification': say`it is possible once the inviter has passed a verification`,
  tomorrow: say`it is possible again tomorrow`,
  'at-another-hour': say`it is possible at another hour`,
  'on-another-day': say`it is possible on another day`,
};

/**
 * What may be shown of a "no" to whoever redeems: on which kind of party a sanction falls, and how to appeal; no rule, no threshold, and no fact but those that help
 * honest people. The rejection itself, with its rules and the nearest situation, is for operations.
 */
export function toldToUser(rejection: Rejection, language: Language): Told {
  const { code, reference, hints = [] } = rejection;
  // How long an inviter is kept out is nobody's business but theirs.
  const until = code === 'INVITER_SUSPENDED' ? undefined : rejection.until;
  const appeal = reference === undefined ? [] : [say`an appeal is possible: give the reference`];
  const said = [matter(rejection), ...appeal, ...hints.map((hint) => helps[hint])];
  return {
    texts: said.map((one) => textOf(one, language)),
    ...(until === undefined ? {} : { until }),
    ...(reference === undefined ? {} : { reference }),
  };
}

const frozen: Readonly<Record<PartyKind, Said>> = {
  person: say`this account is kept out for now`,
  device: say`this device is kept out for now`,
  source: say`this connection is kept out for now`,
  network: say`this connection is kept out for now`,
};

const banned: Readonly<Record<PartyKind, Said>> = {
  person: say`this account is kept out`,
  device: say`this device is kept out`,
  source: say`this connection is kept out`,
  network: say`this connection is kept out`,
};

function matter({ code, party }: Rejection): Said {
  if (plain.has(code)) return phrase(rejections[code]);
  if (unusable.has(code)) return say`this code cannot be used`;
  if (code === 'INVITER_PHONE_REQUIRED') {
    return say`give the phone number of whoever the code is from`;
  }
  if (code === 'PARTY_FROZEN') return party ? frozen[party] : say`this is not possible for now`;
  if (code === 'PARTY_BANNED' && party) return banned[party];
  return say`this is not possible`;
}
