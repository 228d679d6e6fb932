import type { ShareVia } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { RejectionCode } from '../../domain/code/rejection.ts';
import type { CodeState, CodeStatus } from '../../domain/code/state.ts';

/**
 * What people do with one campaign's codes, told once and played twice: against the real services
 * (demo, tests) and in the simulator. People are named; a code is named by its first holder.
 */
export interface Story {
  readonly campaign: string;
  readonly title: string;
  /** Changes the campaign's file before it is published, under an id of its own. */
  readonly variant?: {
    readonly id: string;
    readonly replace: readonly (readonly [string, string])[];
  };
  readonly steps: readonly Step[];
  readonly promise: StoryPromise;
}

/** One thing that somebody does. `expect` is `ok` unless it says which refusal is right. */
export type Step = Act & { readonly expect?: RejectionCode; readonly say?: string };

export type Act =
  | {
      readonly do: 'issue';
      readonly of: string;
      readonly channel?: string;
      /** By which invitees may name the holder. */
      readonly phone?: string;
      readonly parameters?: Readonly<Record<string, string>>;
    }
  | {
      readonly do: 'open';
      readonly of: string;
      readonly by: string;
      readonly share: string;
      readonly isNew?: boolean;
    }
  | { readonly do: 'share'; readonly of: string; readonly via: ShareVia; readonly share: string }
  | {
      readonly do: 'redeem' | 'reserve';
      readonly of: string;
      readonly by: string;
      readonly channel?: string;
      readonly existingCustomer?: boolean;
      /** The phone that has a one-time password sent to it first, which is then entered. */
      readonly phone?: string;
      readonly region?: string;
      /** The version of the text that they agree to first, for that region. */
      readonly agrees?: string;
      /** Whether the phone of the code's holder is given as the inviter's, or another. */
      readonly inviterPhone?: 'right' | 'wrong';
      /** Whether what the holder's authenticator shows is entered with the code. */
      readonly authenticated?: boolean;
      /** How long ago it happened, in milliseconds, by the service's clock. */
      readonly agoMs?: number;
      /** How the code came to them, where it was read out of a picture or a text. */
      readonly read?: 'scanned' | 'pasted';
    }
  | { readonly do: 'confirm' | 'release'; readonly of: string; readonly by: string }
  | {
      readonly do: 'milestone';
      readonly by: string;
      readonly reached: string;
      readonly purchase?: number;
    }
  /** The verifier checks a code's holder, or somebody who comes to it. */
  | VerifyAct
  | {
      readonly do: 'decide';
      readonly of: string;
      readonly by: string;
      readonly decision: 'approve' | 'refuse';
    }
  | {
      readonly do: 'reset' | 'freeze' | 'unfreeze' | 'revoke';
      readonly of: string;
      readonly reason: string;
    }
  | { readonly do: 'openStream' | 'closeStream'; readonly by: string }
  | { readonly do: 'wait'; readonly for: string };

/** `passed` at once unless the story says so; `delayed`: it passes after a while. */
export interface VerifyAct {
  readonly do: 'verify';
  readonly of: string;
  readonly by?: string;
  readonly check: string;
  readonly result?: 'failed' | 'delayed';
}

/** Written by hand beside the story: what the campaign's file promises for it. */
export interface StoryPromise {
  /** Status of each code, by holder and generation: `ann/1`. */
  readonly codes: Readonly<Record<string, CodeStatus>>;
  /** What each person has received in the end, in minor units, by person and asset. */
  readonly received: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What is promised and not yet paid, by asset. */
  readonly held?: Readonly<Record<string, number>>;
  /** Messages sent, by template. */
  readonly messages: Readonly<Record<string, number>>;
}

/** Where a story is played. */
export interface Stage {
  /** Plays one step. Undefined for what has no outcome: issuing, opening, waiting. */
  readonly play: (step: Act) => Promise<Outcome | undefined>;
  /** What it has come to. */
  readonly read: () => Promise<StoryState>;
}

/** What a story came to, free of ids and times, so that two stages can be compared. */
export interface StoryState {
  readonly codes: Readonly<Record<string, CodeStatus>>;
  readonly received: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly held: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  /** What each code has counted, by holder and generation. */
  readonly counts: Readonly<Record<string, CodeCounts>>;
  /** `kind source -> destination minor asset`, sorted; and why and by whom, where a commit made it. */
  readonly entries: readonly string[];
}

/** What a code counts, however long its life was. */
export type CodeCounts = Pick<
  CodeState,
  'shares' | 'uses' | 'redemptions' | 'reviewsOpen' | 'resets' | 'granted'
>;

/** The counts among a code's state. */
export function countsOf(state: CodeState): CodeCounts {
  const { shares, uses, redemptions, reviewsOpen, resets, granted } = state;
  return { shares, uses, redemptions, reviewsOpen, resets, granted };
}

/**
 * All of an outcome that two stages must say alike: without ids and instants, and lengths of time in
 * minutes, since one of them has a real clock.
 */
export function comparable(outcome: Outcome | undefined): object | null {
  if (outcome === undefined) return null;
  if (!outcome.ok) {
    const { code, message, check, rules, until, successor } = outcome;
    const marks = { until: until !== undefined, successor: successor !== undefined };
    return { code, message, check, rules, ...marks };
  }
  const { status, counted, extendedByMs = 0, redemptionState, rules, forwardedTo } = outcome;
  const inStream = outcome.stream !== undefined;
  const rewards = outcome.rewards?.map((reward) =>
    reward.granted
      ? { ...reward, id: null, dueAt: null, stream: reward.stream !== undefined }
      : reward,
  );
  const extendedBy = Math.round(extendedByMs / 60_000);
  const forwarded = forwardedTo !== undefined;
  return { status, counted, extendedBy, redemptionState, inStream, rules, rewards, forwarded };
}

/** What one step came to, in a word: `ok`, a rejection's code, or nothing to say. */
export function word(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome.ok) return 'ok';
  return outcome.code;
}
