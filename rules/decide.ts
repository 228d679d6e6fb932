import { reject } from '../domain/code/rejection.ts';
import { outlivesCode } from '../domain/code/command.ts';
import { refuseStatus } from '../domain/code/refusal.ts';
import { isFinal } from '../domain/code/state.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import type { Decided, Writes } from '../domain/commit/writes.ts';
import { cancel } from './decide/cancel.ts';
import { Draft } from './decide/draft.ts';
import { noteShadow } from './decide/note-shadow.ts';
import { operate, reviseWording, revoke, share } from './decide/operate.ts';
import { reopen } from './decide/reopen.ts';
import { closeReservation, milestone, verify } from './decide/report.ts';
import { reverse } from './decide/reverse.ts';
import { decideReview } from './decide/review.ts';
import { settle } from './decide/settle-rows.ts';
import { use } from './decide/use.ts';
import type { Judged, JudgedItem } from './judge.ts';

/**
 * Decides one batch on one code: settles every deadline up to now, then answers each item in
 * order, each seeing what the ones before it did. Pure: same facts, judgements and counters, same
 * answer. A repeated operation gets its stored outcome; the same id with another body is
 * `OPERATION_REUSED`.
 */
export function decide(
  facts: Facts,
  judged: Judged,
  counters: ReadonlyMap<string, Counter>,
): Decided {
  const draft = new Draft(facts, counters);
  const dormant = facts.code.state.status === 'dormant';
  const before = draft.state;
  settle(draft, judged.overdue);
  const settled = draft.state !== before || facts.laterRowDeadline !== facts.code.state.rowDeadline;
  const outcomes = judged.items.map((item) => answer(draft, item));
  const changed = dormant || settled || draft.operations.size > 0;
  return { outcomes, changed, writes: writesOf(draft) };
}

/** Answers one item on top of what the draft holds already; a repeated one as it was before. */
export function answer(draft: Draft, item: JudgedItem): Outcome {
  const { command, bodyHash, judgement, shadow } = item;
  const stored = draft.answered(command.opId);
  if (stored) return stored.bodyHash === bodyHash ? stored.outcome : reject('OPERATION_REUSED');
  const at = draft.facts.now;
  const outcome = handle(draft, item);
  draft.operations.set(command.opId, {
    opId: command.opId,
    kind: command.kind,
    bodyHash,
    outcome,
    policy: judgement?.policyDigest ?? null,
    at,
  });
  if (judgement !== null && Object.keys(judgement.facts).length > 0) {
    draft.decisions.push({ opId: command.opId, judgement, at });
  }
  if (judgement !== null && shadow !== null) {
    noteShadow(draft, command.opId, { judgement, shadow });
  }
  return outcome;
}

function handle(draft: Draft, item: JudgedItem): Outcome {
  const { command } = item;
  if (isFinal(draft.state.status) && !outlivesCode(command.kind)) return refuseStatus(draft.state);
  switch (command.kind) {
    case 'share':
      return share(draft, command);
    case 'redeem':
    case 'reserve':
      return use(draft, item, command);
    case 'confirm':
    case 'release':
      return closeReservation(draft, item, command);
    case 'milestone':
      return milestone(draft, item, command);
    case 'verify':
      return verify(draft, item, command);
    case 'decideReview':
      return decideReview(draft, item, command);
    case 'reset':
    case 'freeze':
    case 'unfreeze':
      return operate(draft, command);
    case 'reviseWording':
      return reviseWording(draft, command, item.screening);
    case 'revoke':
      return revoke(draft, command);
    case 'reverse':
      return reverse(draft, command);
    case 'cancel':
      return cancel(draft, command);
    case 'reopen':
      return reopen(draft, command);
  }
}

function writesOf(draft: Draft): Writes {
  return {
    state: draft.stateNumbered,
    operations: draft.operations,
    events: draft.events,
    redemptions: draft.redemptions.written,
    rewards: draft.rewards.written,
    reviews: draft.reviews.written,
    entries: draft.entries,
    payouts: draft.payouts,
    payoutsLowered: draft.payoutsLowered.written,
    counters: draft.taken.written,
    overhangs: draft.overhangs.mapWritten((row) => row),
    overhangsSettled: draft.overhangsSettled,
    messages: draft.messages,
    decisions: draft.decisions,
    shadows: draft.shadows,
    wordings: draft.wordings,
    verifications: draft.verifications,
    sanctions: draft.sanctions.written,
    ties: draft.ties,
    proofs: draft.proofs.mapWritten((opId, id) => ({ id, opId })),
    relations: draft.relations.mapWritten((row) => row),
    relationAlarms: draft.relationAlarms,
    successor: draft.successor,
    refresh: draft.refresh,
  };
}
