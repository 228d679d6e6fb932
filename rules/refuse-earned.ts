import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { SanctionRow } from '../domain/commit/sanction.ts';
import { kindOfParty, referenceOf } from '../domain/policy/party.ts';
import type { whyRefused } from './nearest.ts';

/** What whoever asks is told of a sanction that was earned just now. */
export function refuseEarned(
  { party, until }: SanctionRow,
  why: ReturnType<typeof whyRefused>,
): Rejection {
  const about = { party: kindOfParty(party), reference: referenceOf(party), ...why };
  return until === null
    ? reject('PARTY_BANNED', about)
    : reject('PARTY_FROZEN', { ...about, until });
}
