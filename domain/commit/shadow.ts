import type { Digest, OpId } from '../ids.ts';
import type { FactValue } from '../policy/facts.ts';
import type { PartyKey, SanctionScope } from '../policy/party.ts';
import type { Judgement, SanctioningRule } from '../policy/policy.ts';
import type { Instant } from '../time.ts';

/** A freeze or a ban that a rule gives. */
export type KeptOut = SanctioningRule['answer'];

/** A use that the policy in the shadow would have answered otherwise than the one in force did, or kept out others. */
export interface ShadowRow {
  readonly opId: OpId;
  /** The version in the shadow. */
  readonly policy: Digest;
  readonly answer: Judgement['answer'];
  readonly rules: readonly string[];
  /** What the one in the shadow says. */
  readonly judgement: Judgement;
  /** What rules give besides the answer: in force now, and in the shadow instead. */
  readonly besides: { readonly now: readonly KeptOut[]; readonly instead: readonly KeptOut[] };
  readonly at: Instant;
}

/** Whom the policy in the shadow would have kept out for a look-up that led to no use, and the one in force does not, or the other way round. */
export interface ShadowLookup {
  /** The version in the shadow. */
  readonly policy: Digest;
  readonly party: PartyKey;
  readonly scope: SanctionScope;
  /** By the one in force. */
  readonly answer: LookupAnswer;
  readonly instead: LookupAnswer;
  /** Rules of the one in the shadow that fired, or else of the one in force, and what they read. */
  readonly rules: readonly string[];
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly at: Instant;
}

/** What becomes of a party that looks a code up. */
export type LookupAnswer = 'allow' | 'freeze' | 'ban';
