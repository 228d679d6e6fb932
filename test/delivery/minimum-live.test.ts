import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { rewardsOfCode, type RewardRecord } from '../../store/inspect/rewards-of-code.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances } from '../../store/ledger/read-ledger.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { freshSecret, paidCounts, quick } from './fixture.ts';

const campaign = 'gathering' as CampaignId;
const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(250) }];
let stage: Stage;
let sandbox: Sandbox;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret: freshSecret() });
  const { client: temporal, pool, keys, queues } = stage;
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
  const { code } = termsLike();
  const when = { milestones: ['redeemed'], condition: null };
  await stage.publish(
    termsLike({
      ...{ campaign, code: { ...code, perPerson: 2 } },
      rewards: [{ ...redPacket, when, caps: [] }],
      payouts: { max: [], approval: null, minimum },
    }),
  );
  await stage.work({
    services: servicesOf(sandbox),
    delivery: { settings: quick },
    sweepEveryMs: 300,
  });
});
afterAll(async () => {
  expect(await checkInvariants(stage.pool)).toEqual([]);
  await usher.close();
  await stage.close();
  await sandbox.stop();
});

async function issued(): Promise<{ readonly id: string; readonly value: string }> {
  const outcome = await usher.issue({ campaign, holder: 'ann' });
  if (!outcome.ok) throw new Error(outcome.message);
  return { id: outcome.code, value: outcome.value };
}

async function redeem(code: string, ...invitees: readonly string[]): Promise<void> {
  for (const invitee of invitees) {
    expect(await usher.redeem({ code, invitee })).toMatchObject({ ok: true });
  }
}

async function rewards(...codes: readonly { readonly id: string }[]): Promise<RewardRecord[]> {
  const found = await Promise.all(
    codes.map(({ id }) => rewardsOfCode(stage.pool, id as never, 50)),
  );
  return found.flat();
}

test('rewards of two codes wait with a reason, and go out as one transfer of their sum; debts come first', async () => {
  const [one, other] = [await issued(), await issued()];
  await redeem(one.value, 'bob');
  await redeem(other.value, 'cid');
  const waiting = { state: 'gathering', gathered: { minor: 200, minimum: 250 } };
  const two = await rewards(one, other);
  expect(two.map(({ payout }) => payout)).toMatchObject([waiting, waiting]);
  const why = 'gathered 2.00 of 2.50 CNY';
  const seen = { asset: 'CNY/2', rewards: 2, minor: 200, minimum: 250, why };
  expect(await usher.get({ code: one.value })).toMatchObject({ ok: true, gathering: [seen] });
  expect(await paidCounts(sandbox)).toEqual({});

  await redeem(one.value, 'dan');
  const states = async (): Promise<readonly string[]> =>
    (await rewards(one, other)).map(({ state }) => state).sort();
  await expect.poll(states, { timeout: 50_000 }).toEqual(['paid', 'paid', 'paid']);
  expect(Object.values(await paidCounts(sandbox))).toEqual([1]);
  expect(await balances(stage.pool, 'person:ann')).toMatchObject([{ minor: 300 }]);
  expect(await usher.get({ code: one.value })).toMatchObject({ ok: true, gathering: [] });

  const [back] = await rewards(other);
  const by = { actor: 'olga', reason: 'a false account' };
  expect(await usher.reverse({ reward: back?.id ?? '', ...by })).toMatchObject({ ok: true });
  await redeem(other.value, 'eve', 'fay', 'gus');
  const owing = await rewards(other);
  expect(owing.map(({ state, setOff }) => [state, setOff]).sort()).toEqual([
    ['due', 0],
    ['due', 0],
    ['paid', 100],
    ['reversed', 0],
  ]);
  expect(owing.flatMap(({ payout }) => payout?.gathered ?? [])).toMatchObject([
    { minor: 200 },
    { minor: 200 },
  ]);
  await redeem(other.value, 'hal');
  await expect
    .poll(async () => Object.values(await paidCounts(sandbox)), { timeout: 50_000 })
    .toEqual([1, 1]);
});
