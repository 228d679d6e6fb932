import { afterAll, beforeAll, expect, it } from 'vitest';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { claimPayouts, type ClaimedPayout } from '../../store/payouts/claim-payouts.ts';
import { gatherPayouts, letGo } from '../../store/payouts/gather-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { query } from '../../store/query.ts';
import { createStore, op, payingTerms, redeem, start, type Store } from './fixture.ts';

const provider = cashProvider;
const byHand = { actor: 'olga', reason: 'refunded' };
let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore();
  const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(150) }];
  terms = await store.publishOwn(payingTerms({ payouts: { max: [], approval: null, minimum } }));
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

interface Earned {
  readonly code: CodeRow;
  readonly rewards: readonly RewardId[];
}

let people = 0;

/** A code with so many rewards of a yuan each, of its holder, who has no other. */
async function earned(count: number): Promise<Earned> {
  people += 1;
  const { code } = await store.issue(terms, `gatherer-${String(people)}`);
  const rewards: RewardId[] = [];
  for (let each = 0; each < count; each += 1) {
    const { decided } = await store.commit(code, [redeem(`joins-${String(people)}-${each}`)]);
    rewards.push(...decided.writes.payouts);
  }
  return { code, rewards };
}

async function take(
  code: CodeRow,
  reward: RewardId,
  amountMinor?: number,
  now?: Instant,
): Promise<Outcome> {
  const part = amountMinor === undefined ? {} : { part: { amountMinor } };
  const command = { kind: 'reverse', opId: op(), reward, ...part, ...byHand } as const;
  return (await store.commit(code, [command], now)).outcomes[0] ?? expect.fail('no answer');
}

/** When codes have settled. */
const late = plus(start, duration(400 * 86_400_000));

async function settle({ code }: Earned): Promise<void> {
  const { row } = await store.commit(code, [], late);
  expect(row.state.status).toBe('settled');
}

async function gather(): Promise<void> {
  await query(
    store.owner,
    // Locked in the order of commits, as all that locks several does.
    `WITH waiting AS (
       SELECT p.key FROM payout p JOIN reward r ON r.id = p.reward WHERE p.state = 'gathering'
       ORDER BY r.id FOR UPDATE OF r, p
     )
     UPDATE payout SET next_attempt_at = now() FROM waiting WHERE payout.key = waiting.key`,
    [],
  );
  await gatherPayouts(store.pool, { provider, limit: 100, againMs: 60_000 });
}

async function claim({ code }: Earned): Promise<ClaimedPayout | undefined> {
  const all = { provider, limit: 500, worker: 'w', leaseMs: 60_000 };
  const claimed = await claimPayouts(store.pool, all);
  return claimed.find(({ beneficiary }) => beneficiary === code.holder);
}

/** Sends a claim and books it. Returns what was sent; 0 where it was superseded. */
async function pay(claimed: ClaimedPayout | undefined): Promise<number> {
  if (claimed === undefined) return 0;
  if ((await markSending(store.pool, claimed, usualDelivery)) !== 'sending') return 0;
  const paid = { state: 'paid', providerRef: claimed.key } as const;
  expect(await settlePayout(store.pool, claimed, paid)).toBe(true);
  return claimed.minor;
}

async function posted({ rewards }: Earned): Promise<readonly number[]> {
  const rows = await query<{ minor: number }>(
    store.pool,
    `SELECT minor FROM entry WHERE kind = 'post' AND reward = ANY ($1) ORDER BY minor`,
    [rewards],
  );
  return rows.map(({ minor }) => minor);
}

it('a part of a reward that gathers is taken back, and what is left gathers on', async () => {
  const one = await earned(1);
  const [reward = expect.fail('none')] = one.rewards;
  expect(await take(one.code, reward, 30)).toMatchObject({ ok: true });
  await gather();
  expect(await claim(one)).toBeUndefined();
  const { decided } = await store.commit(one.code, [redeem(`late-${String(people)}`)]);
  await gather();
  expect(await pay(await claim(one))).toBe(170);
  expect(await posted({ ...one, rewards: [reward, ...decided.writes.payouts] })).toEqual([70, 100]);
});

it.each([
  ['that nobody has taken up', false],
  ['that is claimed and not sent', true],
])('a part of a reward in a payout of several %s breaks that', async (_, isClaimed) => {
  const two = await earned(2);
  const [reward = expect.fail('none')] = two.rewards;
  await gather();
  const former = isClaimed ? await claim(two) : undefined;
  expect(await take(two.code, reward, 40)).toMatchObject({ ok: true });
  expect(await pay(former)).toBe(0);
  await gather();
  const anew = await claim(two);
  expect(anew?.key).not.toBe(former?.key);
  expect(await pay(anew)).toBe(160);
  expect(await posted(two)).toEqual([60, 100]);
});

it('what a part leaves below the minimum waits for it again', async () => {
  const two = await earned(2);
  const [reward = expect.fail('none')] = two.rewards;
  await gather();
  expect(await take(two.code, reward, 60)).toMatchObject({ ok: true });
  await gather();
  expect(await claim(two)).toBeUndefined();
});

it('a refused payout of several is not tried again with what a part has left', async () => {
  const two = await earned(2);
  const [reward = expect.fail('none')] = two.rewards;
  await gather();
  const { key } = (await claim(two)) ?? expect.fail('not claimed');
  await query(store.owner, `UPDATE payout SET state = 'failed' WHERE key = $1`, [key]);
  expect(await take(two.code, reward, 10)).toMatchObject({ ok: true });
  expect(await retryPayout(store.pool, key, byHand)).toBeUndefined();
  await gather();
  expect(await pay(await claim(two))).toBe(190);
});

it('nothing is taken of a payout of several that is on its way', async () => {
  const two = await earned(2);
  const [reward = expect.fail('none')] = two.rewards;
  await gather();
  const claimed = (await claim(two)) ?? expect.fail('not claimed');
  expect(await take(two.code, reward)).toMatchObject({ ok: false, code: 'REWARD_IN_FLIGHT' });
  await markSending(store.pool, claimed, usualDelivery);
  expect(await take(two.code, reward, 10)).toMatchObject({ ok: false, code: 'REWARD_IN_FLIGHT' });
  await settlePayout(store.pool, claimed, { state: 'paid', providerRef: 'p' });
  expect(await take(two.code, reward, 10)).toMatchObject({ ok: true });
});

it('what gathers of a settled code is taken back once, and never after it was taken up', async () => {
  for (let round = 0; round < 8; round += 1) {
    const two = await earned(2);
    const [reward = expect.fail('none'), other = expect.fail('none')] = two.rewards;
    await settle(two);
    const sent = gather().then(async () => pay(await claim(two)));
    const took = [take(two.code, reward, undefined, late), take(two.code, reward, undefined, late)];
    const taken = (await Promise.all(took)).filter(({ ok }) => ok).length;
    const sum = await sent;
    expect(taken).toBeLessThanOrEqual(1);
    await gather();
    expect(await claim(two)).toBeUndefined();
    const { rows } = await store.pool.query<{ state: string }>(
      'SELECT state FROM reward WHERE id = ANY ($1) ORDER BY id = $2',
      [two.rewards, reward],
    );
    const after = sum === 0 ? ['due', 'voided'] : ['paid', taken === 0 ? 'paid' : 'reversed'];
    expect(rows.map(({ state }) => state)).toEqual(after);
    expect(await take(two.code, other, 10, late)).toMatchObject({ ok: true, status: 'settled' });
  }
});

it('letting go races with gathering and with taking back, and nobody gives up', async () => {
  const by = { actor: 'olga', reason: 'moves away' };
  for (let round = 0; round < 6; round += 1) {
    const [one, other] = [await earned(1), await earned(1)];
    const { campaign } = one.code;
    const done = await Promise.allSettled([
      ...[one, other].map(({ code, rewards }) => take(code, rewards[0] ?? expect.fail('none'), 10)),
      letGo(store.pool, { campaign, beneficiary: null }, by),
      gather(),
      letGo(store.pool, { campaign, beneficiary: null }, by),
    ]);
    expect(done.map(({ status }) => status)).toEqual(done.map(() => 'fulfilled'));
  }
});

it('parts that race with gathering and sending never change what is sent', async () => {
  for (let round = 0; round < 8; round += 1) {
    const two = await earned(2);
    const [reward = expect.fail('none')] = two.rewards;
    const sent = gather().then(async () => pay(await claim(two)));
    const took = [take(two.code, reward, 10), take(two.code, reward, 10)];
    const left = (await Promise.all(took)).filter(({ ok }) => ok).length;
    let sum = await sent;
    if (sum === 0) {
      await gather();
      sum = await pay(await claim(two));
    }
    const { rows } = await store.pool.query<{ minor: number; refunded: number }>(
      'SELECT sum(minor)::int AS minor, sum(refunded)::int AS refunded FROM reward WHERE id = ANY ($1)',
      [two.rewards],
    );
    expect(rows[0]?.minor).toBe(sum);
    expect(sum - (rows[0]?.refunded ?? 0)).toBe(200 - 10 * left);
  }
});
