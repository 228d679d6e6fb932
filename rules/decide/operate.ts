import type {
  ByHand,
  Command,
  ReviseWordingCommand,
  RevokeCommand,
  ShareCommand,
} from '../../domain/code/command.ts';
import { assert } from '../../domain/assert.ts';
import { forHolder, type Screening } from '../../domain/content/words.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { refuseChannel } from '../../domain/code/refusal.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { isOpen } from '../../domain/code/state.ts';
import { shareCounts, transition, type CodeEvent } from '../../domain/code/transition.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import { accepted, around } from './answer.ts';
import type { Draft } from './draft.ts';
import { takeBack } from './book.ts';
import { losesHeldRewards } from './settle-rows.ts';

/** The code was passed on, or a share of it was opened. */
export function share(draft: Draft, command: ShareCommand): Outcome {
  const before = draft.state;
  const no =
    refuseChannel(draft.terms, command) ?? step(draft, { type: 'share', via: command.via });
  if (no) return no;
  const counted = shareCounts(draft.terms, command.via);
  draft.record({
    kind: 'share',
    at: draft.facts.now,
    channel: command.channel ?? draft.facts.code.channel,
    share: command.share ?? command.opId,
    data: { via: command.via, counted, from: command.from ?? null },
  });
  const extendedByMs = draft.state.extendedMs - before.extendedMs;
  return accepted(draft, { counted, extendedByMs });
}

type Operating = Extract<Command, { kind: 'reset' | 'freeze' | 'unfreeze' }>;

/** What operations do to a code. */
export function operate(draft: Draft, command: Operating): Outcome {
  const no = step(draft, eventOf(command), command);
  if (no) return no;
  if (command.kind === 'reset') {
    const data = { by: command.actor, reason: command.reason };
    draft.record({ kind: 'reset', at: draft.facts.now, data });
  }
  return accepted(draft);
}

/** A new wording: the code is pending while it has words that hold it back. Both are kept together. */
export function reviseWording(
  draft: Draft,
  command: ReviseWordingCommand,
  screening: Screening | undefined,
): Outcome {
  assert(screening !== undefined, 'a wording is looked through before it is decided about');
  const { hits, words } = screening;
  const no = step(draft, { type: 'revise', hits });
  if (no) return no;
  const at = draft.facts.now;
  draft.record({ kind: 'wording', at, data: { hits, words } });
  draft.wordings.push({ ...screening, opId: command.opId, sealed: command.wording, at });
  const findings = forHolder(screening);
  return accepted(draft, findings.length === 0 ? {} : { findings });
}

/** The code is withdrawn; held rewards go with it or stay, as the terms say. */
export function revoke(draft: Draft, command: RevokeCommand): Outcome {
  const no = step(draft, { type: 'revoke', ban: command.ban === true }, command);
  if (no) return no;
  if (losesHeldRewards(draft)) {
    const why = { at: draft.facts.now, reason: command.reason, actor: command.actor };
    for (const row of draft.rewards.all()) if (row.state === 'held') takeBack(draft, row, why);
  }
  return accepted(draft);
}

/** Why a code that has ended cannot come back beside those that its holder, and its campaign, have open. */
function refuseRoom(draft: Draft): Rejection | null {
  if (!draft.facts.holderHasRoom)
    return reject('RESET_NOT_ALLOWED', { message: exactly('resetNoRoom') });
  return draft.fits(liveCodesKey, 1) ? null : reject('LIVE_CODES_EXHAUSTED');
}

function eventOf(command: Operating): CodeEvent {
  switch (command.kind) {
    case 'reset':
      return { type: 'reset', appeal: command.appeal === true };
    case 'freeze':
      return { type: 'freeze', until: command.until ?? null };
    case 'unfreeze':
      return { type: 'unfreeze' };
  }
}

function step(draft: Draft, event: CodeEvent, byHand?: ByHand): Outcome | null {
  const result = transition(around(draft), draft.state, event);
  if ('ok' in result) return result;
  const reopened = !isOpen(draft.state.status) && isOpen(result.state.status);
  const full = reopened ? refuseRoom(draft) : null;
  if (full) return full;
  draft.adopt(result, draft.facts.now, byHand);
  return null;
}
