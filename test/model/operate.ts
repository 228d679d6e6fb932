import { supposed } from '../../domain/content/supposed.ts';
import type {
  Command,
  FreezeCommand,
  ResetCommand,
  RevokeCommand,
  ReviseWordingCommand,
} from '../../domain/code/command.ts';
import { close, losesHeld, voidHeld } from './pass-time.ts';
import { no, noOfStatus, yes, type No, type Prediction } from './prediction.ts';
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
      | 'reverse'
      | 'cancel'
      | 'reopen';
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
  const refused = noOfReset(world, code, appeal === true);
  if (refused !== null) return refused;
  code.closed = null;
  code.closedAt = null;
  code.settlesAt = null;
  code.startedAt = world.now;
  code.endsAt = lifetimeFrom(world, world.now);
  code.resets += 1;
  return yes(code);
}

function noOfReset(world: World, code: ModelCode, appeal: boolean): No | null {
  const status = statusOf(world, code);
  const withdrawn = ['revoked', 'banned'].includes(status);
  const left = code.resets < (world.meaning.resetsMax ?? 0);
  const granted = withdrawn ? appeal : left;
  if (code.successor !== null || isOver(world)) return no('RESET_NOT_ALLOWED');
  if (!granted) return withdrawn && left ? noOfStatus(world, code) : no('RESET_NOT_ALLOWED');
  if (['active', 'frozen'].includes(status)) return null;
  const ended = ['expired', 'revoked', 'banned'].includes(status);
  return ended && !isFull(world, code.holder) ? null : no('RESET_NOT_ALLOWED');
}

/** Whether somebody has as many open codes as a person may have. */
function isFull({ codes, meaning }: World, holder: string): boolean {
  const open = codes.filter((one) => one.holder === holder && one.closed === null);
  return open.length >= meaning.perPerson;
}

function revise(world: World, code: ModelCode, command: ReviseWordingCommand): Prediction {
  if (!['pending', 'active', 'frozen'].includes(statusOf(world, code))) {
    return no('REVISION_NOT_ALLOWED');
  }
  code.wordingHits = supposed(command)?.hits ?? 0;
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
