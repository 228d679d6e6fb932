import type { ShareVia, Side } from '../domain/campaign/terms.ts';
import type { MilestoneCommand, Origin, Part, Refund } from '../domain/code/command.ts';
import type { RejectionCode } from '../domain/code/rejection.ts';
import type { Asset, MinorUnits } from '../domain/money.ts';
import type { PointsCap } from '../domain/points/caps.ts';
import type { Duration, Instant } from '../domain/time.ts';
import type { Path } from '../compile/diagnostic.ts';
import type { Parsed } from '../compile/parse.ts';
import type { SupposedPhone } from '../simulate/stated-phones.ts';
import type { ProviderText } from './schema/file.ts';
import type { StateText } from './schema/state.ts';

/** A test file that can be played: no mistake was found in it. */
export interface CampaignTest {
  readonly file: string;
  readonly parsed: Parsed;
  /** Paths as they are written, seen from the file. */
  readonly campaign: string;
  readonly policies: readonly string[];
  readonly now: Instant;
  readonly people: ReadonlyMap<string, Person>;
  readonly cases: readonly TestCase[];
}

/** Somebody in a test. */
export interface Person {
  readonly existingCustomer: boolean;
  readonly region?: string | undefined;
  readonly source?: string | undefined;
  readonly variant?: string | undefined;
  readonly origin: PersonOrigin;
  /** Lists of certified users that they belong to. */
  readonly certified: readonly string[];
}

/** What somebody brings along. */
export type PersonOrigin = Pick<
  Origin,
  'device' | 'phone' | 'payee' | 'deviceReports' | 'networkKind' | 'sourceCountry' | 'sourceAsn'
> & { readonly network?: string; readonly accountAge?: Duration };

/** One test, or one row of one that has a matrix. */
export interface TestCase {
  /** With the row's values, where there is a matrix. */
  readonly name: string;
  readonly path: Path;
  /** Whether other rows share the same text, so that no expectation of it can be rewritten. */
  readonly isRow: boolean;
  /** The row's values, `after +1h, tries 2`; empty where there is no matrix. */
  readonly row: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly provider: ProviderText;
  /** What the operator's account has for renewals; undefined is as much as they take. */
  readonly operator?: { readonly asset: Asset; readonly minor: MinorUnits } | undefined;
  readonly steps: readonly Step[];
  readonly then: StateText;
}

/** One line of a test: what is done, by everybody it names, and what is expected of each. */
export interface Step {
  readonly path: Path;
  /** What the step's one amount is of, which `bind` holds against the campaign; undefined where it has none. */
  readonly money?: { readonly field: 'purchase' | 'amount'; readonly asset: Asset } | undefined;
  /** Null: right after the step before. */
  readonly at: Instant | null;
  readonly acts: readonly Act[];
  readonly times: number;
  readonly expected: Expected | null;
  readonly then: StateText;
}

/** What is expected of one act's outcome; what is undefined is not looked at. */
export interface Expected {
  readonly outcome: 'ok' | RejectionCode;
  readonly cap?: PointsCap | undefined;
  readonly rules?: readonly string[] | undefined;
  /** By reward; several where one report reaches several steps. */
  readonly earns?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly answeredBy?: string | undefined;
  readonly expires?: string | undefined;
}

/** One thing that somebody does. A code is named by its holder, or by what `save` called it. */
export type Act =
  | {
      readonly do: 'issue';
      readonly of: string;
      readonly channel?: string | undefined;
      readonly save: string;
      readonly parameters?: Readonly<Record<string, string>> | undefined;
      readonly segment?: string | undefined;
    }
  | { readonly do: 'open'; readonly of: string; readonly by: string; readonly share: string }
  | {
      readonly do: 'share';
      readonly of: string;
      readonly via: ShareVia;
      readonly share?: string | undefined;
      readonly channel?: string | undefined;
    }
  | ({ readonly do: 'redeem' | 'reserve'; readonly of: string; readonly by: string } & How)
  | { readonly do: 'confirm' | 'release'; readonly by: string }
  | {
      readonly do: 'milestone';
      readonly by: string;
      readonly of?: string | undefined;
      readonly reached: string;
      readonly purchaseAmountMinor?: number | undefined;
      readonly properties?: MilestoneCommand['properties'] | undefined;
    }
  | {
      readonly do: 'verify';
      readonly of: string;
      readonly by: string;
      readonly check: string;
      readonly result: 'passed' | 'failed';
    }
  | {
      readonly do: 'review';
      readonly by: string;
      readonly actor?: string | undefined;
      readonly decision: 'approve' | 'refuse';
      readonly reason: string;
    }
  | { readonly do: 'reset'; readonly of: string; readonly reason: string; readonly appeal: boolean }
  | {
      readonly do: 'freeze';
      readonly of: string;
      readonly reason: string;
      readonly for?: Duration | undefined;
    }
  | { readonly do: 'unfreeze'; readonly of: string; readonly reason: string }
  | { readonly do: 'revise'; readonly of: string; readonly hits: number }
  | { readonly do: 'revoke'; readonly of: string; readonly reason: string; readonly ban: boolean }
  | {
      readonly do: 'reverse';
      readonly by: string;
      readonly reward: string;
      readonly side: Side;
      readonly part?: Part;
      readonly reason: string;
    }
  | {
      readonly do: 'cancel' | 'reopen';
      readonly by: string;
      readonly reason: string;
      readonly refund?: Refund | undefined;
    }
  | {
      readonly do: 'sendPassword';
      readonly of: string;
      readonly by: string;
      readonly operation: 'redeem' | 'reserve';
    }
  | { readonly do: 'openStream' | 'closeStream'; readonly by: string }
  | {
      readonly do: 'award';
      readonly to: string;
      readonly asset: Asset;
      readonly minor: MinorUnits;
      readonly actor: string;
      readonly reason: string;
    }
  | {
      readonly do: 'decideAward';
      readonly to: string;
      readonly decision: 'approve' | 'refuse';
      readonly actor: string;
      readonly reason: string;
    }
  | {
      readonly do: 'reverseAward';
      readonly to: string;
      readonly returned: boolean;
      readonly actor: string;
      readonly reason: string;
    }
  | {
      readonly do: 'decideBatch';
      readonly decision: 'approve' | 'refuse';
      readonly actor: string;
      readonly batch?: number | undefined;
    }
  | {
      readonly do: 'reservePoints';
      readonly by: string;
      readonly amount: number;
      readonly price: number | null;
      readonly purpose?: string | undefined;
      readonly for?: Duration | undefined;
    }
  | {
      readonly do: 'confirmPoints' | 'releasePoints';
      readonly by: string;
      readonly purpose?: string | undefined;
    }
  | { readonly do: 'wait'; readonly for: Duration };

/** How an invitee came. */
interface How {
  readonly password?: 'entered' | 'wrong' | 'missing' | undefined;
  readonly consent?: 'given' | 'missing' | undefined;
  readonly inviterPhone?: SupposedPhone | undefined;
  readonly channel?: string | undefined;
  readonly share?: string | undefined;
  readonly source?: string | undefined;
  readonly region?: string | undefined;
  /** How long before it arrives it happened. */
  readonly ago?: Duration | undefined;
}
