import { nearest } from '../nearest.ts';

/** What authors call keys that are called otherwise here, by the key that is right. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  invitee: ['milestone', 'milestones', 'reached', 'event', 'events', 'after', 'on'],
  when: ['on', 'event', 'trigger', 'milestone', 'milestones', 'earnedBy', 'reached'],
  to: ['for', 'side', 'who', 'recipient', 'beneficiary', 'receiver'],
  template: ['type', 'kind'],
  lifetime: ['expiresAfter', 'expires', 'lasts', 'duration', 'ttl'],
  timeZone: ['zone', 'tz'],
  reached: ['milestone', 'milestones', 'event'],
};

/** The known key that is meant by one that there is not; undefined where none is. */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  return nearest(key, known) ?? known.find((one) => otherWords[one]?.includes(key));
}
