import { assert } from '../../domain/assert.ts';
import type { Command } from '../../domain/code/command.ts';
import type { OpId, RowId, SubjectId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { noProof } from '../../simulate/proofs.ts';
import type { Act } from './story.ts';

const operations = 'demo-operations';

/** The command that a step of a story is, given the rows that it speaks of. */
export function commandOf(
  act: Act,
  known: {
    readonly opId: OpId;
    readonly now: Instant;
    readonly redemption?: RowId;
    readonly review?: RowId;
  },
): Command {
  const { opId } = known;
  switch (act.do) {
    case 'share':
      return { kind: 'share', opId, via: act.via, share: act.share };
    case 'redeem':
    case 'reserve':
      return {
        ...{ kind: act.do, opId, invitee: act.by as SubjectId },
        ...(isBare(act) ? { proof: noProof } : {}),
        inviterPhone: act.inviterPhone ?? 'missing',
        ...whenOf(act, known.now),
        ...(act.region === undefined ? {} : { region: act.region }),
        ...(act.channel === undefined ? {} : { channel: act.channel }),
        ...(act.existingCustomer === undefined ? {} : { existingCustomer: act.existingCustomer }),
      };
    case 'confirm':
    case 'release':
      return { kind: act.do, opId, redemption: known.redemption ?? ('none' as RowId) };
    case 'milestone':
      return {
        kind: 'milestone',
        opId,
        invitee: act.by as SubjectId,
        milestone: act.reached,
        ...(act.purchase === undefined ? {} : { purchaseAmountMinor: act.purchase }),
      };
    case 'verify':
      return {
        kind: 'verify',
        opId,
        subject: (act.by ?? act.of) as SubjectId,
        check: act.check,
        result: act.result === 'failed' ? 'failed' : 'passed',
      };
    case 'decide': {
      const { review } = known;
      assert(review !== undefined, `${act.by} has no open review`);
      const { decision } = act;
      return {
        kind: 'decideReview',
        opId,
        review,
        decision,
        actor: operations,
        reason: 'looked at',
      };
    }
    case 'reset':
    case 'freeze':
    case 'unfreeze':
    case 'revoke':
      return { kind: act.do, opId, actor: operations, reason: act.reason };
    case 'issue':
    case 'open':
    case 'openStream':
    case 'closeStream':
    case 'wait':
      throw new Error(`${act.do} is no command`);
  }
}

function whenOf(
  { agoMs }: Act & { readonly do: 'redeem' | 'reserve' },
  now: Instant,
): { happenedAt?: Instant } {
  return agoMs === undefined ? {} : { happenedAt: plus(now, -agoMs) };
}

/** Whether somebody comes with the code alone: nothing was entered with it, and nothing agreed to. */
function isBare({ phone, authenticated, agrees }: Act & { readonly do: 'redeem' | 'reserve' }) {
  return phone === undefined && authenticated !== true && agrees === undefined;
}
