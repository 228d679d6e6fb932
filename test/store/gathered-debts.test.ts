import { afterAll, beforeAll, expect, it } from 'vitest';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { openDebts } from '../../store/ledger/debts.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { gatherPayouts, letGo } from '../../store/payouts/gather-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { putOffPayout, releasePayouts } from '../../store/payouts/put-off-payout.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { query } from '../../store/query.ts';
import { createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

const provider = cashProvider;
const byHand = { actor: 'olga', reason: 'refunded' };
let store: Store;
let terms: Terms;
let people = 0;

beforeAll(async () => {
  store = await createStore();
  const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(150) }];
  terms = await store.publishOwn(payingTerms({ payouts: { max: [], approval: null, minimum } }));
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

/** A holder who was paid two rewards of a yuan, and has a third that waits for the minimum. */
async function waiting(): Promise<{
  readonly code: CodeRow;
  readonly paid: RewardId;
  readonly waits: RewardId;
}> {
  people += 1;
  const { code } = await store.issue(terms, `owes-${String(people)}`);
  const [paid = expect.fail('none')] = [...(await earn(code)), ...(await earn(code))];
  expect(await sendAll()).toEqual([200]);
  const [waits = expect.fail('none')] = await earn(code);
  expect(await sendAll()).toEqual([]);
  return { code, paid, waits };
}

let invitees = 0;

async function earn(code: CodeRow): Promise<readonly RewardId[]> {
  invitees += 1;
  const { decided } = await store.commit(code, [redeem(`joins-${String(invitees)}`)]);
  return [...decided.writes.payouts];
}

/** Gathers, and has the provider pay what goes out; returns the amounts. */
async function sendAll(): Promise<readonly number[]> {
  await query(
    store.owner,
    `UPDATE payout SET next_attempt_at = now() WHERE state = 'gathering'`,
    [],
  );
  await gatherPayouts(store.pool, { provider, limit: 100, againMs: 60_000 });
  const all = { provider, limit: 500, worker: 'w', leaseMs: 60_000 };
  const claimed = await claimPayouts(store.pool, all);
  for (const payout of claimed) {
    expect(await markSending(store.pool, payout, usualDelivery)).toBe('sending');
    const paid = { state: 'paid', providerRef: payout.key } as const;
    expect(await settlePayout(store.pool, payout, paid)).toBe(true);
  }
  return claimed.map(({ minor }) => minor);
}

function release({ holder }: CodeRow): Promise<number> {
  return letGo(store.pool, { campaign: terms.campaign, beneficiary: holder }, byHand);
}

async function takeBack(code: CodeRow, reward: RewardId, amountMinor?: number): Promise<void> {
  const part = amountMinor === undefined ? {} : { part: { amountMinor } };
  const command = { kind: 'reverse', opId: op(), reward, ...part, ...byHand } as const;
  expect((await store.commit(code, [command])).outcomes).toMatchObject([{ ok: true }]);
}

async function debtOf({ holder }: CodeRow): Promise<number> {
  const debts = await openDebts(store.pool, terms.campaign, 100);
  return debts.find(({ person }) => person === holder)?.minor ?? 0;
}

async function rewardOf(id: RewardId): Promise<unknown> {
  const [row] = await query<{ state: string; setOff: number }>(
    store.pool,
    'SELECT state, set_off AS "setOff" FROM reward WHERE id = $1',
    [id],
  );
  return row;
}

it('a debt that arises while a reward waits for the minimum is settled before that is sent', async () => {
  const { code, paid, waits } = await waiting();
  await takeBack(code, paid, 30);
  await takeBack(code, paid, 30);
  expect(await debtOf(code)).toBe(60);
  await release(code);
  expect(await sendAll()).toEqual([40]);
  expect(await debtOf(code)).toBe(0);
  expect(await rewardOf(waits)).toEqual({ state: 'paid', setOff: 60 });
});

it('what is left after a debt is what must reach the minimum', async () => {
  const { code, paid } = await waiting();
  await takeBack(code, paid, 60);
  expect(await sendAll()).toEqual([]);
  expect(await debtOf(code)).toBe(0);
  await earn(code);
  expect(await sendAll()).toEqual([]);
  await earn(code);
  expect(await sendAll()).toEqual([240]);
});

it('a reward that a debt takes whole is paid and never sent, and is owed once more where it is taken back', async () => {
  const { code, paid, waits } = await waiting();
  await takeBack(code, paid);
  expect(await debtOf(code)).toBe(100);
  await release(code);
  expect(await sendAll()).toEqual([]);
  expect(await debtOf(code)).toBe(0);
  expect(await rewardOf(waits)).toEqual({ state: 'paid', setOff: 100 });
  expect(await checkInvariants(store.pool)).toEqual([]);
  await takeBack(code, waits);
  expect(await debtOf(code)).toBe(100);
  await earn(code);
  expect(await debtOf(code)).toBe(0);
  expect(await sendAll()).toEqual([]);
});

it('of many who gather at once a debt is settled once, also while codes commit', async () => {
  const all = [await waiting(), await waiting(), await waiting()];
  const gather = () => gatherPayouts(store.pool, { provider, limit: 100, againMs: 60_000 });
  for (const { code, paid } of all) await takeBack(code, paid, 60);
  for (const { code } of all) await release(code);
  await Promise.all([gather(), gather(), ...all.map(({ code }) => earn(code)), gather()]);
  for (const { code } of all) expect(await debtOf(code)).toBe(0);
  const sent = await sendAll();
  expect(sent.reduce((sum, minor) => sum + minor, 0)).toBeLessThanOrEqual(3 * 140);
});

const all = { provider, limit: 500, worker: 'w', leaseMs: 60_000 };

/** Somebody who was paid two rewards, and two more of whose are one payout that is not claimed. */
async function gathered(): Promise<{ readonly code: CodeRow; readonly paid: RewardId }> {
  const { code, paid } = await waiting();
  await earn(code);
  await gatherPayouts(store.pool, { provider, limit: 100, againMs: 60_000 });
  return { code, paid };
}

it('a debt that arises once a payout is gathered is settled before it is sent', async () => {
  const { code, paid } = await gathered();
  await takeBack(code, paid, 40);
  expect(await debtOf(code)).toBe(40);
  expect(await sendAll()).toEqual([160]);
  expect(await debtOf(code)).toBe(0);
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('a debt that arises once a payout is claimed is settled before anything is sent', async () => {
  const { code, paid } = await gathered();
  const [claim = expect.fail('none')] = await claimPayouts(store.pool, all);
  expect(claim.minor).toBe(200);
  await takeBack(code, paid, 40);
  // A claim that somebody may still work on is left alone.
  await gatherPayouts(store.pool, { provider, limit: 100, againMs: 60_000 });
  expect(await debtOf(code)).toBe(40);
  expect(await markSending(store.pool, claim, usualDelivery)).toBe('owing');
  await releasePayouts(store.pool, [claim]);
  expect(await sendAll()).toEqual([160]);
  expect(await debtOf(code)).toBe(0);
  expect(await markSending(store.pool, claim, usualDelivery)).toBe('superseded');
});

it('what may have reached the provider keeps its amount, and the debt waits for the next reward', async () => {
  const { code, paid } = await gathered();
  const [claim = expect.fail('none')] = await claimPayouts(store.pool, all);
  expect(await markSending(store.pool, claim, usualDelivery)).toBe('sending');
  await takeBack(code, paid, 40);
  const retry = { state: 'intent', reason: 'nothing was taken in', retryMs: 0 } as const;
  expect(await putOffPayout(store.pool, claim, retry)).toBe(true);
  expect(await sendAll()).toEqual([200]);
  expect(await debtOf(code)).toBe(40);
});

it('a debt that takes all of a gathered payout leaves nothing to send', async () => {
  const { code, paid } = await gathered();
  await takeBack(code, paid);
  const [, other = expect.fail('none')] = await query<{ id: RewardId }>(
    store.pool,
    `SELECT id FROM reward WHERE code = $1 AND state IN ('paid', 'reversed') ORDER BY granted_at, id`,
    [code.id],
  );
  await takeBack(code, other.id);
  expect(await debtOf(code)).toBe(200);
  expect(await sendAll()).toEqual([]);
  expect(await debtOf(code)).toBe(0);
  expect(await checkInvariants(store.pool)).toEqual([]);
});
