import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  proxyLocalActivities,
  setCurrentDetails,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

import type { Activities } from '../activities/create.ts';
import { InvariantError } from '../domain/assert.ts';
import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { Snapshot } from '../domain/commit/commit.ts';
import { commitFailures } from '../domain/commit/failures.ts';
import { instant, type Instant } from '../domain/time.ts';
import { currentDetails } from './details.ts';
import { searchAttributes, type InvitationCodeInput, type Shown } from './messages.ts';
import { createMutex, type Mutex } from './mutex.ts';

/**
 * An attempt is given up after 5 s; a new one finds what the old one did after all. Attempts go on
 * for a minute, at most 2 s apart, so a database that is away for 20 s costs a waiting update that
 * time and two heartbeats of its workflow task (3 events each). All waits stay below the threshold
 * from which Temporal would turn them into timers with events of their own.
 */
const { commit } = proxyLocalActivities<Pick<Activities, 'commit'>>({
  startToCloseTimeout: 5_000,
  scheduleToCloseTimeout: 60_000,
  localRetryThreshold: 10_000,
  retry: { initialInterval: 100, backoffCoefficient: 2, maximumInterval: 2_000 },
});

/** One run of a code's workflow: what it knows, and the only way to change it. */
export interface CodeRun {
  readonly input: InvitationCodeInput;
  readonly mutex: Mutex;
  /** Null until the first commit of a fresh start. */
  readonly snapshot: Snapshot | null;
  /** Set once the code's row is known to be gone. */
  readonly lost: ApplicationFailure | null;
  readonly now: () => Instant;
  readonly shown: () => Shown | null;
  /**
   * Commits, alone and whatever is cancelled meanwhile, and adopts what the row says. Throws
   * `ApplicationFailure` of type STORE_UNAVAILABLE or CODE_UNKNOWN, and `InvariantError`, which
   * fails the workflow task so that the code waits for a mended worker.
   */
  readonly commit: (commands: readonly Command[], summary: string) => Promise<readonly Outcome[]>;
}

/** Opens a run; shows what was carried over, if anything was. */
export function openRun(input: InvitationCodeInput): CodeRun {
  const mutex = createMutex();
  let snapshot = input.snapshot ?? null;
  let lost: ApplicationFailure | null = null;
  const now = (): Instant => instant(Date.now() + input.clockOffsetMs);
  if (snapshot !== null) show(input, snapshot);

  const once = async (
    commands: readonly Command[],
    summary: string,
  ): Promise<readonly Outcome[]> => {
    const { campaign, code } = input;
    try {
      const request = { campaign, code, commands, now: now() };
      const response = await commit.executeWithOptions({ summary }, [request]);
      snapshot = response.snapshot;
      show(input, response.snapshot);
      return response.outcomes;
    } catch (error) {
      const failure = understood(error);
      if (failure.type === commitFailures.unknown) lost = failure;
      throw failure;
    }
  };

  return {
    input,
    mutex,
    get snapshot() {
      return snapshot;
    },
    get lost() {
      return lost;
    },
    now,
    shown: () => snapshot && { ...snapshot, now: now(), clockOffsetMs: input.clockOffsetMs },
    commit: (commands, summary) =>
      CancellationScope.nonCancellable(() => mutex.run(() => once(commands, summary))),
  };
}

/** Costs an event only where the status, or whether a review is open, has changed. */
function show(input: InvitationCodeInput, snapshot: Snapshot): void {
  setCurrentDetails(currentDetails(snapshot, input.timeZone));
  const known = workflowInfo().typedSearchAttributes;
  const reviewPending = snapshot.reviewsOpen > 0;
  if (
    known.get(searchAttributes.status) === snapshot.status &&
    known.get(searchAttributes.reviewPending) === reviewPending
  ) {
    return;
  }
  upsertSearchAttributes([
    { key: searchAttributes.status, value: snapshot.status },
    { key: searchAttributes.reviewPending, value: reviewPending },
  ]);
}

/** What a failed commit means to callers. Throws what must fail the workflow task. */
function understood(error: unknown): ApplicationFailure {
  if (!(error instanceof TemporalFailure)) throw error;
  // A local activity's failure comes bare, or in an `ActivityFailure`.
  const failure = error instanceof ActivityFailure ? (error.cause ?? error) : error;
  const type = failure instanceof ApplicationFailure ? failure.type : undefined;
  const { message } = failure;
  if (type === commitFailures.invariant) throw new InvariantError(message);
  return type === commitFailures.unknown
    ? ApplicationFailure.nonRetryable(message, commitFailures.unknown)
    : ApplicationFailure.retryable(message, commitFailures.store);
}
