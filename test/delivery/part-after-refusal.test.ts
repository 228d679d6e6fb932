import { afterAll, beforeAll, expect, it } from 'vitest';

import { billNumber } from '../../activities/providers/bill-number.ts';
import type { Part } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { RewardId } from '../../domain/ids.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import { createStore, op, payingTerms, redeem, type Store } from '../store/fixture.ts';
import { booked, deliverAll, quick } from './fixture.ts';
import { setWechatStage, type WechatStage } from './wechat-fixture.ts';

const by = { actor: 'olga', reason: 'refunded' };

let store: Store;
let stage: WechatStage;
beforeAll(async () => {
  store = await createStore();
  stage = await setWechatStage();
});
afterAll(async () => {
  await stage.local.stop();
  await store.close();
});

/** A code whose one reward of a yuan is due. */
async function earned(): Promise<{ readonly code: CodeRow; readonly reward: RewardId }> {
  const terms = await store.publishOwn(payingTerms({}, {}));
  const { code } = await store.issue(terms, 'ann');
  const { decided } = await store.commit(code, [redeem('guest')]);
  const [row = expect.fail('no reward')] = decided.writes.rewards.values();
  return { code, reward: row.id };
}

async function take(code: CodeRow, reward: RewardId, part?: Part): Promise<Outcome> {
  const some = part === undefined ? {} : { part };
  const command = { kind: 'reverse', opId: op(), reward, ...some, ...by } as const;
  const [outcome = expect.fail('no answer')] = (await store.commit(code, [command])).outcomes;
  return outcome;
}

function deliver(pagesMax?: number): Promise<unknown> {
  const delivery = { pool: store.pool, provider: stage.provider, settings: quick };
  return deliverAll(delivery, cashProvider, pagesMax);
}

it('a payout that is tried again after its bill has ended keeps its amount, and is not taken for another', async () => {
  const { code, reward } = await earned();
  stage.local.book.stateOfNew = 'FAIL';
  await deliver();
  expect(await booked(store.pool, reward)).toMatchObject({ payout: 'failed', attempts: 1 });
  await retryPayout(store.pool, reward, by);
  expect(await take(code, reward, { amountMinor: 30 })).toMatchObject({ code: 'REWARD_IN_FLIGHT' });
  await deliver();
  expect(await booked(store.pool, reward)).toMatchObject({ payout: 'failed', attempts: 1 });
  expect(await take(code, reward)).toMatchObject({ ok: true });
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('a payout that a provider without money has not taken asks for the same again', async () => {
  const { code, reward } = await earned();
  stage.local.book.stateOfNew = 'SUCCESS';
  stage.local.fault({ operation: 'transfer', answer: platformError(403, 'NOT_ENOUGH') });
  await deliver(1);
  expect(await booked(store.pool, reward)).toMatchObject({ payout: 'intent', attempts: 1 });
  expect(await take(code, reward, { amountMinor: 30 })).toMatchObject({ code: 'REWARD_IN_FLIGHT' });
  await deliver();
  expect(await booked(store.pool, reward)).toMatchObject({ reward: 'paid', posted: 100 });
  expect(stage.local.book.bills.get(billNumber(reward))?.amountFen).toBe(100);
  expect(await take(code, reward, { amountMinor: 30 })).toMatchObject({ ok: true });
});
