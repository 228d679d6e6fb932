import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command, UseCommand } from '../../domain/code/command.ts';
import { mayOpenOne } from '../../domain/commit/room.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { OpId, RewardId, RowId, SourceId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** Which rows a batch of commands speaks of, without repetitions. */
export interface Asked {
  readonly opIds: readonly OpId[];
  /** Who redeems or reserves. */
  readonly comers: readonly SubjectId[];
  /** Comers, and those whose milestones are reported. */
  readonly invitees: readonly SubjectId[];
  readonly redemptions: readonly RowId[];
  readonly reviews: readonly RowId[];
  readonly rewards: readonly RewardId[];
  readonly sources: readonly SourceId[];
  /** Whether all held rewards are asked for: their code is being revoked. */
  readonly heldRewards: boolean;
  /** Whether redemptions are cancelled or reopened, for which all of their rewards are asked for. */
  readonly corrections: boolean;
  /** Whether the code has rows with a deadline, and whether one may be over. */
  readonly deadlines: 'none' | 'later' | 'overdue';
  /** Whether an invitee's first click is asked for. */
  readonly touches: boolean;
  /** Whether redemptions in campaigns that exclude this one are asked for. */
  readonly rivals: boolean;
  /** Whether those who invited the holder are asked for. */
  readonly uplines: boolean;
  /** Whether the holder's other open codes are asked for. */
  readonly room: boolean;
}

/** Collects what the facts of a batch are to contain. */
export function askedBy(
  commands: readonly Command[],
  about: { readonly code: CodeRow; readonly terms: Terms; readonly now: Instant },
): Asked {
  const { code, now, terms } = about;
  const { rowDeadline } = code.state;
  const uses = commands.filter((command) => isUse(command));
  const comers = uses.map(({ invitee }) => invitee);
  const reported = commands.flatMap((each) => (each.kind === 'milestone' ? [each.invitee] : []));
  return {
    opIds: unique(commands.map(({ opId }) => opId)),
    comers: unique(comers),
    invitees: unique([...comers, ...reported]),
    redemptions: unique(
      commands.flatMap((each) => ('redemption' in each ? [each.redemption] : [])),
    ),
    reviews: unique(
      commands.flatMap((each) => (each.kind === 'decideReview' ? [each.review] : [])),
    ),
    rewards: unique(commands.flatMap((each) => (each.kind === 'reverse' ? [each.reward] : []))),
    sources: unique(uses.flatMap(({ source }) => (source === undefined ? [] : [source]))),
    heldRewards: commands.some(({ kind }) => kind === 'revoke'),
    corrections: commands.some(isCorrection),
    deadlines: rowDeadline === null ? 'none' : rowDeadline <= now ? 'overdue' : 'later',
    touches: uses.length > 0 && terms.attribution.touch === 'first',
    rivals: terms.exclusion !== undefined,
    uplines: terms.rewards.some(({ level }) => level !== undefined),
    room: mayOpenOne(code, terms, commands, now),
  };
}

function isCorrection({ kind }: Command): boolean {
  return kind === 'cancel' || kind === 'reopen';
}

function isUse(command: Command): command is UseCommand {
  return command.kind === 'redeem' || command.kind === 'reserve';
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
