/**
 * One step of a sequence: the clock moves, then somebody does something. Which code, redemption,
 * review or reward is meant is a number, resolved when the step is played (`cast.ts`), so that a
 * sequence still makes sense when it is cut down.
 */
export interface Step {
  readonly waitMs: number;
  /** In place of `waitMs`: until one of the next instants at which something ends, or just before. */
  readonly edge?: Edge | null;
  readonly act: Act;
}

export interface Edge {
  readonly which: number;
  readonly lessMs: 0 | 1;
}

export type Act =
  | { readonly do: 'issue'; readonly holder: string; readonly channel: string | null }
  | {
      readonly do: 'open';
      readonly code: number;
      readonly visitor: string;
      readonly share: string;
      readonly isNew: boolean;
    }
  | { readonly do: 'campaign'; readonly status: 'open' | 'paused' | 'closed' }
  | { readonly do: 'again'; readonly which: number; readonly changed: boolean }
  | {
      readonly do: 'share';
      readonly code: number;
      readonly via: Via;
      readonly channel: string | null;
    }
  | Use
  | {
      readonly do: 'confirm' | 'release' | 'cancel' | 'reopen';
      readonly which: number;
      readonly aim: Aim;
    }
  | {
      readonly do: 'verify';
      readonly code: number;
      readonly subject: string;
      readonly check: string;
      readonly passed: boolean;
    }
  | {
      readonly do: 'milestone';
      readonly which: number;
      readonly aim: Aim;
      /** Null: the one that comes next. */
      readonly name: string | null;
      readonly purchase: number | null;
      readonly said?: Readonly<Record<string, string | number | boolean>> | null;
    }
  | {
      readonly do: 'refund';
      readonly which: number;
      readonly aim: Aim;
      /** Which milestone's purchases. */
      readonly of: string;
      readonly fen: number;
    }
  | { readonly do: 'reset'; readonly code: number; readonly appeal: boolean }
  | { readonly do: 'revise'; readonly code: number; readonly hits: number }
  | {
      readonly do: 'decide';
      readonly which: number;
      readonly aim: Aim;
      readonly decision: 'approve' | 'refuse';
    }
  | { readonly do: 'freeze'; readonly code: number; readonly forMs: number | null }
  | { readonly do: 'unfreeze'; readonly code: number }
  | { readonly do: 'revoke'; readonly code: number; readonly ban: boolean }
  | {
      readonly do: 'reverse';
      readonly which: number;
      readonly aim: Aim;
      /** In hundredths of what is left: a part of it, or more; null takes all. */
      readonly share?: number | null;
      /** In fen: so much of the purchase that the reward was worked out from was refunded; in place of `share`. */
      readonly refunded?: number | null;
    };

export interface Use {
  readonly do: 'redeem' | 'reserve';
  readonly code: number;
  readonly invitee: string;
  readonly channel: string | null;
  readonly source: string | null;
  readonly region: string | null;
  readonly isExisting: boolean;
  /** For a late attribution by hand: how long ago, or at an end of the code's life. */
  readonly late: number | 'issue' | 'end' | null;
}

export type Via = 'share-reported' | 'share-opened' | 'share-opened-by-new';
/** At what is open, at anything there ever was, or at the same but by way of another code. */
export type Aim = 'open' | 'any' | 'elsewhere';
