import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import {
  countsAt,
  nextMinute,
  startOfMinute,
  streamAt,
  streamTermsOf,
  type Stream,
} from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from './draft.ts';

/**
 * Why a use of a streamer's code does not count: nobody was live when it happened, or as many were counted in
 * this minute as the campaign lets through. Elsewhere only the time of arrival counts.
 */
export function refuseStream(draft: Draft, command: UseCommand): Rejection | null {
  const terms = streamTermsOf(draft.terms.scenario);
  if (terms === undefined) {
    return command.happenedAt === undefined ? null : reject('EVENT_TIME_NOT_WANTED');
  }
  if (terms.onlyWhileLive && streamOf(draft, command) === undefined) {
    return reject('STREAM_NOT_OPEN');
  }
  const { now } = draft.facts;
  const isFull = command.late === undefined && usesInMinute(draft) >= terms.redemptionsAMinute;
  return isFull ? reject('STREAM_MINUTE_FULL', { until: nextMinute(now) }) : null;
}

/** As of when a use counts. */
export function countedAt({ facts, terms }: Draft, { late, happenedAt }: UseCommand): Instant {
  if (late !== undefined) return late.at;
  return streamTermsOf(terms.scenario) === undefined ? facts.now : countsAt(happenedAt, facts.now);
}

/** The stream that a use belongs to. */
export function streamOf(draft: Draft, command: UseCommand): Stream | undefined {
  return streamAt(draft.facts.streams, countedAt(draft, command));
}

/** Counts a use in its minute; one that operations attribute late came in no minute. */
export function countUse(draft: Draft, { late }: UseCommand): void {
  if (late !== undefined || streamTermsOf(draft.terms.scenario) === undefined) return;
  const startsAt = startOfMinute(draft.facts.now);
  draft.change({ minute: { startsAt, uses: usesInMinute(draft) + 1 } });
}

/** By the clock of the workflow, which its commits take in turn: no two of them count at once. */
function usesInMinute({ state, facts }: Draft): number {
  const { minute } = state;
  return minute?.startsAt === startOfMinute(facts.now) ? minute.uses : 0;
}
