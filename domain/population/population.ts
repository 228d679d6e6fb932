import type { Duration } from '../time.ts';

/** The ways in which people try to earn rewards without bringing anybody. */
export const attackKinds = ['selfReferral', 'deviceFarm', 'ipRotation', 'codeGuessing'] as const;
export type AttackKind = (typeof attackKinds)[number];

/** Made-up people in normal form: what `compile` makes of a population's YAML. Shares are 0 to 1. */
export interface Population {
  readonly id: string;
  /** How many ask for a code by themselves while the campaign runs. */
  readonly people: number;
  readonly arrivals: 'even' | 'launch' | 'growing';
  readonly hours: 'even' | 'waking' | 'office' | 'evening';
  /** Weights; empty is all channels of the campaign alike. */
  readonly channels: Readonly<Record<string, number>>;
  /** Weights by ISO 3166 code; empty is all regions alike from which the scenario lets people redeem. */
  readonly regions: Readonly<Record<string, number>>;
  /** How many values each parameter of codes has; codes carry none that is not here. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Shares of all people by the segment that they are in; whoever is left is in none. */
  readonly segments: Readonly<Record<string, number>>;
  readonly inviters: {
    readonly shares: number;
    readonly withinMs: Duration;
    readonly reach: number;
    readonly verified: number;
  };
  readonly invitees: {
    readonly opensWithinMs: Duration;
    readonly redeem: number;
    readonly existing: number;
    readonly again: number;
    readonly inviteToo: number;
    readonly reach: number;
    readonly milestones: Readonly<Record<string, number>>;
    readonly reachWithinMs: Duration;
    /** As it was written: its decimals are those of the campaign's currency. */
    readonly purchase: string;
  };
  readonly attackers: Readonly<Record<AttackKind, Attackers>> & {
    readonly reach: number;
    readonly verified: number;
  };
}

/** How many there are of a kind, and what each of them does. */
export interface Attackers {
  readonly share: number;
  readonly identities: number;
  readonly everyMs: Duration;
}
