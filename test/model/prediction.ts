import type { RejectionCode } from '../../domain/code/rejection.ts';
import type { Earned } from './grant.ts';
import {
  statusOf,
  statusUnsettled,
  type ModelCode,
  type ModelRedemption,
  type World,
} from './world.ts';

/** What the model expects of one command; codes, redemptions and reviews by the model's names. */
export type Prediction = Yes | No;

export interface Yes {
  readonly ok: true;
  readonly status: string;
  readonly expiresAt: number | null;
  readonly counted?: boolean;
  readonly extendedByMs?: number;
  readonly redemption?: string;
  readonly redemptionState?: string;
  readonly reservedUntil?: number;
  readonly review?: string;
  readonly reviewDueAt?: number;
  readonly rewards?: readonly Earned[];
  readonly takenBack?: readonly object[];
  readonly rules?: readonly string[];
}

export interface No {
  readonly ok: false;
  readonly code: RejectionCode;
  readonly successor?: string;
  readonly party?: string;
  readonly until?: number;
  readonly check?: string;
  readonly rules?: readonly string[];
  readonly earnedBy?: readonly string[];
  readonly left?: number;
}

export function no(code: RejectionCode, detail: Omit<No, 'ok' | 'code'> = {}): No {
  return { ok: false, code, ...detail };
}

export function yes(code: ModelCode, detail: Omit<Yes, 'ok' | 'status' | 'expiresAt'> = {}): Yes {
  return { ok: true, status: statusUnsettled(code), expiresAt: code.endsAt, ...detail };
}

/** The "no" of a code that is not there for this any more, or not now. */
export function noOfStatus(world: World, code: ModelCode): No {
  switch (statusOf(world, code)) {
    case 'pending':
      return no('CODE_PENDING');
    case 'frozen': {
      const until = code.frozen?.until ?? null;
      return no('CODE_FROZEN', until === null ? {} : { until });
    }
    case 'archived':
      return no('CODE_ARCHIVED');
    case 'converted':
      return no('CODE_CONVERTED');
    case 'revoked':
      return no('CODE_REVOKED');
    case 'banned':
      return no('CODE_BANNED');
    case 'settled':
      return no('CODE_SETTLED');
    default:
      return no('CODE_EXPIRED');
  }
}

/** Why nobody can redeem the code now; null when anybody can. */
export function closedToUse(world: World, code: ModelCode): No | null {
  const status = statusOf(world, code);
  if (status === 'active') return null;
  const { end } = world.meaning;
  if (status === 'converted' && end.action === 'convert' && end.redeem === 'accepted') return null;
  const { forwardUntil, successor } = code;
  if (status === 'replaced' && forwardUntil !== null && world.now < forwardUntil && successor) {
    return no('CODE_REPLACED', { successor: successor.name });
  }
  return noOfStatus(world, code);
}

/** Why nothing is heard about the code's invitees any more. */
export function closedToReports(world: World, code: ModelCode): No | null {
  const deaf = ['pending', 'revoked', 'banned', 'settled'].includes(statusOf(world, code));
  return deaf ? noOfStatus(world, code) : null;
}

/** A redemption or review of this very code. */
export function ownRedemption(
  world: World,
  code: ModelCode,
  match: (one: ModelRedemption) => boolean,
): ModelRedemption | undefined {
  return world.redemptions.find((one) => one.code === code && match(one));
}
