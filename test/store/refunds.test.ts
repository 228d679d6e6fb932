import { afterAll, beforeAll, expect, it } from 'vitest';

import type { RewardTerms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { createStore, heldFor, op, payingTerms, redeem, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const hour = 3_600_000;
const byHand = { actor: 'olga', reason: 'case 7' };
const asset = 'CNY/2' as Asset;
const of = { milestone: 'order-paid', property: null, asset };
const ladder: RewardTerms['schedule'] = {
  ...{ kind: 'purchase-ladder', over: 'person', of },
  steps: [{ purchases: minorUnits(100_000), minor: minorUnits(3000) }],
};
const percent: RewardTerms['schedule'] = {
  ...{ kind: 'percent', milestone: 'order-paid', property: null, basisPoints: 100 },
  ...{ floor: minorUnits(0), ceiling: minorUnits(5000) },
};

const bands: RewardTerms['schedule'] = {
  ...{ kind: 'purchase-bands', of },
  bands: [
    { purchases: minorUnits(10_000), minor: minorUnits(500) },
    { purchases: minorUnits(30_000), minor: minorUnits(2000) },
  ],
};

/** Bob, whom a reward waits for to register, and how he is asked about. */
async function waitedFor(
  schedule: RewardTerms['schedule'],
  wanted: RewardTerms['when']['milestones'] = ['registered', 'order-paid'],
) {
  const milestones = ['registered', 'order-paid'];
  const when = { milestones: wanted, condition: null };
  const terms = await store.publishOwn(
    payingTerms(
      { milestones, code: payingTerms().code },
      { schedule, when, payout: heldFor(hour) },
    ),
  );
  const { code } = await store.issue(terms, 'ann');
  const ask = async (command: Command): Promise<Outcome> => {
    const [outcome] = (await store.commit(code, [command])).outcomes;
    return outcome ?? expect.fail('one command has one outcome');
  };
  const first = await ask(redeem('bob'));
  return { ask, bob: first.ok ? (first.redemption as RowId) : expect.fail(first.code) };
}

function reached(milestone: string, purchaseAmountMinor?: number): Command {
  const buying = purchaseAmountMinor === undefined ? {} : { purchaseAmountMinor };
  const who = { opId: op(), invitee: 'bob' as SubjectId };
  return { kind: 'milestone', ...who, milestone, ...buying };
}

function refunded(redemption: RowId, minor: number): Command {
  const refund = { milestone: 'order-paid', asset, minor };
  return { kind: 'cancel', opId: op(), redemption, refund, ...byHand };
}

it('a refund before the rest is reached is noted once, and stays through a reopening', async () => {
  const { ask, bob } = await waitedFor(ladder);
  await ask(reached('order-paid', 110_000));
  const command = refunded(bob, 100_000);
  const first = await ask(command);
  expect(first).toMatchObject({ ok: true, redemptionState: 'redeemed' });
  expect(await ask(command)).toEqual(first);
  expect(await ask(refunded(bob, 10_001))).toMatchObject({ code: 'MORE_THAN_LEFT', left: 10_000 });
  const whole = { redemption: bob, ...byHand };
  await ask({ kind: 'cancel', opId: op(), ...whole });
  expect(await ask({ kind: 'reopen', opId: op(), ...whole })).toMatchObject({ ok: true });
  expect(await ask(reached('registered'))).toMatchObject({ rewards: [] });
  expect(await ask(reached('order-paid', 89_999))).toMatchObject({ rewards: [] });
  expect(await ask(reached('order-paid', 1))).toMatchObject({ rewards: [{ minor: 3000 }] });
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('two refunds at once, both before the last milestone, leave a percentage of the rest', async () => {
  const { ask, bob } = await waitedFor(percent);
  await ask(reached('order-paid', 110_000));
  await Promise.all([ask(refunded(bob, 20_000)), ask(refunded(bob, 40_000))]);
  expect(await ask(reached('registered'))).toMatchObject({ rewards: [{ minor: 500 }] });
  expect(await ask(refunded(bob, 1))).toMatchObject({ code: 'MORE_THAN_LEFT', left: 0 });
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('a refund of what a ladder never counted takes nothing off it, however much at once', async () => {
  const atLeast = { minor: minorUnits(50_000), property: null };
  const large = { milestone: 'order-paid', times: 1, atLeast, withinMs: null };
  const { ask, bob } = await waitedFor(ladder, ['registered', large]);
  await ask(reached('registered'));
  expect(await ask(reached('order-paid', 100_000))).toMatchObject({ rewards: [{ minor: 3000 }] });
  for (const small of [20_000, 30_000]) await ask(reached('order-paid', small));
  const refunds = await Promise.all([20_000, 30_000].map((minor) => ask(refunded(bob, minor))));
  expect(refunds).toMatchObject([{ takenBack: [] }, { takenBack: [] }]);
  expect(await checkInvariants(store.pool)).toEqual([]);
  expect(await ask(refunded(bob, 1))).toMatchObject({ takenBack: [{ minor: 3000 }] });
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('a band that was earned becomes that of the rest, once an operation', async () => {
  const { ask } = await waitedFor(bands);
  await ask(reached('registered'));
  const outcome = await ask(reached('order-paid', 30_000));
  expect(outcome).toMatchObject({ rewards: [{ minor: 2000 }] });
  const [one] = outcome.ok ? (outcome.rewards ?? []) : [];
  const reward = one?.granted === true ? one.id : expect.fail('it was granted');
  const back = (minor: number): Command => ({
    ...{ kind: 'reverse', opId: op(), reward, part: { refundedPurchaseMinor: minor } },
    ...byHand,
  });
  const command = back(15_000);
  const first = await ask(command);
  expect(first).toMatchObject({ takenBack: [{ minor: 1500, left: 500 }] });
  expect(await ask(command)).toEqual(first);
  expect(await ask(back(10_000))).not.toHaveProperty('takenBack');
  expect(await ask(back(1))).toMatchObject({ code: 'REWARD_CLOSED' });
  expect(await checkInvariants(store.pool)).toEqual([]);
});
