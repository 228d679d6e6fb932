import { isOpenAt, nextOpening } from '../campaign/opening-hours.ts';
import type { Terms } from '../campaign/terms.ts';
import { assertNever } from '../assert.ts';
import type { Suspension } from '../commit/sanction.ts';
import type { CodeId } from '../ids.ts';
import type { Instant } from '../time.ts';
import { reject, type Rejection } from './rejection.ts';
import type { CodeState } from './state.ts';

/** What a state needs to know to say why it refuses. */
export interface Refusing {
  readonly state: CodeState;
  readonly successor: CodeId | null;
}

/** Why a code in this state takes no redemption, or null when it takes one. */
function refuseUse(terms: Terms, code: Refusing, now: Instant): Rejection | null {
  const { state, successor } = code;
  switch (state.status) {
    case 'dormant':
    case 'active':
      return null;
    case 'converted':
      return terms.validity.onExpiry.action === 'convert' &&
        terms.validity.onExpiry.redeem === 'accepted'
        ? null
        : reject('CODE_CONVERTED');
    case 'replaced':
      return successor !== null && state.forwardUntil !== null && now < state.forwardUntil
        ? reject('CODE_REPLACED', { successor })
        : reject('CODE_EXPIRED');
    default:
      return refuseStatus(state);
  }
}

/** As `refuseUse`, and a code that was used as often as its terms allow takes none either. */
export function refuseRedemption(terms: Terms, code: Refusing, now: Instant): Rejection | null {
  const { usesMax } = terms.redemption;
  const exhausted = usesMax !== null && code.state.uses >= usesMax;
  return refuseUse(terms, code, now) ?? (exhausted ? reject('CODE_EXHAUSTED') : null);
}

/** What of a campaign says whether it runs. The end is exclusive. */
export interface Running {
  readonly status: 'open' | 'paused' | 'closed';
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

/** Why nothing new begins in a campaign at `at`, or null when it may. */
export function refuseCampaign(campaign: Running, at: Instant): Rejection | null {
  if (campaign.status === 'paused') return reject('CAMPAIGN_PAUSED');
  if (campaign.status === 'closed') return reject('CAMPAIGN_CLOSED');
  if (at < campaign.startsAt) return reject('CAMPAIGN_NOT_STARTED');
  return campaign.endsAt !== null && at >= campaign.endsAt ? reject('CAMPAIGN_ENDED') : null;
}

/** As `refuseCampaign`, for a use of a code: one that was converted outlives its campaign. */
export function refuseUseByCampaign(
  campaign: Running,
  { status }: CodeState,
  at: Instant,
): Rejection | null {
  const outlives = status === 'converted';
  return refuseCampaign(outlives ? { ...campaign, endsAt: null } : campaign, at);
}

/** Why a code cannot be used whose holder is kept out, or null when nothing stands against them. */
export function refuseSuspended(suspension: Suspension | null): Rejection | null {
  if (suspension === null) return null;
  const { until, rules } = suspension;
  return reject('INVITER_SUSPENDED', { earnedBy: rules, ...(until === null ? {} : { until }) });
}

/** Codes may be redeemed at certain hours only: whoever comes at another time is told the next opening. */
export function refuseHours(terms: Terms, at: Instant): Rejection | null {
  const { openingHours = [] } = terms.redemption;
  const { timeZone } = terms.period;
  if (isOpenAt(openingHours, at, timeZone)) return null;
  const until = nextOpening(openingHours, at, timeZone);
  return reject('OUTSIDE_OPENING_HOURS', until === undefined ? {} : { until });
}

/** A channel that the campaign does not know would slip past rules and figures. */
export function refuseChannel(
  { code: { channels } }: Terms,
  { channel }: { readonly channel?: string },
): Rejection | null {
  const known = channel === undefined || channels.length === 0 || channels.includes(channel);
  return known ? null : reject('CHANNEL_UNKNOWN');
}

/** Why a code in this state takes no share. */
export function refuseShare(terms: Terms, code: Refusing, now: Instant): Rejection | null {
  return code.state.status === 'converted' ? reject('CODE_CONVERTED') : refuseUse(terms, code, now);
}

/** Why a code in this state hears of no milestone, verification or review any more. */
export function refuseReport(state: CodeState): Rejection | null {
  switch (state.status) {
    case 'pending':
    case 'revoked':
    case 'banned':
    case 'settled':
      return refuseStatus(state);
    default:
      return null;
  }
}

/** The "no" that a status stands for. */
export function refuseStatus(state: CodeState): Rejection {
  switch (state.status) {
    case 'pending':
      return reject('CODE_PENDING');
    case 'frozen':
      return reject('CODE_FROZEN', state.thawAt === null ? {} : { until: state.thawAt });
    case 'dormant':
    case 'active':
    case 'expired':
    case 'replaced':
      return reject('CODE_EXPIRED');
    case 'archived':
      return reject('CODE_ARCHIVED');
    case 'converted':
      return reject('CODE_CONVERTED');
    case 'revoked':
      return reject('CODE_REVOKED');
    case 'banned':
      return reject('CODE_BANNED');
    case 'settled':
      return reject('CODE_SETTLED');
    default:
      return assertNever(state.status);
  }
}
