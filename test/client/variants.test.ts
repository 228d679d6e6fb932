import { afterAll, beforeAll, expect, test } from 'vitest';

import { fastForwardCampaign, type Forwarded } from '../../client/fast-forward.ts';
import type { CampaignPublished } from '../../client/publish.ts';
import { hourAndWeekday } from '../../domain/calendar.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, instant, type Instant } from '../../domain/time.ts';
import { check } from '../../reconcile/check.ts';
import { createService, type Service } from './service.ts';
import {
  compiled,
  deleteSchedules,
  holderOf,
  invite,
  publish,
  variantOf,
  variedYaml,
} from './varied.ts';

const hour = 3_600_000;
const day = 24 * hour;
const zone = 'Asia/Shanghai';
const campaign = 'varied' as CampaignId;
const variants = ['a', 'b', 'hold-out', 'gold'] as const;
type Variant = (typeof variants)[number];

const made = compiled(variedYaml);
let service: Service;
let published: CampaignPublished;
const people = new Map<Variant, string>();
const batches: Instant[] = [];
const codes = new Map<Variant, { readonly code: string; readonly value: string }>();

beforeAll(async () => {
  service = await createService({ worker: false });
  const nowhere = {
    url: 'http://127.0.0.1:9',
    secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
  };
  await service.stage.work({ services: { provider: nowhere, notifier: nowhere } });
  published = await publish(service, made, { source: variedYaml });
});

afterAll(async () => {
  await deleteSchedules(service);
  await service.close();
});

function codeOf(variant: Variant): { readonly code: string; readonly value: string } {
  const known = codes.get(variant);
  if (known === undefined) throw new Error(`nobody has a code of ${variant}`);
  return known;
}

async function forward(ms: number): Promise<Forwarded> {
  const { client: temporal, pool, queues } = service.stage;
  const services = { temporal, pool, taskQueue: queues.codes, effectsTaskQueue: queues.effects };
  return fastForwardCampaign(services, campaign, duration(ms));
}

test('each weekday and hour of a variant has a schedule, and what is paid in the end', async () => {
  expect(published.schedules.map((id) => id.split('/')[2]?.split('@')[0])).toEqual([
    'weekly-monday-10',
    'weekly-thursday-18',
    'after-campaign',
  ]);
  const next = async (index: number): Promise<object> => {
    const handle = service.stage.client.schedule.getHandle(published.schedules[index] ?? '');
    const [at] = (await handle.describe()).info.nextActionTimes;
    return hourAndWeekday(instant(at?.getTime() ?? 0), zone);
  };
  expect(await next(0)).toEqual({ weekday: 1, hour: 10 });
  expect(await next(1)).toEqual({ weekday: 4, hour: 18 });
});

test('people get the variant that they are assigned, or one of their segment', async () => {
  for (const variant of variants) {
    const isGold = variant === 'gold';
    const holder = holderOf(made.terms, isGold ? 'b' : variant);
    const segment = isGold ? { segment: 'gold' } : {};
    const issued = await service.usher.issue({ campaign, holder, ...segment });
    if (!issued.ok) throw new Error(issued.message);
    people.set(variant, holder);
    codes.set(variant, issued);
    expect(issued.variant).toBe(variant);
    expect(await variantOf(service, issued.code)).toBe(variant);
    const asked = await service.usher.issue({ campaign, holder, codeId: issued.code });
    expect(asked).toMatchObject({ created: false, variant });
  }
  const again = await service.issue(campaign, people.get('gold') ?? '');
  expect(again.created).toBe(true);
  expect(await variantOf(service, again.code)).toBe('gold');
});

test('each earns by the terms of their variant, from one budget', async () => {
  const earned = new Map<Variant, object>();
  for (const variant of variants) {
    earned.set(variant, await invite(service, campaign, codeOf(variant).value));
  }
  expect(Object.fromEntries(earned)).toEqual({
    a: { thanks: 100 },
    b: { thanks: 200, badge: 1 },
    'hold-out': {},
    gold: { thanks: 300 },
  });
  const { rows } = await service.stage.pool.query(
    `SELECT key, used::int AS used FROM counter
     WHERE campaign = $1 AND key LIKE 'budget:%' ORDER BY key`,
    [campaign],
  );
  expect(rows).toEqual([
    { key: 'budget:item:badge/0', used: 1 },
    { key: 'budget:points/0', used: 600 },
  ]);
});

test('a successor has the variant, and each lives as long as its own says', async () => {
  batches.push(...(await forward(60 * hour)).batches);
  for (const variant of variants) {
    const view = await service.usher.get({ code: { codeId: codeOf(variant).code } });
    if (!view.ok) throw new Error(view.message);
    expect(view.shown.status).toBe(variant === 'gold' ? 'active' : 'replaced');
    if (view.row.successor === null) continue;
    expect(await variantOf(service, view.row.successor)).toBe(variant);
  }
  expect(await invite(service, campaign, codeOf('b').value)).toEqual({ thanks: 200, badge: 1 });
});

test('batches of every variant are run on the way, each at its own weekday and hour', async () => {
  batches.push(...(await forward(25 * day)).batches);
  const times = batches.map((at) => hourAndWeekday(at, zone));
  expect(times).toContainEqual({ weekday: 1, hour: 10 });
  expect(times).toContainEqual({ weekday: 4, hour: 18 });
  expect(batches).toContain(published.version.endsAt);
  const { rows } = await service.stage.pool.query<{ paid: number; due: number }>(
    `SELECT r.beneficiary, r.reward, r.minor::int AS minor, r.state, r.due_at AS due, e.at AS paid
     FROM reward r LEFT JOIN entry e ON e.reward = r.id AND e.kind = 'post'
     WHERE r.campaign = $1 ORDER BY r.minor, r.due_at`,
    [campaign],
  );
  const [a, b, gold] = [people.get('a'), people.get('b'), people.get('gold')];
  expect(rows).toMatchObject([
    { beneficiary: b, reward: 'badge', minor: 1, state: 'paid' },
    { beneficiary: b, reward: 'badge', minor: 1, state: 'paid' },
    { beneficiary: a, reward: 'thanks', minor: 100, state: 'paid' },
    { beneficiary: b, reward: 'thanks', minor: 200, state: 'paid' },
    { beneficiary: b, reward: 'thanks', minor: 200, state: 'paid' },
    { beneficiary: gold, reward: 'thanks', minor: 300, state: 'paid' },
  ]);
  expect(rows.map(({ paid }) => paid)).toEqual(rows.map(({ due }) => due));
  const dueOf = (index: number): object => hourAndWeekday(instant(rows[index]?.due ?? 0), zone);
  expect([dueOf(2), dueOf(3), dueOf(5)]).toEqual([
    { weekday: 1, hour: 10 },
    { weekday: 4, hour: 18 },
    { weekday: 1, hour: 10 },
  ]);
  expect(rows.slice(0, 2).map(({ due }) => due)).toEqual([
    published.version.endsAt,
    published.version.endsAt,
  ]);
});

test('in the end all codes are settled, and rows, workflows and ledger agree', async () => {
  await forward(40 * day);
  const { rows } = await service.stage.pool.query(
    'SELECT DISTINCT status FROM code WHERE campaign = $1',
    [campaign],
  );
  expect(rows).toEqual([{ status: 'settled' }]);
  const { client: temporal, pool, queues } = service.stage;
  expect(await check({ temporal, pool, taskQueue: queues.codes })).toEqual([]);
});
