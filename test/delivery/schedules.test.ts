import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ensureSchedules } from '../../client/batches/ensure-schedules.ts';
import { nextWeekly, plusMonths } from '../../domain/calendar.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { booked, seedCampaign, seedRewards } from './fixture.ts';

const weekMs = 7 * 86_400_000;
let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
  await stage.work({ services: { provider: service, notifier: service } });
});
afterAll(async () => {
  for await (const { scheduleId } of stage.client.schedule.list()) {
    if (!scheduleId.endsWith(stage.queues.effects)) continue;
    await stage.client.schedule.getHandle(scheduleId).delete();
  }
  await stage.close();
});

function reward(timing: RewardTerms['payout']['timing'], weekday = 1, hour = 10): RewardTerms {
  const payout = { timing, holdMs: duration(0), weekly: { weekday, hour } };
  return { ...redPacket, id: `${timing}-${String(weekday)}`, payout };
}

function termsWith(campaign: string, ...rewards: RewardTerms[]): Terms {
  return termsLike({ campaign: campaign as CampaignId, rewards });
}

describe('the schedules of a campaign', () => {
  it('run weekly at the hour of the campaign’s own clock, one for each weekday and hour', async () => {
    const terms = termsWith(
      `c-${randomUUID()}`,
      reward('weekly'),
      reward('weekly', 5, 18),
      reward('instant'),
    );
    const now = instant(Date.now());
    const period = { startsAt: now, endsAt: null };
    const ids = await ensureSchedules(stage.client, terms, period, stage.queues.effects);
    expect(ids.map((id) => id.split('/')[2]?.split('@')[0])).toEqual([
      'weekly-monday-10',
      'weekly-friday-18',
    ]);
    for (const [index, weekly] of [
      { weekday: 1, hour: 10 },
      { weekday: 5, hour: 18 },
    ].entries()) {
      const handle = stage.client.schedule.getHandle(ids[index] ?? '');
      const { info } = await handle.describe();
      const first = nextWeekly(now, 'Asia/Shanghai', weekly);
      expect(info.nextActionTimes.slice(0, 2).map((at) => at.getTime())).toEqual([
        first,
        first + weekMs,
      ]);
    }
  });

  it('stay as they are when made again, and end when nothing can fall due any more', async () => {
    const terms = termsWith(`c-${randomUUID()}`, reward('weekly'));
    const now = instant(Date.now());
    const make = (endsAt: number): Promise<string[]> =>
      ensureSchedules(
        stage.client,
        terms,
        { startsAt: now, endsAt: instant(endsAt) },
        stage.queues.effects,
      );
    const [id] = await make(now + weekMs);
    expect(await make(now + 2 * weekMs)).toEqual([id]);
    const { spec, policies } = await stage.client.schedule.getHandle(String(id)).describe();
    const last = now + 2 * weekMs + terms.validity.settleForMs + 8 * 86_400_000;
    expect(spec.endAt?.getTime()).toBe(last);
    expect(policies.overlap).toBe('BUFFER_ONE');
  });

  it('end no earlier for a version under which less is owed, since codes of the former one still run', async () => {
    const monthly = { ...reward('weekly'), recurring: { months: 12 } };
    const campaign = `c-${randomUUID()}`;
    const startsAt = instant(Date.now());
    const endsAt = plus(startsAt, weekMs);
    const endOf = async (terms: Terms, end: typeof endsAt | null): Promise<number | undefined> => {
      const period = { startsAt, endsAt: end };
      const [id] = await ensureSchedules(stage.client, terms, period, stage.queues.effects);
      const { spec } = await stage.client.schedule.getHandle(String(id)).describe();
      return spec.endAt?.getTime();
    };
    const first = await endOf(termsWith(campaign, monthly), endsAt);
    expect(first).toBeGreaterThan(plusMonths(endsAt, 11, 'Asia/Shanghai'));
    expect(await endOf(termsWith(campaign, reward('weekly')), endsAt)).toBe(first);
    expect(await endOf(termsWith(campaign, reward('weekly')), null)).toBeUndefined();
    expect(await endOf(termsWith(campaign, reward('weekly')), endsAt)).toBeUndefined();
  });

  it('go on until the last month of a recurring reward has fallen due', async () => {
    const yearly = { ...reward('weekly'), recurring: { months: 12 } };
    const terms = termsWith(`c-${randomUUID()}`, yearly);
    const startsAt = instant(Date.now());
    const endsAt = plus(startsAt, weekMs);
    const period = { startsAt, endsAt };
    const [id] = await ensureSchedules(stage.client, terms, period, stage.queues.effects);
    const { spec } = await stage.client.schedule.getHandle(String(id)).describe();
    const earned = plus(endsAt, terms.validity.settleForMs);
    const { timeZone } = terms.period;
    const last = nextWeekly(plusMonths(earned, 11, timeZone), timeZone, yearly.payout.weekly);
    expect(spec.endAt?.getTime()).toBeGreaterThan(last);
  });

  it('pay what was due by the campaign’s clock when they fire', async () => {
    const ahead = 3 * weekMs;
    const campaign = await seedCampaign(stage.pool, { clockOffsetMs: ahead });
    const held = { state: 'held', timing: 'weekly', kind: 'points' } as const;
    const now = Date.now();
    const [due] = await seedRewards(stage.pool, campaign, { ...held, dueAt: now + ahead - 1 });
    const [later] = await seedRewards(stage.pool, campaign, { ...held, dueAt: now + 2 * ahead });
    if (due === undefined || later === undefined) throw new Error('nothing seeded');
    const [id] = await ensureSchedules(
      stage.client,
      termsWith(campaign, reward('weekly')),
      { startsAt: instant(now), endsAt: null },
      stage.queues.effects,
    );
    await stage.client.schedule.getHandle(String(id)).trigger();
    const state = async (): Promise<string> => (await booked(stage.pool, due)).reward;
    await expect.poll(state, { timeout: 20_000 }).toBe('paid');
    expect(await booked(stage.pool, later)).toMatchObject({ reward: 'held', posts: 0 });
  });

  it('pay by themselves once the campaign is over, and not before', async () => {
    const campaign = await seedCampaign(stage.pool);
    const endsAt = plus(instant(Date.now()), 4_000);
    const held = { state: 'held', timing: 'after-campaign', kind: 'virtual-item' } as const;
    const [item] = await seedRewards(stage.pool, campaign, { ...held, dueAt: endsAt });
    if (item === undefined) throw new Error('nothing seeded');
    const [id] = await ensureSchedules(
      stage.client,
      termsWith(campaign, reward('after-campaign')),
      { startsAt: instant(Date.now()), endsAt },
      stage.queues.effects,
    );
    expect(id).toContain('after-campaign');
    const state = async (): Promise<string> => (await booked(stage.pool, item)).reward;
    await expect.poll(state, { timeout: 30_000 }).toBe('paid');
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
  });
});
