import type { CommandKind } from '../../domain/code/command.ts';
import type { CodeState } from '../../domain/code/state.ts';

type Deadline = 'expiresAt' | 'thawAt' | 'endedAt' | 'settleAt' | 'forwardUntil';

/**
 * The rules by which a deadline may come earlier, or go away, and the commands that they are about.
 * Time itself clears one more: a thaw that is past, or that the code's end overtakes.
 */
const mayMoveBackwards: Readonly<Record<Deadline, readonly CommandKind[]>> = {
  // A reset gives a whole lifetime from now, which may be less than extensions had left.
  expiresAt: ['reset'],
  // Whoever freezes again says anew until when; withdrawing ends a freeze with everything else.
  thawAt: ['freeze', 'unfreeze', 'revoke'],
  // A code that comes back has not ended.
  endedAt: ['reset'],
  settleAt: ['reset'],
  // What is withdrawn does not lead on to its successor.
  forwardUntil: ['revoke', 'reset'],
};

/** The deadlines that `command`, or the time before it, moved backwards without a rule. */
export function movedBackwards(
  before: CodeState,
  after: CodeState,
  command: CommandKind,
): readonly string[] {
  return (Object.keys(mayMoveBackwards) as Deadline[]).filter((deadline) => {
    if (mayMoveBackwards[deadline].includes(command)) return false;
    const was = before[deadline];
    const is = after[deadline];
    if (was === null || (is !== null && is >= was)) return false;
    return !(deadline === 'thawAt' && after.status !== 'frozen');
  });
}
