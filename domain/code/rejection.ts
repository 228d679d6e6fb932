import type { CampaignId, CodeId, Digest } from '../ids.ts';
import type { Hint, NearestFact } from '../policy/nearest.ts';
import type { PartyKind } from '../policy/party.ts';
import type { Judgement, Threshold } from '../policy/policy.ts';
import type { Instant } from '../time.ts';

/** Every expected "no", and what it means. docs/errors.md is generated from this table. */
export const rejections = {
  CODE_UNKNOWN: 'no such code',
  CODE_MISTYPED: 'no such code: its check character does not fit, so it was mistyped',
  NO_CODE_FOUND: 'there is no code in the text or the picture',
  SEVERAL_CODES: 'there are several codes in the text or the picture: give the one that is meant',
  LINK_FOREIGN: 'the link leads elsewhere, and is of no campaign',
  PICTURE_REFUSED: 'that is no picture in PNG or JPEG, or it is larger than what is read',
  READING_OFF: 'the campaign does not want its codes read in this way',
  CODE_PENDING: 'the wording must be revised before the code can be used',
  CODE_FROZEN: 'the code is frozen',
  CODE_EXPIRED: 'the code has expired',
  CODE_REPLACED: 'the code was replaced; its successor answers',
  CODE_ARCHIVED: 'the code was moved to the archive',
  CODE_CONVERTED: 'the code became an ordinary member code that takes no redemptions',
  CODE_REVOKED: 'the code was revoked',
  CODE_BANNED: 'the code was banned',
  CODE_SETTLED:
    'the code is settled: nothing can be done with it any more, except to take its rewards back',
  CODE_EXHAUSTED: 'the code has been used as often as its campaign allows',
  CAMPAIGN_UNKNOWN: 'no such campaign',
  CAMPAIGN_NOT_STARTED: 'the campaign has not started yet',
  CAMPAIGN_ENDED: 'the campaign is over',
  OUTSIDE_OPENING_HOURS: 'codes of this campaign are redeemed at other hours',
  CAMPAIGN_PAUSED: 'the campaign is paused by operations',
  CAMPAIGN_CLOSED: 'the campaign was closed by operations',
  VERSION_UNKNOWN: 'the campaign has no such version',
  POLICY_UNKNOWN:
    'the risk policy that the campaign names is not published: publish its file first, or with it',
  PROGRAMME_NEEDED:
    'the risk policy keeps parties out of a programme, and the campaign belongs to none: name it under `metadata.programme`',
  SANDBOX_FIXED: 'whether a campaign is a sandbox is said when it is first published, once for all',
  BUDGET_BELOW_COMMITTED: 'the budget would be less than what is promised and paid already',
  LIVE_CODES_EXHAUSTED: 'the campaign has as many open codes as it allows',
  VALUE_NOT_ALLOWED: 'values are made by the system here; the campaign has no manual generation',
  VALUE_MALFORMED:
    "a value is the campaign's prefix and as many letters or digits of its alphabet as its codes have, or more; a personal prefix is up to 12 of them",
  VALUE_TAKEN: 'another code has this value',
  CHANNEL_UNKNOWN: 'the campaign has no such channel',
  PARAMETER_UNKNOWN: 'codes of the campaign carry no such parameter',
  PARAMETER_REQUIRED:
    'codes of the campaign belong to a streamer: give the parameter that names them',
  SELF_INVITE: 'nobody can redeem a code of their own',
  ALREADY_REDEEMED: 'this person has already redeemed a code of this campaign',
  RELATION_BOUND:
    'this person was brought to the campaign by somebody else, and stays beneath whom they are bound to',
  RELATION_CYCLE: 'this person stands above the inviter: the line would come back to itself',
  RELATION_HEAD:
    'this person has brought others to the campaign already, and is not placed beneath anybody',
  EXCLUDED_BY_CAMPAIGN:
    'this person has redeemed a code of another campaign, which excludes this one',
  EXISTING_CUSTOMER: 'the campaign is for new customers only',
  ATTRIBUTED_ELSEWHERE: 'another code was touched first and has the credit',
  NOT_REDEEMED: 'this person has not redeemed this code',
  REDEMPTION_UNKNOWN: 'no such redemption of this code',
  REDEMPTION_CANCELLED: 'the redemption was already cancelled',
  NOT_CANCELLED: 'the redemption is not cancelled, so there is nothing to reopen',
  NO_ROOM_TO_REOPEN: 'what the redemption would take again does not fit any more',
  RESERVATION_CLOSED: 'the reservation was confirmed, released or ran out',
  MILESTONE_UNKNOWN: 'the campaign has no such milestone',
  MILESTONE_REPEATED: 'this person has already reached that milestone',
  PROPERTY_UNKNOWN: 'the milestone has no such property',
  PROPERTY_REFUSED: 'a property of the milestone is of another type, or cannot be that',
  REPORTS_FULL: 'as many reports of this person are kept as one redemption may have',
  RESET_NOT_ALLOWED: 'the terms, or the state of the code, do not allow a reset',
  REVISION_NOT_ALLOWED: 'the wording of a code in this state cannot be revised',
  FREEZE_NOT_ALLOWED: 'a code in this state cannot be frozen',
  NOT_FROZEN: 'the code is not frozen',
  REVIEW_UNKNOWN: 'no such review of this code',
  REVIEW_CLOSED: 'the review is already decided',
  BATCH_UNKNOWN: 'no such payout batch',
  BATCH_CLOSED: 'the payout batch does not wait for a decision',
  PAYOUT_NOT_WAITING: 'the payout does not wait for a person, or not all of it is owed',
  SECOND_PERSON_NEEDED:
    'whoever published the terms in force or started the batch, gave the award, or proposed the decision of the review, cannot approve it',
  REWARD_UNKNOWN: 'no such reward of this code',
  REWARD_CLOSED: 'the reward was already taken back',
  REWARD_INDIVISIBLE: 'this reward can only be taken back whole',
  MORE_THAN_LEFT: 'less than that is left of what is to be taken back',
  REWARD_IN_FLIGHT: 'the reward is on its way to the provider; try again when that is settled',
  AWARD_UNKNOWN: 'no such award',
  AWARD_CLOSED: 'the award is already decided, or was taken back',
  AWARD_IN_FLIGHT: 'the award is on its way to the provider; try again when that is settled',
  BUDGET_NOT_ENOUGH: 'less than that is left of the budget of the campaign',
  VERIFICATION_REQUIRED: 'a verification must be passed first',
  INVITER_PHONE_REQUIRED:
    "the campaign wants the inviter's phone number with each redemption: inviterPhone",
  INVITER_PHONE_WRONG: 'that is not the phone number of whoever the code is from',
  INVITER_PHONE_TRIES_USED: 'too many wrong phone numbers of inviters were given today',
  PASSWORD_REQUIRED: 'the code counts only with a one-time password: have one sent, and enter it',
  PASSWORD_WRONG: 'the one-time password is wrong',
  PASSWORD_EXPIRED: 'there is no one-time password that is still valid: have one sent',
  PASSWORD_TRIES_USED: 'too many wrong one-time passwords were entered',
  PASSWORD_USED: 'the one-time password was used before',
  PASSWORD_NOT_YET: 'another one-time password cannot be sent yet',
  PASSWORD_NOT_SENT: 'the one-time password could not be sent; try again later',
  PASSWORD_NOT_WANTED: 'the campaign wants no one-time password with its codes',
  REGION_REQUIRED: 'the campaign goes by regions, so the region has to be said',
  REGION_REFUSED: 'codes of the campaign are not redeemed from this region',
  CONSENT_REQUIRED:
    'in this region the invitee must agree to the use of their location first; without that the code is not redeemed there',
  CONSENT_OUTDATED:
    'the consent is to another version of the text than the one in force: ask again',
  CONSENT_NOT_WANTED: 'nothing of a location is wanted there, so there is nothing to agree to',
  STREAM_NOT_OPEN: 'the streamer is not live',
  STREAM_ALREADY_OPEN: 'the streamer is live already: close that stream first',
  STREAM_UNKNOWN: 'the campaign has no such stream',
  STREAM_NOT_WANTED: 'codes of the campaign belong to no streamer',
  STREAM_ID_USED: 'another stream of the campaign has this id',
  STREAM_MINUTE_FULL:
    'as many redemptions of this code as one minute takes were accepted: try again in the next',
  EVENT_TIME_NOT_WANTED:
    'only campaigns of streams count a redemption by when it happened: leave that time out',
  DYNAMIC_CODE_REQUIRED:
    "the code counts only with the dynamic code that its holder's authenticator shows",
  DYNAMIC_CODE_WRONG: 'the dynamic code is wrong',
  DYNAMIC_CODE_USED: 'the dynamic code was used before: wait for the next one',
  DYNAMIC_CODE_LATE: 'the dynamic code was right, and its use came too late: enter the present one',
  DYNAMIC_CODE_NEXT_TOO:
    'the dynamic code is right; somebody has been guessing, so the next one has to be entered as well',
  DYNAMIC_CODE_TRIES_USED: 'too many wrong codes were entered',
  DYNAMIC_CODE_NOT_WANTED: 'the campaign wants no dynamic code with its codes',
  USER_CODE_UNKNOWN: 'no device that waits to be let in shows this user code',
  LOGIN_POLLED_TOO_SOON: 'the device polls too often',
  LOGIN_DENIED: 'the device was sent away',
  LOGIN_EXPIRED: 'nobody let the device in while that was possible: it begins again',
  LOGIN_UNKNOWN: 'no device that waits to be let in polls with this, or it has had its answer',
  NOT_THE_HOLDER: 'the code is held by somebody else',
  PARTY_FROZEN: 'whoever asks, or the device or network that they use, is frozen for a time',
  PARTY_BANNED: 'whoever asks, or the device or network that they use, is kept out for good',
  INVITER_SUSPENDED:
    'whoever the code is from is kept out, so that it cannot be used meanwhile; whoever redeems is not to blame',
  RISK_REFUSED: 'the risk policy refused',
  NO_RENEWAL: 'codes of the campaign are not renewed, so there is nothing to pay in for',
  PAYMENT_REUSED: 'this payment was booked before, with another amount',
  NOT_OWED: 'the person owes the campaign nothing of this',
  MONTH_NOT_OVER: 'a month is closed an hour after its end at the earliest',
  MONTH_OUT_OF_ORDER:
    'months are closed in their order, from the first in which anything was booked',
  MONTH_UNSETTLED: 'something of the month is yet to be booked',
  POINTS_NOT_ENOUGH: 'the person has fewer points of the campaign than that',
  POINTS_CAP_REACHED: 'that would be more points than the campaign lets a person spend',
  PRICE_NEEDED:
    'the campaign caps the share of a purchase that points pay, so its price has to be given',
  POINTS_RESERVATION_UNKNOWN: 'no such reservation of points',
  POINTS_RESERVATION_CLOSED: 'the reservation of points was confirmed, released or ran out',
  LATE_ATTRIBUTION_REFUSED: 'at the time given, the code was not valid',
  OPERATION_REUSED: 'this operation id was already used with another body',
  INVALID_COMMAND: 'the command is malformed',
  INTERNAL: 'a fault of ours; operations have been told',
} as const;

export type RejectionCode = keyof typeof rejections;

/** A "no" that is part of the business: a value, never thrown. */
export interface Rejection {
  readonly ok: false;
  readonly code: RejectionCode;
  readonly message: string;
  /** Of `CODE_REPLACED` and `ATTRIBUTED_ELSEWHERE`: the code that answers in its place. */
  readonly successor?: CodeId;
  /** Of `PARTY_FROZEN` and `PARTY_BANNED`: on whom it falls. */
  readonly party?: PartyKind;
  /** The same: names the party in an appeal. */
  readonly reference?: string;
  /** Of a freeze, and of a holder who is kept out for a time: when it ends. Of closed hours, a full minute, a cap, and tries of a password or a phone: when they end. */
  readonly until?: Instant;
  /** Of `VERIFICATION_REQUIRED`: which check, and of whom. */
  readonly check?: string;
  /** Of `EXCLUDED_BY_CAMPAIGN`: which campaign. */
  readonly campaign?: CampaignId;
  /** Of a risk policy's "no": the rules that fired. */
  readonly rules?: readonly string[];
  /** The same, for operations: the digest of the policy's version, and what its rules compare facts with. */
  readonly policy?: Digest;
  readonly thresholds?: readonly Threshold[];
  /** The same: what these facts were. */
  readonly facts?: Judgement['facts'];
  /** Of a sanction from before, for operations: the rules that earned it. */
  readonly earnedBy?: readonly string[];
  /** Of a risk policy's "no", for operations: the nearest situation that would have been accepted. */
  readonly nearest?: readonly NearestFact[];
  /** What of it may be told to whoever redeems. */
  readonly hints?: readonly Hint[];
  /**
   * Of `POINTS_NOT_ENOUGH`: how many there are. Of `POINTS_CAP_REACHED`: how many still fit. Of
   * `MORE_THAN_LEFT`: what is left, in minor units.
   */
  readonly left?: number;
  /** Of `POINTS_CAP_REACHED`: which cap, in words: `500 points a day`. */
  readonly cap?: string;
}

/** A rejection with the table's words, or with more exact ones. */
export function reject(
  code: RejectionCode,
  detail: Partial<Omit<Rejection, 'ok' | 'code'>> = {},
): Rejection {
  return { ok: false, code, message: rejections[code], ...detail };
}
