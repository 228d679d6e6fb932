import type { ReverseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject } from '../../domain/code/rejection.ts';
import { leftOf, type RewardRow } from '../../domain/commit/rows.ts';
import { accepted } from './answer.ts';
import { takeBack } from './book.ts';
import { clearDebt, keptOf } from './debt.ts';
import type { Draft } from './draft.ts';
import { takeOverhang } from './overhang.ts';
import { partOf, refuseDue, takePart } from './part.ts';

/** One reward is taken back by operations, or a part of it. */
export function reverse(draft: Draft, command: ReverseCommand): Outcome {
  const row = draft.rewards.get(command.reward);
  if (row?.code !== draft.facts.code.id) return reject('REWARD_UNKNOWN');
  if (command.overhanging === true) return takeOverhang(draft, row, command);
  if (row.state === 'reversed' && command.returned === true) return cameBack(draft, row, command);
  if (row.state === 'voided' || row.state === 'reversed') return reject('REWARD_CLOSED');
  return takeOf(draft, row, command);
}

/** Takes what the command says of a reward that is not taken back. */
function takeOf(draft: Draft, row: RewardRow, command: ReverseCommand): Outcome {
  const part = partOf(row, command);
  if ('ok' in part) return part;
  const no = refuseDue(draft.facts, row, part.minor);
  if (no) return no;
  const { reason, actor, returned = false } = command;
  const why = { at: draft.facts.now, reason, actor, returned };
  const { id, reward, side, asset, redemption } = row;
  if (part.minor === leftOf(row)) {
    takeBack(draft, row, why);
    if (returned) clearDebt(draft, row, why);
    return accepted(draft, { redemption });
  }
  const state = row.state === 'paid' ? 'reversed' : 'lowered';
  const left = takePart(draft, row, { ...part, ...why });
  const taken = { id, reward, side, asset, minor: part.minor, state, left } as const;
  return accepted(draft, { redemption, takenBack: [taken] });
}

/** What was taken back before, and is owed, is with the provider again. */
function cameBack(draft: Draft, row: RewardRow, { reason, actor }: ReverseCommand): Outcome {
  if (keptOf(draft, row) <= 0) return reject('REWARD_CLOSED');
  const cleared = clearDebt(draft, row, { at: draft.facts.now, reason, actor });
  if (cleared > 0) return accepted(draft, { redemption: row.redemption });
  return reject('NOT_OWED', { message: exactly('settledDebt') });
}
