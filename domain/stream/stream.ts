import type { ScenarioTerms } from '../campaign/scenario.ts';
import type { StreamId } from '../ids.ts';
import { duration, instant, plus, type Instant } from '../time.ts';

/**
 * So long before it arrives a use may have happened and still count as of then; and so long after its close
 * a stream is settled, when nothing can be added to it any more.
 */
export const lateMs = duration(30_000);

const minuteMs = 60_000;

/** A live session of one streamer, as deciding looks at it. */
export interface Stream {
  readonly id: StreamId;
  readonly openedAt: Instant;
  /** Exclusive; null while it is open. */
  readonly closedAt: Instant | null;
}

/** What a campaign holds of streams. */
export type StreamTerms = Extract<ScenarioTerms, { readonly kind: 'livestream' }>;

/** What a campaign holds of streams; undefined where its codes belong to no streamer. */
export function streamTermsOf(scenario: ScenarioTerms | undefined): StreamTerms | undefined {
  return scenario?.kind === 'livestream' ? scenario : undefined;
}

/** Whose stream a code belongs to; undefined where its campaign has none, or the code names nobody. */
export function streamerOf(
  scenario: ScenarioTerms | undefined,
  parameters: Readonly<Record<string, string>>,
): string | undefined {
  const terms = streamTermsOf(scenario);
  return terms && parameters[terms.streamer];
}

/**
 * As of when a use counts: when it happened, if that lies in the 30 s before it arrives; otherwise when it
 * arrives. So a clock that is ahead or far behind moves nothing.
 */
export function countsAt(happenedAt: Instant | undefined, arrivedAt: Instant): Instant {
  const isNear =
    happenedAt !== undefined && happenedAt <= arrivedAt && happenedAt >= arrivedAt - lateMs;
  return isNear ? happenedAt : arrivedAt;
}

/** The stream that was live at this time. */
export function streamAt(streams: readonly Stream[], at: Instant): Stream | undefined {
  return streams.find(
    ({ openedAt, closedAt }) => at >= openedAt && (closedAt === null || at < closedAt),
  );
}

/** From when on nothing is added to a stream any more. */
export function settledFrom(closedAt: Instant): Instant {
  return plus(closedAt, lateMs);
}

/** When the minute of the clock began. */
export function startOfMinute(at: Instant): Instant {
  return instant(at - (at % minuteMs));
}

/** When the next minute of the clock begins. */
export function nextMinute(at: Instant): Instant {
  return plus(startOfMinute(at), minuteMs);
}
