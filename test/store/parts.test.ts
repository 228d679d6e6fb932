import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Part } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { RewardId, RowId } from '../../domain/ids.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { claimPayouts, type ClaimedPayout } from '../../store/payouts/claim-payouts.ts';
import { payoutsByKey } from '../../store/payouts/compare-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { query } from '../../store/query.ts';
import { createStore, heldFor, op, payingTerms, redeem, type Store } from './fixture.ts';

const rounds = 12;
const leaseMs = 60_000;
const byHand = { actor: 'olga', reason: 'refunded' };

let store: Store;
let [held, atOnce]: Terms[] = [];
beforeAll(async () => {
  store = await createStore();
  const caps: RewardTerms['caps'] = [
    { scope: 'campaign', unit: 'amount', max: 9_000, sides: 'each' },
  ];
  held = await store.publishOwn(payingTerms({}, { caps, payout: heldFor(86_400_000) }));
  atOnce = await store.publishOwn(payingTerms({}, { caps }));
});
afterAll(() => store.close());

let people = 0;
interface Earned {
  readonly code: CodeRow;
  readonly redemption: RowId;
  readonly reward: RewardId;
}

/** A code whose one reward of a yuan is held, or due. */
async function earned(terms: Terms | undefined): Promise<Earned> {
  people += 1;
  const { code } = await store.issue(terms ?? expect.fail('no terms'), `ann-${String(people)}`);
  const { decided } = await store.commit(code, [redeem(`guest-${String(people)}`)]);
  const [row = expect.fail('no reward')] = decided.writes.rewards.values();
  return { code, redemption: row.redemption, reward: row.id };
}

async function take({ code, reward }: Earned, amountMinor?: number): Promise<Outcome> {
  const part: { part?: Part } = amountMinor === undefined ? {} : { part: { amountMinor } };
  const command = { kind: 'reverse', opId: op(), reward, ...part, ...byHand } as const;
  const [outcome = expect.fail('no answer')] = (await store.commit(code, [command])).outcomes;
  return outcome;
}

async function correct({ code, redemption }: Earned, kind: 'cancel' | 'reopen'): Promise<Outcome> {
  const command = { kind, opId: op(), redemption, ...byHand } as const;
  const [outcome = expect.fail('no answer')] = (await store.commit(code, [command])).outcomes;
  return outcome;
}

/** What a campaign has used of its budget and of its cap. */
async function counted(terms: Terms | undefined): Promise<Record<string, number>> {
  const rows = await query<{ key: string; used: number }>(
    store.pool,
    `SELECT split_part(key, ':', 1) AS key, used FROM counter
     WHERE campaign = $1 AND (starts_with(key, 'budget:') OR starts_with(key, 'cap:'))`,
    [terms?.campaign],
  );
  return Object.fromEntries(rows.map(({ key, used }) => [key, used]));
}

async function claim({ reward }: Earned): Promise<ClaimedPayout> {
  const all = { provider: cashProvider, limit: 500, worker: 'w', leaseMs };
  const claimed = await claimPayouts(store.pool, all);
  return claimed.find((one) => one.key === reward) ?? expect.fail('not claimed');
}

/** Sends what was claimed and books it; returns what was sent, 0 where the claim was superseded. */
async function pay(payout: ClaimedPayout): Promise<number> {
  if ((await markSending(store.pool, payout, usualDelivery)) !== 'sending') return 0;
  const paid = { state: 'paid', providerRef: payout.key } as const;
  expect(await settlePayout(store.pool, payout, paid)).toBe(true);
  return payout.minor;
}

/** What the ledger has of a reward, by kind. */
async function booked({ reward }: Earned): Promise<Record<string, number>> {
  const rows = await query<{ kind: string; minor: number }>(
    store.pool,
    'SELECT kind, sum(minor)::bigint AS minor FROM entry WHERE reward = $1 GROUP BY kind',
    [reward],
  );
  return Object.fromEntries(rows.map(({ kind, minor }) => [kind, minor]));
}

function accepted(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ ok }) => ok).length;
}

describe('parts of one reward, taken at once', () => {
  it.each([
    ['before it is paid', false, 'lower'],
    ['after', true, 'reverse'],
  ] as const)('%s are as many as fit', async (_, isPaid, kind) => {
    for (let round = 0; round < rounds; round += 1) {
      const one = await earned(isPaid ? atOnce : held);
      if (isPaid) expect(await pay(await claim(one))).toBe(100);
      const outcomes = await Promise.all([30, 30, 30, 30, 30].map((minor) => take(one, minor)));
      expect(accepted(outcomes)).toBe(3);
      const refused = outcomes.filter(({ ok }) => !ok);
      expect(refused).toMatchObject([0, 1].map(() => ({ code: 'MORE_THAN_LEFT', left: 10 })));
      expect(await booked(one)).toMatchObject({ hold: 100, [kind]: 90 });
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('race with all of it: what the whole takes is what the parts have left', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const one = await earned(held);
      const parts = [take(one, 40), take(one), take(one, 40)];
      expect((await Promise.all(parts)).some(({ ok }) => ok)).toBe(true);
      const { lower = 0, void: voided } = await booked(one);
      expect(lower + (voided ?? 0)).toBe(100);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a part of a reward whose payout waits', () => {
  it('makes the payout smaller: a claim on the former amount sends nothing', async () => {
    const one = await earned(atOnce);
    const former = await claim(one);
    expect(former.minor).toBe(100);
    expect(await take(one, 30)).toMatchObject({ takenBack: [{ state: 'lowered', left: 70 }] });
    expect(await pay(former)).toBe(0);
    expect(await pay(await claim(one))).toBe(70);
    const ours = await payoutsByKey(store.pool, cashProvider, [one.reward]);
    expect(ours.get(one.reward)).toMatchObject({
      minor: 70,
      posts: 1,
      rewards: [{ state: 'paid' }],
    });
    expect(await booked(one)).toEqual({ hold: 100, lower: 30, post: 70 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it.each(['sending', 'unknown', 'manual'])('is in flight once it is %s', async (state) => {
    const one = await earned(atOnce);
    await markSending(store.pool, await claim(one), usualDelivery);
    await store.owner.query('UPDATE payout SET state = $2 WHERE reward = $1', [one.reward, state]);
    expect(await take(one, 30)).toMatchObject({ code: 'REWARD_IN_FLIGHT' });
  });

  it('races with its sending: what is sent, lowered and owed comes to the reward', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const one = await earned(atOnce);
      const payout = await claim(one);
      const [sent, outcome] = await Promise.all([pay(payout), take(one, 30)]);
      const late = sent === 0 ? await pay(await claim(one)) : sent;
      const { lower = 0, reverse = 0, owe = 0, post = 0 } = await booked(one);
      expect(late).toBe(post);
      expect(post + lower).toBe(100);
      expect(owe).toBe(reverse);
      expect(lower + reverse).toBe(outcome.ok ? 30 : 0);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('of one that was refused makes what is tried again smaller', async () => {
    const one = await earned(atOnce);
    await store.owner.query(`UPDATE payout SET state = 'failed' WHERE reward = $1`, [one.reward]);
    expect(await take(one, 30)).toMatchObject({ ok: true });
    const [row] = await query(store.pool, 'SELECT state, minor FROM payout WHERE reward = $1', [
      one.reward,
    ]);
    expect(row).toEqual({ state: 'failed', minor: 70 });
    await store.owner.query(`UPDATE payout SET attempts = 1 WHERE reward = $1`, [one.reward]);
    // The provider knows its key with another amount.
    expect(await take(one, 30)).toMatchObject({ code: 'REWARD_INDIVISIBLE' });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a redemption of whose reward a part was taken back', () => {
  it.each([
    ['before it was paid', false, { hold: 100, lower: 30, void: 70 }],
    ['after', true, { hold: 100, post: 100, reverse: 100, owe: 100 }],
  ] as const)('%s gives back the rest, and earns it again', async (_, isPaid, entries) => {
    const caps: RewardTerms['caps'] = [
      { scope: 'campaign', unit: 'amount', max: 100, sides: 'each' },
    ];
    const payout = isPaid ? {} : { payout: heldFor(86_400_000) };
    const terms = await store.publishOwn(payingTerms({}, { caps, ...payout }));
    const one = await earned(terms);
    if (isPaid) await pay(await claim(one));
    await take(one, 30);
    expect(await counted(terms)).toEqual({ budget: 70, cap: 70 });
    const cancelled = await Promise.all([correct(one, 'cancel'), correct(one, 'cancel')]);
    expect(accepted(cancelled)).toBe(1);
    expect(await booked(one)).toEqual(entries);
    expect(await counted(terms)).toEqual({ budget: 0, cap: 0 });
    const reopened = await Promise.all([correct(one, 'reopen'), correct(one, 'reopen')]);
    expect(accepted(reopened)).toBe(1);
    expect(reopened.find(({ ok }) => ok)).toMatchObject({
      rewards: [{ granted: true, minor: 70 }],
    });
    expect(await counted(terms)).toEqual({ budget: 70, cap: 70 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('races with the part: nothing is given back twice', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const one = await earned(held);
      const [cancelled, part] = await Promise.all([correct(one, 'cancel'), take(one, 30)]);
      expect(cancelled).toMatchObject({ ok: true });
      const given = part.ok ? { lower: 30, void: 70 } : { void: 100 };
      expect(await booked(one)).toEqual({ hold: 100, ...given });
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});
