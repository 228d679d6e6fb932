import type { Side } from '../campaign/terms.ts';
import type { Command, ReverseCommand } from '../code/command.ts';
import type { CodeId, OpId, RewardId } from '../ids.ts';
import type { Instant } from '../time.ts';
import type { LadderStep } from './ladder.ts';

/** A reward for a step of a ladder that stands, through whichever code. */
export interface StandingStep {
  readonly id: RewardId;
  readonly code: CodeId;
  readonly side: Side;
  readonly ladder: LadderStep;
}

/** What the code of an overhang is asked, under an id of its own. */
export function takingBack({ reward, reason, actor }: Overhang, opId: OpId): ReverseCommand {
  return { kind: 'reverse', opId, reward, overhanging: true, reason, actor };
}

/**
 * That a code's steps of one ladder stand above what it has counted, since a redemption of another code was
 * cancelled. Their own code takes them back; until it has, whoever reaches one again keeps it.
 */
export interface Overhang {
  readonly code: CodeId;
  /** Of the ladder. */
  readonly key: string;
  /** One of the rewards, by which the code is asked. */
  readonly reward: RewardId;
  readonly at: Instant;
  readonly reason: string;
  readonly actor: string;
}

/** Whether a command may leave steps of ladders, or reach them again: whatever stands of them is looked at. */
export function isCorrection(command: Command): boolean {
  const { kind } = command;
  return kind === 'cancel' || kind === 'reopen' || (kind === 'reverse' && 'overhanging' in command);
}
