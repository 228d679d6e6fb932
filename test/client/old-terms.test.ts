import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { compileCampaign } from '../../compile/campaign.ts';
import { check } from '../../reconcile/check.ts';
import { createService, somebody, type Service } from './service.ts';
import { compiled, deleteSchedules, publish, variantOf } from './varied.ts';

/** What a version says that was published before variants, properties, hours and exclusion. */
const oldForm =
  '{"attribution":{"existingCustomers":"excluded","touch":"first","windowMs":2592000000},' +
  '"budget":[{"asset":"points/0","minor":1000000}],"campaign":"old","code":{"channels":[],' +
  '"format":{"alphabet":"unambiguous","checkCharacter":false,"length":12,"prefix":""},' +
  '"generation":"automatic","givenOut":"on-request","liveCodesMax":1000,"login":false,' +
  '"parameters":[],"perPerson":2},"distribution":{"acknowledgedBy":null,"levels":1},' +
  '"milestones":["registered"],"owner":"growth-team","period":{"ends":{"kind":"after",' +
  '"ms":2592000000},"starts":{"kind":"on-publish"},"timeZone":"Asia/Shanghai"},' +
  '"platform":"generic","purpose":"register","redemption":{"onRevoke":"void",' +
  '"reserveForMs":900000,"usesMax":null},"rewards":[{"asset":"points/0","caps":[{"max":500,' +
  '"scope":"lineage","sides":"each","unit":"amount"}],"id":"thanks","kind":"points","payout":' +
  '{"holdMs":0,"timing":"automatic","weekly":{"hour":10,"weekday":1}},"schedule":{"kind":"each",' +
  '"minor":100},"to":["inviter"],"when":{"condition":null,"milestones":["registered"]}}],' +
  '"risk":{"policy":"none"},"title":"Old","tracking":{"regions":false},"validity":{"extension":' +
  'null,"lifetime":{"kind":"for","ms":86400000},"onExpiry":{"action":"expire"},"refresh":null,' +
  '"reminders":[],"reset":null,"settleForMs":2592000000},"wording":{}}';

/** The same, as somebody would write it today, with two variants. */
const today = `
apiVersion: usher/v1
kind: Campaign
metadata: { id: old, title: Old, owner: growth-team }
spec:
  period: { starts: on-publish, lasts: 30d, timeZone: Asia/Shanghai }
  code:
    format: { alphabet: unambiguous, length: 12 }
    liveCodesMax: 1000
    perPerson: 2
  validity: { lifetime: 24h, settleFor: 30d }
  attribution: { touch: first, window: 30d, existingCustomers: excluded }
  milestones: [registered]
  rewards:
    - id: thanks
      template: points
      to: inviter
      when: { invitee: [registered] }
      amount: "100"
      payout: { timing: automatic }
  budget: { points: "1000000" }
  risk: { policy: none }
  variants:
    - { id: twice, weight: 1, spec: { rewards: [{ id: thanks, amount: "200" }] } }
`;

let service: Service;
const ann = somebody();
const bob = somebody();
let code: { readonly code: string; readonly value: string };

beforeAll(async () => {
  service = await createService();
  const { pool } = service.stage.database;
  const now = Date.now();
  await pool.query(`BEGIN;
    INSERT INTO campaign (id, sandbox, digest, created_at) VALUES ('old', true, 'old', ${now});
    INSERT INTO campaign_version
      (campaign, version, digest, terms, source, starts_at, ends_at, published_at, published_by)
      VALUES ('old', 1, 'old', '${oldForm}', '', ${now}, ${now + 2_592_000_000}, ${now}, 'test');
    INSERT INTO counter (campaign, key, max) VALUES
      ('old', 'live-codes', NULL), ('old', 'budget:points/0', 1000000);
    INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason)
      VALUES ('old', 'fund', 'world', 'campaign:old:budget', 'points/0', 1000000, ${now}, 'test');
    COMMIT`);
  code = await service.issue('old', ann);
});

afterAll(async () => {
  await deleteSchedules(service);
  await service.close();
});

test('the compiler of today still gives what needs nothing new the old form', () => {
  const whole = readFileSync('campaigns/registration.yaml', 'utf8');
  const text = whole.replace(/^ {2}scenario: .*$/m, '').replace(', check: real-name', '');
  expect(text).not.toBe(whole);
  const made = compileCampaign(text);
  const keys = made.ok ? Object.keys(made.terms).sort() : [];
  expect(keys).toEqual(Object.keys(JSON.parse(oldForm) as object).sort());
});

test('codes are issued under it, redeemed and paid', async () => {
  const { usher } = service;
  expect(await variantOf(service, code.code)).toBeUndefined();
  expect(await usher.redeem({ code: code.value, invitee: bob })).toMatchObject({ ok: true });
  const call = { campaign: 'old', invitee: bob, milestone: 'registered' };
  const unknown = await usher.milestone({ ...call, properties: { amount: '1.00' } });
  expect(unknown).toMatchObject({ ok: false, code: 'PROPERTY_UNKNOWN' });
  expect(await usher.milestone(call)).toMatchObject({
    rewards: [{ granted: true, minor: 100, state: 'paid' }],
  });
  expect(await usher.milestone(call)).toMatchObject({ ok: false, code: 'MILESTONE_REPEATED' });
  const view = await usher.get({ code: code.value });
  expect(view).toMatchObject({ public: { usable: true } });
});

test('a new version with variants leaves the old codes alone', async () => {
  const published = await publish(service, compiled(today), { source: today });
  expect(published.version.version).toBe(2);
  const { usher } = service;
  const carl = somebody();
  await usher.redeem({ code: code.value, invitee: carl });
  const call = { campaign: 'old', milestone: 'registered' };
  expect(await usher.milestone({ ...call, invitee: carl })).toMatchObject({
    rewards: [{ granted: true, minor: 100 }],
  });
  const next = await service.issue('old', ann);
  expect(await variantOf(service, next.code)).toBe('twice');
  const dee = somebody();
  await usher.redeem({ code: next.value, invitee: dee });
  expect(await usher.milestone({ ...call, invitee: dee })).toMatchObject({
    rewards: [{ granted: true, minor: 200 }],
  });
  const { client: temporal, pool, queues } = service.stage;
  expect(await check({ temporal, pool, taskQueue: queues.codes })).toEqual([]);
});
