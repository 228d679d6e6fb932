import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeTrial } from '../../cli/policy/describe.ts';
import { forOutsiders } from '../../client/outside.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { endTrial, tryPolicy } from '../../store/campaigns/policy-trial.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { trialReport } from '../../store/campaigns/trial-report.ts';
import { listSanctions } from '../../store/parties/by-hand.ts';
import { queryOne } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = duration(3_600_000);
const by = { actor: 'test', reason: 'test' };

const freezing = (id: string, fact: string, value: number) => ({
  ...{ id, title: id, when: { fact, operator: 'greaterThan', value } as const },
  answer: { kind: 'freeze', party: 'source', forMs: hour, upToMs: hour } as const,
});

const tried: RiskPolicy = {
  ...{ id: 'tried', title: 'In force', digest: 'in-force' as Digest },
  rules: [freezing('asking', 'sourceRequestsLastHour', 4)],
};

/** Guesses are held against whoever makes them sooner, and mere asking never. */
const shadow: RiskPolicy = {
  ...{ ...tried, title: 'In the shadow', digest: 'in-the-shadow' as Digest },
  rules: [freezing('guessing', 'sourceFailuresLastHour', 1)],
};

let service: Service;
beforeAll(async () => {
  service = await createService();
  const { pool } = service.stage;
  await publishPolicy(pool, tried);
  for (const name of ['trial', 'sandbox']) {
    const terms = termsLike({ campaign: name as CampaignId, risk: { policy: 'tried' } });
    await publishVersion(pool, {
      ...{ terms, digest: name as Digest, sandbox: name === 'sandbox', by: 'test', source: '' },
      serverNow: instant(Date.now()),
    });
  }
  await tryPolicy(pool, shadow, by);
});
afterAll(() => service.close());

async function guess(ip: string, campaign = 'trial'): Promise<string> {
  const asked = { code: 'GUESS2222222', campaign, invitee: somebody(), ip };
  const outcome = await service.usher.redeem(asked);
  return outcome.ok ? 'ok' : outcome.code;
}

async function look(ip: string, times: number): Promise<readonly string[]> {
  const { value: code } = await service.issue('trial', somebody());
  const answers: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const found = await service.usher.get({ code, ip });
    answers.push(found.ok ? 'ok' : found.code);
  }
  return answers;
}

test('a trial tells whom its version would keep out for look-ups alone, and whom it would let in', async () => {
  const { pool } = service.stage;
  for (const ip of ['203.0.113.50', '203.0.113.51']) {
    expect([await guess(ip), await guess(ip), await guess(ip)]).toEqual(
      Array<string>(3).fill('CODE_UNKNOWN'),
    );
  }
  expect(await look('203.0.113.52', 5)).toEqual([...Array<string>(4).fill('ok'), 'PARTY_FROZEN']);
  for (let n = 0; n < 3; n += 1) await guess('203.0.113.55', 'sandbox');
  const given = await listSanctions(pool, { all: true, limit: 9 });
  expect(given.map(({ rules }) => rules)).toEqual([['asking']]);

  const report = await trialReport(pool, 'tried');
  if (report === undefined) throw new Error('nothing is tried');
  expect(report.lookups).toEqual([
    {
      ...{ answer: 'allow', instead: 'freeze', party: 'source', rules: ['guessing'] },
      ...{ parties: 2, lookups: 4, facts: { sourceFailuresLastHour: 3 } },
    },
    {
      ...{ answer: 'freeze', instead: 'allow', party: 'source', rules: ['asking'] },
      ...{ parties: 1, lookups: 1, facts: { sourceRequestsLastHour: 5 } },
    },
  ]);
  const told = describeTrial('tried', report);
  expect(told).toContain('Nobody has used a code since, sandboxes left out.');
  expect(told).toMatch(/source +allowed +frozen +guessing +2 +4 +sourceFailuresLastHour 3/);
  expect(told).toMatch(/source +frozen +allowed +asking +1 +1/);
});

test('a trial counts what somebody outside asks once, though it is looked up twice', async () => {
  const { pool } = service.stage;
  const ip = '203.0.113.56';
  const counted = async (): Promise<number> =>
    (await trialReport(pool, 'tried'))?.lookups.find(({ rules }) => rules[0] === 'guessing')
      ?.lookups ?? 0;
  await guess(ip);
  await guess(ip);
  const before = await counted();
  const outside = forOutsiders(service.usher, {
    wait: atOnce,
  });
  const { value: code } = await service.issue('trial', somebody());
  expect(await outside.check({ code, campaign: 'trial', invitee: somebody(), ip })).toEqual({
    ok: true,
  });
  expect(await counted()).toBe(before + 1);
});

test('a trial that is over leaves nothing of whoever asked', async () => {
  const { pool } = service.stage;
  const left = async (): Promise<unknown> =>
    (await queryOne<{ n: number }>(pool, 'SELECT count(*)::int AS n FROM shadow_lookup'))?.n;
  expect(await left()).toBeGreaterThan(0);
  await endTrial(pool, 'tried', by);
  expect(await left()).toBe(0);
  await tryPolicy(pool, shadow, by);
  expect([await guess('203.0.113.53'), await guess('203.0.113.53')]).toHaveLength(2);
  expect(await left()).toBe(1);
  await publishPolicy(pool, shadow);
  expect(await left()).toBe(0);
});
