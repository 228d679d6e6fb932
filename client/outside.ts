import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { CodeInput, ClickCall, OnCode, UseCall } from './calls.ts';
import type { Usher } from './usher.ts';

/** What somebody outside is told of a code: that it can be used, or a "no" that says nothing about it. */
export type OutsideAnswer = { readonly ok: true } | Rejection;

/** What people who are not trusted may ask. */
export interface Outside {
  /** Whether a code can be used now, by anybody. */
  get(call: OnCode): Promise<OutsideAnswer>;
  /** Whether this person could redeem it now. */
  check(call: UseCall): Promise<OutsideAnswer>;
  /** Records that it was opened, and says nothing about it at all. */
  click(call: ClickCall): Promise<OutsideAnswer>;
}

export interface OutsideOptions {
  /** Answers are given at multiples of this after the call, in milliseconds: 50 unless said otherwise. */
  readonly gridMs?: number;
  /** Milliseconds that only grow, and a wait of so many of them; those of the process unless time is made up. */
  readonly clock?: Clock;
}

interface Clock {
  now(): number;
  wait(ms: number): Promise<void>;
}

const processClock: Clock = {
  now: () => performance.now(),
  wait: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
};

/**
 * The look-ups of a client as they may be shown to people outside. Codes that do not exist, that are of another
 * campaign, and that exist and cannot be used are answered by one body, from the row, on one grid of time. What
 * services of your own are to know, ask the client itself.
 */
export function forOutsiders(
  usher: Pick<Usher, 'get' | 'check' | 'click'>,
  { gridMs = 50, clock = processClock }: OutsideOptions = {},
): Outside {
  const onGrid =
    <C extends { readonly code: CodeInput }>(ask: (call: C) => Promise<OutsideAnswer>) =>
    async (call: C): Promise<OutsideAnswer> => {
      const begun = clock.now();
      try {
        return await ask(call);
      } finally {
        const took = clock.now() - begun;
        await clock.wait(gridMs - (took % gridMs));
      }
    };
  return {
    get: onGrid(async (call) => {
      return usable(usher, call);
    }),
    check: onGrid(async (call) => {
      const answer = await usher.check(call);
      if (answer.ok) return { ok: true };
      if (isOfWhoAsks(answer)) return bare(answer);
      const open = await usable(usher, call);
      return open.ok ? bare(answer) : open;
    }),
    click: onGrid(async (call) => {
      const answer = await usher.click(call);
      return answer.ok || !isOfWhoAsks(answer) ? { ok: true } : bare(answer);
    }),
  };
}

/** Whether a code can be used, and else nothing of it. */
async function usable(usher: Pick<Usher, 'get'>, call: OnCode): Promise<OutsideAnswer> {
  const view = await usher.get(call);
  if (view.ok) return view.public.why === null ? { ok: true } : reject('CODE_UNKNOWN');
  return isOfWhoAsks(view) ? bare(view) : reject('CODE_UNKNOWN');
}

/** What would have been said of any code. */
function isOfWhoAsks({ code }: Rejection): boolean {
  return code === 'INVALID_COMMAND' || code === 'PARTY_FROZEN' || code === 'PARTY_BANNED';
}

/** Without rules, other codes and other campaigns. */
function bare({ code, message }: Rejection): Rejection {
  return { ok: false, code, message };
}
