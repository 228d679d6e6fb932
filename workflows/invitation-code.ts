import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

import { commandKinds, type RevokeCommand } from '../domain/code/command.ts';
import { isFinal } from '../domain/code/state.ts';
import { commitFailures } from '../domain/commit/failures.ts';
import { assert } from '../domain/assert.ts';
import type { OpId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { openRun, type CodeRun } from './code-run.ts';
import { commandsSummary, resultSummary, timerSummary } from './details.ts';
import { envelopeOf } from './envelope.ts';
import {
  snapshotQuery,
  syncUpdate,
  updates,
  type CodeResult,
  type InvitationCodeInput,
} from './messages.ts';

/**
 * Events after which a new run begins. Replaying a commit costs some 8 ms, and a worker that starts
 * has all its busy codes to replay at once, each within the 10 s of a workflow task.
 */
const eventsMax = 300;
/** How long the code rests after the database was away for all of a commit's attempts. */
const restMs = 30_000;

/**
 * One code, from its first use until it is settled. Decides nothing: each update and each deadline
 * is one commit, and what the commit answers is adopted. Cancelling it revokes the code; it then
 * goes on until the code is settled and ends as completed.
 */
export async function invitationCode(input: InvitationCodeInput): Promise<CodeResult> {
  const run = openRun(input);
  // Before anything is awaited: what has no handler by then is refused.
  answerUpdates(run);
  const cancelling = { asked: false };
  CancellationScope.current().cancelRequested.catch(() => {
    cancelling.asked = true;
  });
  return CancellationScope.nonCancellable(() => live(run, cancelling));
}

function answerUpdates(run: CodeRun): void {
  for (const kind of commandKinds) {
    setHandler(
      updates[kind],
      async (commands) => [...(await run.commit(commands, commandsSummary(commands)))],
      { validator: envelopeOf(kind) },
    );
  }
  setHandler(syncUpdate, async () => {
    await run.commit([], 'adopt the row, settle what is due');
    const shown = run.shown();
    assert(shown !== null, 'a commit leaves a snapshot');
    return shown;
  });
  setHandler(snapshotQuery, run.shown);
}

async function live(run: CodeRun, cancelling: { asked: boolean }): Promise<CodeResult> {
  for (;;) {
    // An update that came with the start commits first, and then there is nothing to wake.
    if (run.mutex.busy) await condition(() => !run.mutex.busy);
    const { snapshot, lost } = run;
    if (lost !== null) {
      await condition(() => isQuiet(run));
      throw lost;
    }
    if (cancelling.asked) {
      cancelling.asked = false;
      await untilCommitted(run, [revocation()], 'revoke, as cancelled in Temporal');
    } else if (snapshot === null) {
      await untilCommitted(run, [], 'wake');
    } else if (isFinal(snapshot.status)) {
      while (!isQuiet(run)) await condition(() => isQuiet(run));
      return {
        summary: resultSummary(snapshot),
        status: snapshot.status,
        revision: snapshot.revision,
      };
    } else if (isDue(run)) {
      await untilCommitted(run, [], 'settle what is due');
    } else if (wantsNewRun(run)) {
      await continueAsNew<typeof invitationCode>({ ...run.input, snapshot });
    } else {
      await rest(run, cancelling);
    }
  }
}

/** Sleeps until the deadline or, earlier, until there is something else to do. */
async function rest(run: CodeRun, cancelling: { readonly asked: boolean }): Promise<void> {
  const { snapshot } = run;
  if (snapshot === null) return;
  const armed = snapshot.deadline;
  const interrupted = (): boolean =>
    !run.mutex.busy &&
    (run.lost !== null ||
      cancelling.asked ||
      isFinal(run.snapshot?.status ?? snapshot.status) ||
      isEarlier(run.snapshot?.deadline?.at, armed?.at) ||
      wantsNewRun(run));
  if (armed === null) await condition(interrupted);
  else {
    const ms = Math.max(1, armed.at - run.now());
    await condition(interrupted, ms, { summary: timerSummary(armed, snapshot) });
  }
}

/** Commits from the main function, where nobody else would try again. */
async function untilCommitted(
  run: CodeRun,
  commands: readonly RevokeCommand[],
  summary: string,
): Promise<void> {
  for (;;) {
    const before = run.snapshot;
    try {
      await run.commit(commands, summary);
      assert(
        !isDue(run) || before?.revision !== run.snapshot?.revision,
        'a commit settles what is due',
      );
      return;
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      if (error.type !== commitFailures.store) return;
      await sleep(restMs, { summary: 'waits for the database' });
    }
  }
}

function revocation(): RevokeCommand {
  return {
    kind: 'revoke',
    opId: `cancel/${workflowInfo().runId}` as OpId,
    actor: 'operations',
    reason: 'cancelled in Temporal',
  };
}

function isDue(run: CodeRun): boolean {
  const deadline = run.snapshot?.deadline ?? null;
  return deadline !== null && deadline.at <= run.now();
}

function isEarlier(at: Instant | undefined, than: Instant | undefined): boolean {
  return at !== undefined && (than === undefined || at < than);
}

function isQuiet(run: CodeRun): boolean {
  return !run.mutex.busy && allHandlersFinished();
}

/** Only between updates, since an accepted one does not move to the next run. */
function wantsNewRun(run: CodeRun): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return (continueAsNewSuggested || historyLength >= eventsMax) && isQuiet(run);
}
