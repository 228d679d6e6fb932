import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import { check } from '../../reconcile/check.ts';
import { createService, somebody, type Service } from './service.ts';
import { compiled, publish } from './varied.ts';

let service: Service;
const values = new Map<string, string>();

/** A campaign that pays a point for whoever redeems, and one more for whoever registers. */
function yamlOf(id: string, priority: number): string {
  const reward = (name: string, milestone: string): string =>
    `{ id: ${name}, template: points, to: inviter, when: { invitee: [${milestone}] }, amount: "1", payout: { timing: automatic } }`;
  return `
apiVersion: usher/v1
kind: Campaign
metadata: { id: ${id}, title: One of several, owner: growth-team }
spec:
  period: { starts: on-publish, lasts: 30d, timeZone: Asia/Shanghai }
  code:
    format: { alphabet: unambiguous, length: 12 }
    liveCodesMax: 100
  validity: { lifetime: 14d }
  attribution: { existingCustomers: included, touch: last }
  exclusion: { group: spring, priority: ${String(priority)} }
  milestones: [registered]
  rewards:
    - ${reward('welcome', 'redeemed')}
    - ${reward('thanks', 'registered')}
  budget: { points: "1000" }
  risk: { policy: none }
`;
}

beforeAll(async () => {
  service = await createService();
  const campaigns = [
    ...[
      { id: 'low', priority: 1 },
      { id: 'peer', priority: 1 },
      { id: 'high', priority: 2 },
    ].map((one) => ({ ...one, sandbox: false })),
    { id: 'trial', priority: 9, sandbox: true },
    { id: 'other-trial', priority: 1, sandbox: true },
  ];
  for (const { id, priority, sandbox } of campaigns) {
    const source = yamlOf(id, priority);
    await publish(service, compiled(source), { source, sandbox });
    values.set(id, (await service.issue(id, somebody())).value);
  }
});

afterAll(async () => {
  await service.close();
});

function redeem(campaign: string, invitee: string, opId?: string): Promise<Outcome> {
  const named = opId === undefined ? {} : { opId };
  return service.usher.redeem({ code: values.get(campaign) ?? '', invitee, ...named });
}

const excludedBy = (campaign: string): object => ({
  ...{ ok: false, code: 'EXCLUDED_BY_CAMPAIGN', campaign },
});

test('of campaigns of one priority the first has each person', async () => {
  const ann = somebody();
  expect(await redeem('low', ann)).toMatchObject({ ok: true });
  expect(await redeem('peer', ann, 'ann-again')).toMatchObject(excludedBy('low'));
  expect(await redeem('peer', ann, 'ann-again')).toMatchObject(excludedBy('low'));
  const call = { code: values.get('peer') ?? '', invitee: ann };
  expect(await service.usher.check(call)).toMatchObject(excludedBy('low'));
  expect(await redeem('peer', somebody())).toMatchObject({ ok: true });
});

test('a higher one takes over, and the lower one grants nothing more', async () => {
  const ben = somebody();
  expect(await redeem('low', ben)).toMatchObject({ rewards: [{ granted: true }] });
  expect(await redeem('high', ben)).toMatchObject({ rewards: [{ granted: true }] });
  const reached = { invitee: ben, milestone: 'registered' };
  expect(await service.usher.milestone({ campaign: 'low', ...reached })).toMatchObject({
    rewards: [{ reward: 'thanks', granted: false, reason: 'EXCLUDED_BY_CAMPAIGN' }],
  });
  expect(await service.usher.milestone({ campaign: 'high', ...reached })).toMatchObject({
    rewards: [{ reward: 'thanks', granted: true }],
  });
  expect(await redeem('peer', ben)).toMatchObject(excludedBy('high'));
});

test('what happens in a sandbox counts for sandboxes only', async () => {
  const cem = somebody();
  expect(await redeem('trial', cem)).toMatchObject({ ok: true });
  expect(await redeem('other-trial', cem)).toMatchObject(excludedBy('trial'));
  expect(await redeem('low', cem)).toMatchObject({ rewards: [{ granted: true }] });
  const dee = somebody();
  await redeem('high', dee);
  expect(await redeem('other-trial', dee)).toMatchObject({ ok: true });
});

test('rows, workflows and ledger agree', async () => {
  const { client: temporal, pool, queues } = service.stage;
  expect(await check({ temporal, pool, taskQueue: queues.codes })).toEqual([]);
});
