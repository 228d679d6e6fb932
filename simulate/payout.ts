import type { PayoutState } from '../domain/commit/rows.ts';
import type { RewardId, SubjectId } from '../domain/ids.ts';
import { plus, type Instant } from '../domain/time.ts';

/** When a payout that came to nothing is tried or asked about again, and when a person takes over. */
const retryMs = 300_000;
const manualAfterMs = 20 * 3_600_000;

/**
 * What a provider says to one attempt. `not-taken`: it took nothing in. `refused`: it will not pay.
 * `unknown`: nobody knows whether it has paid.
 */
export const providerAnswers = ['paid', 'not-taken', 'refused', 'unknown'] as const;
export type ProviderAnswer = (typeof providerAnswers)[number];

/** What is to be paid; an award is of no reward. */
export interface Payable {
  readonly id: RewardId;
  readonly beneficiary: SubjectId;
  readonly reward: string | null;
}

/** A provider that is told what to say; `attempt` is 1 for the first. */
export type VirtualProvider = (payable: Payable, attempt: number) => ProviderAnswer;

/** Pays everything at once. */
export const payingProvider: VirtualProvider = () => 'paid';

/** The delivery of one due reward, in the states of production. */
export interface MemoryPayout {
  readonly state: PayoutState;
  readonly attempts: number;
  /** When it is tried or asked about again; null when it never is by itself. */
  readonly nextAt: Instant | null;
  readonly doubtSince: Instant | null;
  /** All rewards that gathered for the payout that this one is in; absent of one that did not gather. */
  readonly whole?: readonly RewardId[];
}

/** A reward that has just fallen due. */
export function newPayout(now: Instant): MemoryPayout {
  return { state: 'due', attempts: 0, nextAt: now, doubtSince: null };
}

/** What one attempt makes of a payout: time-outs stay unknown until the provider has answered. */
export function attempted(
  payout: MemoryPayout,
  answer: ProviderAnswer,
  now: Instant,
): MemoryPayout {
  const { doubtSince, whole } = payout;
  const attempts = payout.attempts + 1;
  const inDoubt = doubtSince !== null;
  const own = whole === undefined ? {} : { whole };
  const done = { attempts, nextAt: null, doubtSince, ...own };
  switch (answer) {
    case 'paid':
      return { ...done, state: inDoubt ? 'reconciled' : 'paid' };
    case 'refused':
      // The refusal speaks of this request; an earlier one may have paid all the same.
      return { ...done, state: inDoubt ? 'manual' : 'failed' };
    case 'not-taken':
      if (!inDoubt) return { ...done, state: 'intent', nextAt: plus(now, retryMs) };
      return doubtful(done, doubtSince, now);
    case 'unknown':
      return doubtful(done, doubtSince ?? now, now);
  }
}

function doubtful(
  done: Omit<MemoryPayout, 'state'>,
  doubtSince: Instant,
  now: Instant,
): MemoryPayout {
  if (now - doubtSince >= manualAfterMs) return { ...done, doubtSince, state: 'manual' };
  return { ...done, doubtSince, state: 'unknown', nextAt: plus(now, retryMs) };
}
