import type { RejectionCode } from '../../domain/code/rejection.ts';

/** What is only answered to whoever publishes, moves codes, pays in, approves or closes a month, or takes a bug of ours. */
export const elsewhere: readonly RejectionCode[] = [
  'SANDBOX_FIXED',
  'BUDGET_BELOW_COMMITTED',
  'POLICY_UNKNOWN',
  'VERSION_UNKNOWN',
  'NO_RENEWAL',
  'PAYMENT_REUSED',
  'NOT_OWED',
  'BATCH_UNKNOWN',
  'BATCH_CLOSED',
  'SECOND_PERSON_NEEDED',
  // awards.test.ts.
  'AWARD_UNKNOWN',
  'AWARD_CLOSED',
  'AWARD_IN_FLIGHT',
  'BUDGET_NOT_ENOUGH',
  'MONTH_NOT_OVER',
  'MONTH_OUT_OF_ORDER',
  'MONTH_UNSETTLED',
  'INTERNAL',
  // points.test.ts, for which somebody has to have points.
  'POINTS_NOT_ENOUGH',
  'POINTS_CAP_REACHED',
  'PRICE_NEEDED',
  'POINTS_RESERVATION_UNKNOWN',
  'POINTS_RESERVATION_CLOSED',
  // passwords.test.ts, for which somebody has to have a phone.
  'PASSWORD_REQUIRED',
  'PASSWORD_WRONG',
  'PASSWORD_EXPIRED',
  'PASSWORD_TRIES_USED',
  'PASSWORD_USED',
  'PASSWORD_NOT_YET',
  'PASSWORD_NOT_SENT',
  'PASSWORD_NOT_WANTED',
  // reading.test.ts, for which there have to be texts and pictures.
  'NO_CODE_FOUND',
  'SEVERAL_CODES',
  'LINK_FOREIGN',
  'PICTURE_REFUSED',
  'READING_OFF',
  // consents.test.ts, for which rules have to follow the region.
  'REGION_REQUIRED',
  'REGION_REFUSED',
  'CONSENT_REQUIRED',
  'CONSENT_OUTDATED',
  'CONSENT_NOT_WANTED',
  // dynamic-codes.test.ts, for which somebody has to have an authenticator.
  'DYNAMIC_CODE_REQUIRED',
  'DYNAMIC_CODE_WRONG',
  'DYNAMIC_CODE_USED',
  'DYNAMIC_CODE_LATE',
  'DYNAMIC_CODE_NEXT_TOO',
  'DYNAMIC_CODE_TRIES_USED',
  'DYNAMIC_CODE_NOT_WANTED',
  'NOT_THE_HOLDER',
  // test/store/relations.test.ts, for which codes of several holders have to be used at once.
  'RELATION_BOUND',
  'RELATION_CYCLE',
  'RELATION_HEAD',
  // exclusion.test.ts and opening-hours.test.ts, which have campaigns for it.
  'EXCLUDED_BY_CAMPAIGN',
  'OUTSIDE_OPENING_HOURS',
];
