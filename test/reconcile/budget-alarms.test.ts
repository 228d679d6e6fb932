import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { watchBudgets } from '../../reconcile/budget-alarms.ts';
import { raisedAlarms } from '../../store/alarms/watch-budgets.ts';
import { addClockOffset } from '../../store/campaigns/steer.ts';
import { termsLike } from '../support/terms.ts';
import { budgetOf, createStore, payingTerms, redeem, type Store } from '../store/fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const campaign = 'alarmed' as CampaignId;
const hour = 3_600_000;
const period = { ...termsLike().period, ends: { kind: 'never' } } as const;

test('operations are told once of each share, of a pace that will not last, and no more when it is mended', async () => {
  const told: string[] = [];
  const log = { info: () => undefined, warn: (_: object, message: string) => told.push(message) };
  const watch = () => watchBudgets(store.pool, log);
  const terms = (minor: number) => payingTerms({ campaign, period, budget: budgetOf(minor) });
  await store.publish(terms(1_000), { sandbox: true });
  const { code } = await store.issue(terms(1_000), 'ann');

  let row = code;
  let guests = 0;
  const spend = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      guests += 1;
      row = (await store.commit(row, [redeem(`guest-${String(guests)}`)])).row;
    }
  };

  await watch();
  expect(told).toEqual([]);
  await spend(4);
  await addClockOffset(store.pool, campaign, duration(2 * hour));
  await watch();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^budget of alarmed: at the pace of the last day it is used up on /);
  await spend(4);
  await watch();
  await watch();
  expect(told.slice(1)).toEqual(['budget of alarmed: 80 % are used (8.00 CNY of 10.00 CNY)']);
  expect((await raisedAlarms(store.pool, campaign)).map(({ kind }) => kind)).toEqual([
    'early',
    'share',
  ]);

  await store.publish(terms(100_000), { sandbox: true });
  await watch();
  expect(await raisedAlarms(store.pool, campaign)).toEqual([]);
  expect(told).toHaveLength(2);
});
