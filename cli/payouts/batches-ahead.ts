import type { Terms } from '../../domain/campaign/terms.ts';
import {
  lateMs,
  nextBatchAt,
  sweptBatchAt,
  type ScheduledTiming,
} from '../../domain/delivery/batch-times.ts';
import { sweptBy } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { earliest, instant, plus, type Instant } from '../../domain/time.ts';
import { leftHeld, type LeftHeld } from '../../store/payouts/left-held.ts';
import type { Db } from '../../store/query.ts';
import { clock } from '../output/when.ts';

/** A campaign as its batches go by it. */
interface Paying {
  readonly id: CampaignId;
  readonly endsAt: Instant | null;
  /** Of the version in force and its variants. */
  readonly terms: readonly Terms[];
}

/** When the next batch of a kind comes, by the campaign's clock. */
export interface NextBatch {
  readonly timing: ScheduledTiming;
  readonly at: Instant;
  /** Null: its schedule. */
  readonly startedBy: string | null;
}

/**
 * The next batch of each kind later than `asOf`: by the schedules, and after their last by the sweep, if something
 * is held then that a batch may pay.
 * @throws StoreUnavailable
 */
export async function batchesAhead(db: Db, paying: Paying, asOf: Instant): Promise<NextBatch[]> {
  const left = await leftHeld(db, paying.id);
  return (['weekly', 'after-campaign'] as const).flatMap((timing): NextBatch[] => {
    const at = scheduledAt(paying, timing, asOf);
    if (at !== null) return [{ timing, at, startedBy: null }];
    const held = left.find((one) => one.timing === timing);
    return held === undefined ? [] : [{ timing, at: sweptAt(held, asOf), startedBy: sweptBy }];
  });
}

function scheduledAt({ terms, endsAt }: Paying, timing: ScheduledTiming, after: Instant) {
  const paid = terms.filter(({ rewards }) =>
    rewards.some(({ payout }) => payout.timing === timing),
  );
  return earliest(...paid.map((one) => nextBatchAt(one, { timing, endsAt, after })));
}

function sweptAt({ timing, dueAt, lastAt }: LeftHeld, asOf: Instant): Instant {
  const late = plus(dueAt, lateMs);
  const afterLast = lastAt === null ? late : sweptBatchAt(timing, lastAt);
  return instant(Math.max(late, afterLast, asOf));
}

/** What lies ahead, for people. */
export function aheadTexts(ahead: readonly NextBatch[], zone: string): string[] {
  if (ahead.length === 0) return ['No batch lies ahead.'];
  return ahead.map(({ timing, at, startedBy }) =>
    startedBy === null
      ? `The next batch, ${timing}, is at ${clock(at, zone)}.`
      : `The next batch, ${timing}, is begun by ${startedBy} after ${clock(at, zone)}.`,
  );
}
