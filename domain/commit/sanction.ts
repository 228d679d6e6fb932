import type { Digest } from '../ids.ts';
import type { FactValue } from '../policy/facts.ts';
import type { PartyKey, SanctionScope } from '../policy/party.ts';
import type { Instant } from '../time.ts';

/** A party is kept out until `until`, or for good. */
export interface SanctionRow {
  readonly party: PartyKey;
  readonly scope: SanctionScope;
  readonly until: Instant | null;
  /** The how manieth of the party it is, so that two commits do not give the same one twice. */
  readonly number: number;
  /** The rules that earned it. */
  readonly rules: readonly string[];
  /** The version of the risk policy that has them, and what they read. */
  readonly policy: Digest;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly at: Instant;
  /** Of a person: whether the codes that they hold cannot be used while it stands. */
  readonly suspends: boolean;
  /** Of a person, for good: whether their rewards on hold are taken back while it stands. */
  readonly voids: boolean;
}

/** What stands against whoever holds a code: until when, or for good (null), and by which rules. */
export interface Suspension {
  readonly until: Instant | null;
  readonly rules: readonly string[];
}
