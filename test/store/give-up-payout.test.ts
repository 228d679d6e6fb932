import { afterAll, beforeAll, expect, it } from 'vitest';

import type { ReverseCommand } from '../../domain/code/command.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RewardId } from '../../domain/ids.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

let store: Store;
const terms = payingTerms();
const by = { actor: 'olga', reason: 'again' };

beforeAll(async () => {
  store = await createStore();
  await store.publish(terms);
});
afterAll(() => store.close());

function reverse(reward: RewardId): ReverseCommand {
  return { kind: 'reverse', opId: op(), reward, actor: 'olga', reason: 'account closed' };
}

/** A code whose one reward is due, its payout in a state. */
async function withPayout(
  holder: string,
  state: string,
): Promise<{ readonly code: CodeRow; readonly reward: RewardId }> {
  const { code } = await store.issue(terms, holder);
  await store.commit(code, [redeem(`guest of ${holder}`.replaceAll(' ', '-'))]);
  const rows = await query<{ reward: RewardId }>(
    store.owner,
    `UPDATE payout SET state = $2 WHERE reward IN (SELECT id FROM reward WHERE code = $1)
     RETURNING reward`,
    [code.id, state],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no payout');
  return { code, reward: row.reward };
}

async function budgetUsed(): Promise<number> {
  const rows = await query<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
    [terms.campaign],
  );
  return rows[0]?.used ?? 0;
}

it('a payout that was refused for good is given up: hold, caps and budget are free again', async () => {
  const { code, reward } = await withPayout('anna', 'failed');
  const before = await budgetUsed();
  const { outcomes } = await store.commit(code, [reverse(reward)]);
  expect(outcomes[0]).toMatchObject({ ok: true });
  expect(await budgetUsed()).toBe(before - 100);
  expect(await checkInvariants(store.pool)).toEqual([]);
  expect(await retryPayout(store.pool, reward, by)).toBeUndefined();
  const again = await store.commit(code, [reverse(reward)]);
  expect(again.outcomes[0]).toMatchObject({ code: 'REWARD_CLOSED' });
});

it.each(['due', 'sending', 'unknown', 'manual'])(
  'one that is %s may yet be paid, and is not',
  async (state) => {
    const { code, reward } = await withPayout(`holder-${state}`, state);
    const { outcomes } = await store.commit(code, [reverse(reward)]);
    expect(outcomes[0]).toMatchObject({ code: 'REWARD_IN_FLIGHT' });
  },
);

it('of trying again and giving up at the same moment one alone happens, in thirty races', async () => {
  const ends = { again: 0, up: 0 };
  for (let round = 0; round < 30; round += 1) {
    const { code, reward } = await withPayout(`racer-${String(round)}`, 'failed');
    const [retried, { outcomes }] = await Promise.all([
      retryPayout(store.pool, reward, by),
      store.commit(code, [reverse(reward)]),
    ]);
    const isGivenUp = outcomes[0]?.ok === true;
    expect(isGivenUp).toBe(retried === undefined);
    ends[isGivenUp ? 'up' : 'again'] += 1;
  }
  expect(ends.again + ends.up).toBe(30);
  expect(await checkInvariants(store.pool)).toEqual([]);
});
