import type { Call } from '../calls.ts';
import type { Person } from '../subject.ts';

export interface AwardCall extends Call {
  readonly campaign: string;
  readonly person: Person;
  /** Money of the campaign's budget: `5.00 CNY`. */
  readonly amount: string;
  /** What for; kept, and shown in statements. Nothing personal belongs here. */
  readonly note: string;
  readonly actor: string;
}

/** About an award; asking the same again changes nothing. */
export interface AwardByHandCall extends Omit<Call, 'opId'> {
  /** As `award` has answered. */
  readonly award: string;
  readonly actor: string;
  readonly reason: string;
}

export interface DecideAwardCall extends AwardByHandCall {
  readonly decision: 'approve' | 'refuse';
}

export interface ReverseAwardCall extends AwardByHandCall {
  /** What was sent is with the provider again, so that nobody owes it. */
  readonly returned?: boolean;
}
