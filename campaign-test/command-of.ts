import { supposedWording } from '../domain/content/supposed.ts';
import { assertNever } from '../domain/assert.ts';
import type { Command, Origin } from '../domain/code/command.ts';
import { rewardId, type OpId, type RowId, type SourceId, type SubjectId } from '../domain/ids.ts';
import { plus, type Instant } from '../domain/time.ts';
import { noProof } from '../simulate/proofs.ts';
import type { Act, Person } from './case.ts';
import type { AsideName } from './schema/acts.ts';

const actor = 'usher-test';

/** The rows that an act speaks of; an id that no row has is answered as such. */
export interface Known {
  readonly opId: OpId;
  readonly now: Instant;
  readonly person: Person | undefined;
  readonly redemption: RowId;
  readonly review: RowId;
}

/** An act about points that somebody has. */
export type PointsAct = Extract<
  Act,
  { readonly do: 'reservePoints' | 'confirmPoints' | 'releasePoints' }
>;

/** An act that no code is asked about, and that is done or refused. */
export type AsideAct = Extract<Act, { readonly do: AsideName }>;

/** An act that is sent to a code. */
export type SentAct = Exclude<Act, { readonly do: 'issue' | 'open' | 'wait' | AsideAct['do'] }>;

/** The command that an act is. */
export function commandOf(act: SentAct, known: Known): Command {
  const { opId, redemption, review } = known;
  switch (act.do) {
    case 'share':
      return {
        ...{ kind: 'share', opId, via: act.via },
        ...(act.share === undefined ? {} : { share: act.share }),
        ...(act.channel === undefined ? {} : { channel: act.channel }),
      };
    case 'redeem':
    case 'reserve':
      return useOf(act, known);
    case 'confirm':
    case 'release':
      return { kind: act.do, opId, redemption };
    case 'milestone':
      return {
        ...{ kind: 'milestone', opId, invitee: act.by as SubjectId, milestone: act.reached },
        ...(act.purchaseAmountMinor === undefined
          ? {}
          : { purchaseAmountMinor: act.purchaseAmountMinor }),
        ...(act.properties === undefined ? {} : { properties: act.properties }),
      };
    case 'verify':
      return {
        ...{ kind: 'verify', opId, subject: act.by as SubjectId },
        ...{ check: act.check, result: act.result },
      };
    case 'review': {
      const { decision, reason, actor: by = actor } = act;
      return { kind: 'decideReview', opId, review, decision, actor: by, reason };
    }
    case 'revise':
      return { kind: 'reviseWording', opId, wording: supposedWording(act.hits) };
    case 'reset':
    case 'freeze':
    case 'unfreeze':
    case 'revoke':
    case 'reverse':
    case 'cancel':
    case 'reopen':
      return byHandOf(act, known);
    default:
      return assertNever(act);
  }
}

function useOf(act: SentAct & { readonly do: 'redeem' | 'reserve' }, known: Known): Command {
  const { channel, share, source, region, inviterPhone, ago } = act;
  const isBare = act.password === 'missing' || act.consent === 'missing';
  return {
    ...{ kind: act.do, opId: known.opId, invitee: act.by as SubjectId },
    ...(channel === undefined ? {} : { channel }),
    ...(share === undefined ? {} : { share }),
    ...(source === undefined ? {} : { source: source as SourceId }),
    ...(region === undefined ? {} : { region }),
    ...(isBare ? { proof: noProof } : {}),
    ...(inviterPhone === undefined ? {} : { inviterPhone }),
    ...(ago === undefined ? {} : { happenedAt: plus(known.now, -ago) }),
    ...(known.person === undefined ? {} : { existingCustomer: known.person.existingCustomer }),
    ...(known.person === undefined ? {} : originOf(known.person, known.now)),
  };
}

function originOf({ origin }: Person, now: Instant): Origin {
  const { network, accountAge, ...plain } = origin;
  return {
    ...plain,
    ...(network === undefined ? {} : { network: network as SourceId }),
    ...(accountAge === undefined ? {} : { accountSince: plus(now, -accountAge) }),
  };
}

type ByHandAct = Extract<
  SentAct,
  { readonly do: 'reset' | 'freeze' | 'unfreeze' | 'revoke' | 'reverse' | 'cancel' | 'reopen' }
>;

/** What operations do. */
function byHandOf(act: ByHandAct, { opId, now, redemption }: Known): Command {
  const { reason } = act;
  switch (act.do) {
    case 'reset':
      return { kind: 'reset', opId, actor, reason, appeal: act.appeal };
    case 'freeze': {
      const until = act.for === undefined ? {} : { until: plus(now, act.for) };
      return { kind: 'freeze', opId, actor, reason, ...until };
    }
    case 'unfreeze':
      return { kind: 'unfreeze', opId, actor, reason };
    case 'revoke':
      return { kind: 'revoke', opId, actor, reason, ban: act.ban };
    case 'cancel':
    case 'reopen': {
      const { refund } = act;
      return { kind: act.do, opId, actor, reason, redemption, ...(refund && { refund }) };
    }
    case 'reverse': {
      const reward = rewardId(redemption, act.reward, act.side);
      const part = act.part === undefined ? {} : { part: act.part };
      return { kind: 'reverse', opId, actor, reason, reward, ...part };
    }
  }
}
