import { nextWeekly, plusMonths } from '../calendar.ts';
import type { Terms } from '../campaign/terms.ts';
import { plus, type Instant } from '../time.ts';
import type { BatchTiming } from './batch.ts';

/** How often what is paid after a campaign or a stream has another batch. */
export const dailyMs = 86_400_000;
/** How late a scheduled batch may be before the sweep begins one: longer than clocks are put forward. */
export const lateMs = 2 * 3_600_000;
/** How often batches come that schedules begin. */
export const everyMs = { weekly: 7 * dailyMs, 'after-campaign': dailyMs } as const;
/** The timings of rewards whose batches schedules begin. */
export type ScheduledTiming = keyof typeof everyMs;
/** Weekly batches go on for a week beyond the last reward that may wait for one. */
export const weeklyMs = 8 * dailyMs;

/** When the sweep begins a batch of what the one at `last` has left, where no schedule has begun one before. */
export function sweptBatchAt(timing: ScheduledTiming, last: Instant): Instant {
  return plus(last, everyMs[timing] + lateMs);
}

/** When batches of a campaign are asked for. */
interface Asked {
  readonly timing: BatchTiming;
  readonly endsAt: Instant | null;
  readonly after: Instant;
}

/** When the next batch of a campaign comes by its schedules, or of its streams, later than `after`; null where none does any more. */
export function nextBatchAt(terms: Terms, { timing, endsAt, after }: Asked): Instant | null {
  const at = comesAt(terms, { timing, endsAt, after });
  if (timing === 'after-stream' || at === null || endsAt === null) return at;
  return at <= lastBatchAt(terms, endsAt, timing === 'weekly' ? weeklyMs : dailyMs) ? at : null;
}

function comesAt({ rewards, period }: Terms, { timing, endsAt, after }: Asked): Instant | null {
  switch (timing) {
    case 'weekly': {
      const times = rewards
        .filter(({ payout }) => payout.timing === 'weekly')
        .map(({ payout }) => nextWeekly(plus(after, 1), period.timeZone, payout.weekly));
      return times.length === 0 ? null : times.reduce((first, at) => (at < first ? at : first));
    }
    case 'after-campaign': {
      if (endsAt === null) return null;
      const days = Math.max(0, Math.floor((after - endsAt) / dailyMs) + 1);
      return plus(endsAt, days * dailyMs);
    }
    case 'after-stream':
      return plus(after, dailyMs);
  }
}

/** Until when batches come: codes have settled, the last month of every reward with its hold is over, and one more. */
export function lastBatchAt(terms: Terms, end: Instant, batchMs: number): Instant {
  const settledAt = plus(end, terms.validity.settleForMs);
  const { timeZone } = terms.period;
  const due = terms.rewards.map(({ payout, recurring }) =>
    plus(plusMonths(settledAt, (recurring?.months ?? 1) - 1, timeZone), payout.holdMs),
  );
  return plus(
    due.reduce((last, at) => (at > last ? at : last), settledAt),
    batchMs,
  );
}
