import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { budgetOf, createStore, payingTerms, redeem, type Store } from './fixture.ts';

let store: Store;
const terms = payingTerms({ campaign: 'tables' as CampaignId, budget: budgetOf(1000) });
beforeAll(async () => {
  store = await createStore();
  await store.publish(terms);
  const { code } = await store.issue(terms, 'anna');
  await store.commit(code, [redeem('ben'), redeem('carl')]);
});
afterAll(() => store.close());

/** What somebody writes by mistake, past everything that decides, and what it would break. */
const mistakes: readonly (readonly [string, string, string])[] = [
  [
    'a second answer to an operation',
    `INSERT INTO operation (campaign, code, op_id, kind, body_hash, outcome, at)
     SELECT campaign, code, op_id, kind, 'other', outcome, at + 1 FROM operation LIMIT 1`,
    'operation_once',
  ],
  [
    'a second live redemption of a person',
    `INSERT INTO redemption (campaign, id, code, inviter, invitee, state, at)
     SELECT campaign, id || '-again', code, inviter, invitee, 'reserved', at
     FROM redemption LIMIT 1`,
    'redemption_once',
  ],
  [
    'points that a person does not have',
    `INSERT INTO points_account (campaign, person, available) VALUES ('tables', 'anna', -1)`,
    'points_of_account',
  ],
  [
    'a second payout of a reward',
    `INSERT INTO payout (reward, campaign, key, provider, due_at)
     SELECT reward, campaign, key || '-again', provider, due_at FROM payout LIMIT 1`,
    'payout_reward_once',
  ],
  [
    'a second payout under a key',
    'UPDATE payout SET key = (SELECT min(key) FROM payout)',
    'payout_key_key',
  ],
  [
    'a second booking of a payment',
    `INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, payment)
     SELECT campaign, 'fund', 'world', 'campaign:tables:operator', asset, 1, at, 'invoice', 'i-1'
     FROM entry, generate_series(1, 2) WHERE kind = 'fund'`,
    'entry_payment',
  ],
  [
    'a budget that is overspent',
    `UPDATE counter SET used = max + 1 WHERE key = 'budget:CNY/2'`,
    'counter_within',
  ],
  [
    'a budget of which more is given back than was taken',
    `UPDATE counter SET used = used - 201 WHERE key = 'budget:CNY/2'`,
    'counter_within',
  ],
];

describe('the tables refuse', () => {
  it.each(mistakes)('%s', async (_, sql, constraint) => {
    await expect(store.pool.query(sql)).rejects.toMatchObject({ constraint });
  });
});
