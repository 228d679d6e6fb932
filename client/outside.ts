import type { Outcome } from '../domain/code/outcome.ts';
import { reject, type Rejection, type RejectionCode } from '../domain/code/rejection.ts';
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
      const view = await usher.get(call);
      return view.ok ? outsideAnswer(view.public.why ?? { ok: true }) : outsideAnswer(view);
    }),
    check: onGrid(async (call) => outsideAnswer(await usher.check(call))),
    click: onGrid(async (call) => {
      const answer = outsideAnswer(await usher.click(call));
      return answer.ok || answer.code !== 'CODE_UNKNOWN' ? answer : { ok: true };
    }),
  };
}

/** The public form of an answer: nothing of a code but whether it can be used. */
function outsideAnswer(answer: Outcome | Rejection | { readonly ok: true }): OutsideAnswer {
  if (answer.ok) return { ok: true };
  return saysOfACode(answer.code) ? reject('CODE_UNKNOWN') : answer;
}

/** A slip shows by what was typed, whichever codes there are. */
function saysOfACode(code: RejectionCode): boolean {
  return (
    (code.startsWith('CODE_') && code !== 'CODE_MISTYPED') ||
    code === 'CAMPAIGN_ENDED' ||
    code === 'CAMPAIGN_CLOSED'
  );
}
