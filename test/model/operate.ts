import type {
  Command,
  FreezeCommand,
  ResetCommand,
  RevokeCommand,
  ReviseWordingCommand,
} from '../../domain/code/command.ts';
import { close, losesHeld, voidHeld } from './pass-time.ts';
import { no, noOfStatus, yes, type Prediction } from './prediction.ts';
import { isOver, lifetimeFrom, statusOf, type ModelCode, type World } from './world.ts';

type Operating = Exclude<
  Command,
  {
    kind:
      | 'share'
      | 'redeem'
      | 'reserve'
      | 'confirm'
      | 'release'
      | 'milestone'
      | 'verify'
      | 'decideReview'
      | 'reverse';
  }
>;

/** What operations do to a code, and revising its wording. */
export function operate(world: World, code: ModelCode, command: Operating): Prediction {
  switch (command.kind) {
    case 'reset':
      return reset(world, code, command);
    case 'reviseWording':
      return revise(world, code, command);
    case 'freeze':
      return freeze(world, code, command);
    case 'unfreeze': {
      if (statusOf(world, code) !== 'frozen') return no('NOT_FROZEN');
      code.frozen = null;
      return yes(code);
    }
    case 'revoke':
      return revoke(world, code, command);
  }
}

function reset(world: World, code: ModelCode, { appeal }: ResetCommand): Prediction {
  const status = statusOf(world, code);
  const withdrawn = status === 'revoked' || status === 'banned';
  const { resetsMax } = world.meaning;
  const granted = withdrawn && appeal === true;
  if (code.successor !== null || isOver(world)) return no('RESET_NOT_ALLOWED');
  if (!granted && (resetsMax === null || code.resets >= resetsMax)) return no('RESET_NOT_ALLOWED');
  if (withdrawn && !granted) return noOfStatus(world, code);
  if (!withdrawn && !['active', 'frozen', 'expired'].includes(status)) {
    return no('RESET_NOT_ALLOWED');
  }
  const others = world.codes.filter(
    (one) => one !== code && one.holder === code.holder && one.closed === null,
  );
  if (code.closed !== null && others.length >= world.meaning.perPerson) {
    return no('RESET_NOT_ALLOWED');
  }
  code.closed = null;
  code.closedAt = null;
  code.settlesAt = null;
  code.startedAt = world.now;
  code.endsAt = lifetimeFrom(world, world.now);
  code.resets += 1;
  return yes(code);
}

function revise(world: World, code: ModelCode, { hits }: ReviseWordingCommand): Prediction {
  if (!['pending', 'active', 'frozen'].includes(statusOf(world, code))) {
    return no('REVISION_NOT_ALLOWED');
  }
  code.wordingHits = hits;
  return yes(code);
}

function freeze(world: World, code: ModelCode, { until }: FreezeCommand): Prediction {
  const past = until !== undefined && until <= world.now;
  if (past || !['pending', 'active', 'frozen'].includes(statusOf(world, code))) {
    return no('FREEZE_NOT_ALLOWED');
  }
  code.frozen = { until: until ?? null };
  return yes(code);
}

function revoke(world: World, code: ModelCode, { ban }: RevokeCommand): Prediction {
  const status = statusOf(world, code);
  if (status === 'banned' || (status === 'revoked' && ban !== true)) return noOfStatus(world, code);
  const { now, meaning } = world;
  close(code, ban === true ? 'banned' : 'revoked', {
    at: now,
    settlesAt: now + meaning.settleForMs,
  });
  if (losesHeld(world, code)) voidHeld(world, code);
  return yes(code);
}
