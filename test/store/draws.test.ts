import { afterAll, beforeAll, expect, test } from 'vitest';

import type { RandomSchedule, Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { minorUnits } from '../../domain/money.ts';
import { drawName } from '../../domain/reward/packets.ts';
import { loadDraws, loadPackets } from '../../store/draws/draw-rows.ts';
import { drawnPackets } from '../../store/draws/drawn-packets.ts';
import { commitmentOf, packetsOf, seedOf } from '../../store/keys/draw-seed.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { redPacket } from '../support/terms.ts';
import {
  createStore,
  heldFor,
  payingTerms,
  redeem,
  reload,
  revoke,
  type Store,
} from './fixture.ts';

const random: RandomSchedule = {
  ...{ kind: 'random', packets: 20, total: minorUnits(4000) },
  ...{ least: minorUnits(30), most: minorUnits(1000) },
};
const name = drawName(redPacket, random);

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

async function codesOf(terms: Terms, count: number): Promise<CodeRow[]> {
  const codes: CodeRow[] = [];
  for (let at = 0; at < count; at += 1) {
    codes.push((await store.issue(terms, `inviter-${String(at)}`)).code);
  }
  return codes;
}

test('thirty commits at once draw each of twenty packets once, and exactly the total', async () => {
  const terms = await store.publishOwn(payingTerms({}, { schedule: random }));
  const codes = await codesOf(terms, 30);
  const results = await Promise.all(
    codes.map((code, at) => store.commit(code, [redeem(`friend-${String(at)}`)])),
  );
  const answers = results.flatMap(({ outcomes: [outcome] }) =>
    outcome?.ok === true ? (outcome.rewards ?? []) : [],
  );
  const granted = answers.flatMap((one) => (one.granted ? [one] : []));
  const packets = (await loadPackets(store.pool, store.keys, terms)).get(name) ?? [];
  expect(granted.map(({ packet }) => packet).sort((a, b) => Number(a) - Number(b))).toEqual(
    packets.map((_, index) => index + 1),
  );
  for (const { packet = 0, minor } of granted) expect(minor).toBe(packets[packet - 1]);
  expect(granted.reduce((sum, { minor }) => sum + minor, 0)).toBe(random.total);
  const refused = answers.flatMap((one) =>
    one.granted ? [] : [`${one.reason}: ${one.cap ?? ''}`],
  );
  expect(refused).toEqual(Array.from({ length: 10 }, () => 'CAP_REACHED: 20 packets a campaign'));
  expect(await checkInvariants(store.pool)).toEqual([]);
});

test('a packet that is taken back gives its amount back, and is not drawn again', async () => {
  const payout = heldFor(3_600_000);
  const terms = await store.publishOwn(payingTerms({}, { schedule: random, payout }));
  const [one, two] = await codesOf(terms, 2);
  if (one === undefined || two === undefined) throw new Error('no codes');
  await store.commit(one, [redeem('ann')]);
  await store.commit(await reload(store, one), [revoke()]);
  await store.commit(two, [redeem('bob')]);
  const drawn = await drawnPackets(store.pool, terms.campaign, name);
  expect(drawn.map(({ packet, state }) => [packet, state])).toEqual([
    [1, 'voided'],
    [2, 'held'],
  ]);
  const budget = await query<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND key = 'budget:CNY/2'`,
    [terms.campaign],
  );
  expect(budget[0]?.used).toBe(drawn[1]?.minor);
  expect(await checkInvariants(store.pool)).toEqual([]);
});

test('a draw goes on under a version that says the same of it, and another begins where it does not', async () => {
  const terms = await store.publishOwn(payingTerms({}, { schedule: random }));
  const [code] = await codesOf(terms, 1);
  if (code === undefined) throw new Error('no code');
  await store.commit(code, [redeem('ann')]);
  const before = (await loadDraws(store.pool, terms.campaign)).get(name);
  const titled = { ...terms, title: 'Lucky packets' };
  await store.publish(titled);
  const next = await store.issue(titled, 'another');
  const more = { ...random, total: minorUnits(5000) };
  const richer = { ...titled, rewards: titled.rewards.map((one) => ({ ...one, schedule: more })) };
  await store.publish(richer);
  const last = await store.issue(richer, 'last');
  const [second, other] = [
    await store.commit(next.code, [redeem('bob')]),
    await store.commit(last.code, [redeem('cat')]),
  ];
  const packetIn = ({ outcomes: [outcome] }: typeof second) =>
    outcome?.ok === true ? outcome.rewards?.map((one) => one.granted && one.packet) : [];
  expect([packetIn(second), packetIn(other)]).toEqual([[2], [1]]);
  const draws = await loadDraws(store.pool, terms.campaign);
  expect(draws.size).toBe(2);
  expect(draws.get(name)).toEqual(before);
});

test('what is committed to is the seed of the packets, and the tables keep it as it is', async () => {
  const terms = await store.publishOwn(payingTerms({}, { schedule: random }));
  const row = (await loadDraws(store.pool, terms.campaign)).get(name);
  if (row === undefined) throw new Error('no draw');
  const seed = seedOf(store.keys, row);
  expect(commitmentOf(seed)).toEqual(row.commitment);
  const packets = (await loadPackets(store.pool, store.keys, terms)).get(name);
  expect(packets).toEqual(packetsOf(random, seed));
  await expect(
    store.owner.query(`UPDATE draw SET salt = sha256('another') WHERE campaign = $1`, [
      terms.campaign,
    ]),
  ).rejects.toThrow();
});

test('the tables refuse a packet that is granted twice', async () => {
  const terms = await store.publishOwn(payingTerms({}, { schedule: random }));
  const codes = await codesOf(terms, 2);
  for (const [at, code] of codes.entries()) await store.commit(code, [redeem(`p-${String(at)}`)]);
  const twice = query(store.owner, 'UPDATE reward SET packet = 1 WHERE campaign = $1', [
    terms.campaign,
  ]);
  await expect(twice).rejects.toMatchObject({ constraint: 'reward_packet_once' });
});

test('one commit of more redemptions than there are packets draws all of them', async () => {
  const terms = await store.publishOwn(payingTerms({}, { schedule: random }));
  const { code } = await store.issue(terms, 'hot');
  const batch = Array.from({ length: 25 }, (_, at) => redeem(`comer-${String(at)}`));
  const { outcomes } = await store.commit(code, batch);
  const rewards = outcomes.flatMap((one) => (one.ok ? (one.rewards ?? []) : []));
  expect(rewards.filter(({ granted }) => granted)).toHaveLength(20);
  expect(rewards.filter(({ granted }) => !granted)).toHaveLength(5);
});
