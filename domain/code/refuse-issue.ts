import type { Terms } from '../campaign/terms.ts';
import type { Suspension } from '../commit/sanction.ts';
import type { SubjectId } from '../ids.ts';
import { partyKey, referenceOf } from '../policy/party.ts';
import type { Instant } from '../time.ts';
import { refuseCarried, type Carried } from './refuse-carried.ts';
import { refuseCampaign, type Running } from './refusal.ts';
import { reject, type Rejection } from './rejection.ts';

/** What is known where somebody asks for a code. */
interface Issuing {
  readonly campaign: Running;
  readonly terms: Terms;
  /** What stands against the holder; null where nothing does. */
  readonly standing: Suspension | null;
  readonly now: Instant;
}

/**
 * Why a holder is issued no code that carries this, or null when they may be: CAMPAIGN_PAUSED,
 * CAMPAIGN_CLOSED, CAMPAIGN_NOT_STARTED, CAMPAIGN_ENDED, PARTY_FROZEN, PARTY_BANNED, CHANNEL_UNKNOWN,
 * PARAMETER_UNKNOWN, PARAMETER_REQUIRED. Whether the campaign has room is for whoever counts its codes.
 */
export function refuseIssue(
  { campaign, terms, standing, now }: Issuing,
  asked: Carried & { readonly holder: SubjectId },
): Rejection | null {
  return (
    refuseCampaign(campaign, now) ??
    refuseHolder(asked.holder, standing) ??
    refuseCarried(terms, asked)
  );
}

function refuseHolder(holder: SubjectId, standing: Suspension | null): Rejection | null {
  if (standing === null) return null;
  const { until, rules } = standing;
  const reference = referenceOf(partyKey('person', holder));
  const about = { party: 'person', reference, earnedBy: rules } as const;
  return until === null
    ? reject('PARTY_BANNED', about)
    : reject('PARTY_FROZEN', { ...about, until });
}
