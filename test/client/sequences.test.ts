import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { MilestoneCall } from '../../client/calls.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
let invitee: string;

/** The campaign of friends who order again, from its YAML, under the policy that the stage has. */
function orders(): Terms {
  const file = new URL('../campaign-test/cases/orders.yaml', import.meta.url);
  const made = compileCampaign(readFileSync(file, 'utf8'));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return { ...made.terms, risk: { policy: 'none' } };
}

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(orders());
  const code = await service.issue('orders', somebody());
  invitee = somebody();
  await service.usher.redeem({ code: code.value, invitee });
});

afterAll(async () => {
  await service.close();
});

async function report(
  milestone: string,
  properties: MilestoneCall['properties'] = {},
): Promise<Outcome> {
  return service.usher.milestone({ campaign: 'orders', invitee, milestone, properties });
}

function granted(outcome: Outcome): readonly string[] {
  const rewards = (outcome.ok && outcome.rewards) || [];
  return rewards.flatMap((one) => (one.granted ? [one.reward] : []));
}

test('three orders are counted across commits, and what cannot be is not', async () => {
  expect(granted(await report('registered'))).toEqual([]);
  const first = await report('order-paid', { amount: '100.00', category: 'book', first: true });
  expect(granted(first)).toEqual(['first-book']);
  const wrong = await report('order-paid', { amount: '100.00', category: 'tool' });
  expect(wrong).toMatchObject({
    code: 'PROPERTY_REFUSED',
    message: 'order-paid.category cannot be "tool": it is one of book, toy',
  });
  expect(granted(await report('order-paid', { amount: '99.00' }))).toEqual([]);
  expect(granted(await report('reviewed'))).toEqual(['review-after-order']);
  expect(granted(await report('order-paid', { amount: '120.00' }))).toEqual([]);
  expect(granted(await report('order-paid', { amount: '100.00' }))).toEqual(['regular']);
  expect(granted(await report('order-paid', { amount: '500.00' }))).toEqual([]);
});

test('the row keeps what rewards count or read, in minor units', async () => {
  const { rows } = await service.stage.pool.query<{ reports: object[] }>(
    'SELECT reports FROM redemption WHERE invitee = $1',
    [invitee],
  );
  expect(rows[0]?.reports).toMatchObject([
    { milestone: 'registered' },
    { milestone: 'order-paid', properties: { amount: 10_000, category: 'book', first: true } },
    { milestone: 'reviewed' },
    { milestone: 'order-paid', properties: { amount: 12_000 } },
    { milestone: 'order-paid', properties: { amount: 10_000 } },
    { milestone: 'order-paid', properties: { amount: 50_000 } },
  ]);
});
