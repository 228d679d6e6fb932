import { ScheduleAlreadyRunning, type Client, type ScheduleSpec } from '@temporalio/client';

import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { batchWorkflowType, type BatchTiming } from '../../domain/delivery/batch.ts';
import { dailyMs, lastBatchAt, weeklyMs } from '../../domain/delivery/batch-times.ts';
import { onQueue } from '../../domain/delivery/dispatcher.ts';
import type { Instant } from '../../domain/time.ts';

const weekdays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;

/** When a campaign runs, in real time. */
export interface SchedulePeriod {
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

interface Plan {
  readonly name: string;
  readonly timing: BatchTiming;
  readonly spec: ScheduleSpec;
  readonly note: string;
}

/**
 * Makes or renews the schedules of a campaign's payout batches: one for each weekday and hour that
 * its terms name, by the campaign's own clock; and for what is paid after the campaign one that
 * begins at its end and comes back daily for rewards that are earned or held beyond it. Doing it
 * again changes nothing. Schedules of former versions stay, an end is only put off, and one that had none
 * gets none, since codes still run under those.
 * Returns the ids.
 */
export async function ensureSchedules(
  temporal: Client,
  terms: Terms,
  period: SchedulePeriod,
  taskQueue: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const plan of plansOf(terms, period)) {
    const scheduleId = onQueue(`payouts/${terms.campaign}/${plan.name}`, taskQueue);
    const definition = {
      spec: plan.spec,
      action: {
        type: 'startWorkflow' as const,
        workflowType: batchWorkflowType,
        // The time is added to it.
        workflowId: onQueue(`batch/${terms.campaign}/${plan.name}`, taskQueue),
        taskQueue,
        args: [{ campaign: terms.campaign, timing: plan.timing, asOf: null }],
      },
      // A batch that is missed while everything is down is made up for, once.
      policies: { overlap: 'BUFFER_ONE' as const, catchupWindow: 30 * dailyMs },
    };
    try {
      await temporal.schedule.create({ ...definition, scheduleId, state: { note: plan.note } });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const handle = temporal.schedule.getHandle(scheduleId);
      await handle.update(({ spec, state }) => ({
        ...definition,
        spec: notShortened(plan.spec, spec.endAt),
        state,
      }));
    }
    ids.push(scheduleId);
  }
  return ids;
}

function notShortened({ endAt, ...spec }: ScheduleSpec, before: Date | undefined): ScheduleSpec {
  if (endAt === undefined || before === undefined) return spec;
  return { ...spec, endAt: before > endAt ? before : endAt };
}

function plansOf(terms: Terms, period: SchedulePeriod): Plan[] {
  const weekly = terms.rewards.filter(({ payout }) => payout.timing === 'weekly');
  const plans = new Map(weekly.map((reward) => weeklyPlan(terms, reward, period)).map(byName));
  if (period.endsAt !== null && pays(terms, 'after-campaign')) {
    const plan = afterCampaignPlan(terms, period.endsAt);
    plans.set(plan.name, plan);
  }
  return [...plans.values()];
}

function byName(plan: Plan): [string, Plan] {
  return [plan.name, plan];
}

function weeklyPlan(terms: Terms, reward: RewardTerms, period: SchedulePeriod): Plan {
  const { weekday, hour } = reward.payout.weekly;
  const dayOfWeek = weekdays[weekday - 1];
  if (dayOfWeek === undefined) throw new RangeError(`no weekday ${String(weekday)}`);
  const endsAt =
    period.endsAt === null ? null : new Date(lastBatchAt(terms, period.endsAt, weeklyMs));
  return {
    name: `weekly-${dayOfWeek.toLowerCase()}-${String(hour).padStart(2, '0')}`,
    timing: 'weekly',
    spec: {
      calendars: [{ dayOfWeek, hour, minute: 0, second: 0 }],
      timezone: terms.period.timeZone,
      startAt: new Date(period.startsAt),
      ...(endsAt === null ? {} : { endAt: endsAt }),
    },
    note: `Weekly payouts of ${terms.campaign}`,
  };
}

function afterCampaignPlan(terms: Terms, end: Instant): Plan {
  // Schedules know whole seconds; the batch must not come before the end.
  const startsAt = Math.ceil(end / 1000) * 1000;
  return {
    name: 'after-campaign',
    timing: 'after-campaign',
    spec: {
      intervals: [{ every: dailyMs, offset: startsAt % dailyMs }],
      startAt: new Date(startsAt),
      endAt: new Date(lastBatchAt(terms, end, dailyMs)),
    },
    note: `Payouts of ${terms.campaign} after its end`,
  };
}

function pays(terms: Terms, timing: BatchTiming): boolean {
  return terms.rewards.some(({ payout }) => payout.timing === timing);
}
