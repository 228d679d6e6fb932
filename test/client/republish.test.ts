import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { publishCampaign } from '../../client/publish.ts';
import { migrateCodes } from '../../client/migrate-codes.ts';
import type { CampaignId, Digest, OpId } from '../../domain/ids.ts';
import { check } from '../../reconcile/check.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { loadCampaign } from '../../store/campaigns/campaign-row.ts';
import { logOptions } from '../../worker/logging.ts';
import { createService, type Service } from './service.ts';
import {
  compiled,
  deleteSchedules,
  holderOf,
  invite,
  publish,
  variantOf,
  variedYaml,
  type Compiled,
} from './varied.ts';

interface Said {
  readonly id: string;
  readonly weight: number;
}

const campaign = 'varied' as CampaignId;
let service: Service;
let first: Compiled;
let ann: string;
let ben: string;
let codeOfBen: { readonly code: string; readonly value: string };

beforeAll(async () => {
  service = await createService();
  first = await publishWith((variants) => variants);
  ann = holderOf(first.terms, 'a');
  ben = holderOf(first.terms, 'b');
  await service.issue(campaign, ann);
  codeOfBen = await service.issue(campaign, ben);
});

afterAll(async () => {
  await deleteSchedules(service);
  await service.close();
});

/** Publishes the campaign with other variants. */
async function publishWith(change: (variants: Said[]) => Said[]): Promise<Compiled> {
  const data = parse(variedYaml) as { spec: { variants: Said[] } };
  data.spec.variants = change(data.spec.variants);
  const text = stringify(data);
  const made = compiled(text);
  await publish(service, made, { source: text });
  return made;
}

function inProgramme(programme?: string): string {
  const data = parse(variedYaml) as { metadata: object; spec: { risk: object; variants: Said[] } };
  Object.assign(data.metadata, { id: 'of-programme', ...(programme && { programme }) });
  data.spec.risk = { policy: 'programmes' };
  data.spec.variants = [];
  return stringify(data);
}

async function nextVariantOf(holder: string): Promise<string | undefined> {
  const { code, created } = await service.issue(campaign, holder);
  expect(created).toBe(true);
  return variantOf(service, code);
}

test('other weights are for people who have had no code', async () => {
  const heavy = await publishWith((variants) =>
    variants.map((one) => ({ ...one, weight: one.id === 'hold-out' ? 1_000_000 : 1 })),
  );
  expect(heavy.digest).not.toBe(first.digest);
  expect(heavy.variants.map(({ digest }) => digest)).toEqual(
    first.variants.map(({ digest }) => digest),
  );
  expect(await nextVariantOf(ann)).toBe('a');
  const moved = holderOf(heavy.terms, 'hold-out');
  expect(await nextVariantOf(moved)).toBe('hold-out');
  const { rows } = await service.stage.pool.query<{ count: number }>(
    'SELECT count(*)::int FROM campaign_version WHERE campaign = $1',
    [campaign],
  );
  // The campaign twice, and its four variants once.
  expect(rows).toEqual([{ count: 6 }]);
});

test('what is said of a variant otherwise is for its people’s next codes', async () => {
  await publishWith((variants) =>
    variants.map((one) =>
      one.id === 'a' ? { ...one, spec: { rewards: [{ id: 'thanks', amount: '111' }] } } : one,
    ),
  );
  const { value, code } = await service.issue(campaign, ann);
  expect(await variantOf(service, code)).toBe('a');
  expect(await invite(service, campaign, value)).toEqual({ thanks: 111 });
});

test('a variant that is gone keeps its codes, and its people get another', async () => {
  await publishWith((variants) => variants.filter(({ id }) => id !== 'b'));
  expect(await invite(service, campaign, codeOfBen.value)).toEqual({ thanks: 200, badge: 1 });
  expect(await variantOf(service, codeOfBen.code)).toBe('b');
  const other = await nextVariantOf(ben);
  expect(['a', 'hold-out']).toContain(other);
  expect(await nextVariantOf(ben)).toBe(other);
});

test('a campaign that belongs to no programme takes no policy that keeps parties out of one', async () => {
  const { pool, client: temporal, queues } = service.stage;
  const digest = 'programmes' as Digest;
  const farm = { fact: 'deviceReports', operator: 'contains', value: 'emulator' } as const;
  const answer = { kind: 'ban', party: 'device', scope: 'programme' } as const;
  const rules = [{ id: 'farm', title: 'farm', when: farm, answer }];
  await publishPolicy(pool, { id: 'programmes', title: 'Programmes', digest, rules });
  const publishIn = (programme?: string) => {
    const made = compiled(inProgramme(programme));
    const services = { pool, temporal, effectsTaskQueue: queues.effects };
    return publishCampaign(services, { ...made, source: '# test', by: 'test', sandbox: true });
  };
  expect(await publishIn()).toMatchObject({ ok: false, code: 'PROGRAMME_NEEDED' });
  expect(await publishIn('spring')).toMatchObject({ ok: true, changed: true });
});

test('a move takes the codes of a variant that is gone to the campaign’s own terms', async () => {
  const { pool, client: temporal, queues } = service.stage;
  const current = await loadCampaign(pool, campaign);
  const moved = await migrateCodes(
    { pool, temporal, taskQueue: queues.codes, log: pino(logOptions('error')) },
    {
      ...{ campaign, version: current?.version ?? 0, opId: 'move' as OpId, dryRun: false },
      ...{ actor: 'test', reason: 'b is over' },
    },
  );
  expect(moved).toMatchObject({ ok: true, untold: 0 });
  expect(await variantOf(service, codeOfBen.code)).toBeUndefined();
  expect(await invite(service, campaign, codeOfBen.value)).toEqual({ thanks: 100 });
  expect(await check({ temporal, pool, taskQueue: queues.codes })).toEqual([]);
});
