import { afterAll, beforeAll, expect, it } from 'vitest';

import type { PurchaseLadder, RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query, queryOne } from '../../store/query.ts';
import { askCodes } from './ask-codes.ts';
import { createStore, heldFor, op, payingTerms, type Store } from './fixture.ts';
import { sweepOverhangs } from './overhang-sweep.ts';

const hour = 3_600_000;
const byHand = { actor: 'olga', reason: 'case 7' };

let store: Store;
const { ask, redeemed } = askCodes(() => store);
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** 30 at 1,000 yuan, 50 at 2,000. */
const ladder: PurchaseLadder = {
  kind: 'purchase-ladder',
  over: 'person',
  of: { milestone: 'order-paid', property: null, asset: 'CNY/2' as Asset },
  steps: [
    { purchases: minorUnits(100_000), minor: minorUnits(3000) },
    { purchases: minorUnits(200_000), minor: minorUnits(5000) },
  ],
};

function laddered(
  schedule: Partial<PurchaseLadder> = {},
  reward: Partial<RewardTerms> = {},
): Promise<Terms> {
  const plain = payingTerms();
  return store.publishOwn(
    payingTerms(
      { milestones: ['order-paid'], code: { ...plain.code, perPerson: 60 } },
      {
        schedule: { ...ladder, ...schedule },
        when: { milestones: ['order-paid'], condition: null },
        payout: heldFor(hour),
        ...reward,
      },
    ),
  );
}

async function codeOf(terms: Terms, holder = 'ann'): Promise<CodeRow> {
  return (await store.issue(terms, holder)).code;
}

function paid(invitee: string, purchaseAmountMinor?: number): Command {
  const buying = purchaseAmountMinor === undefined ? {} : { purchaseAmountMinor };
  const who = { opId: op(), invitee: invitee as SubjectId };
  return { kind: 'milestone', ...who, milestone: 'order-paid', ...buying };
}

function refunded(redemption: RowId, minor: number, milestone = 'order-paid'): Command {
  const refund = { milestone, asset: 'CNY/2' as Asset, minor };
  return { kind: 'cancel', opId: op(), redemption, refund, ...byHand };
}

const correct = (kind: 'cancel' | 'reopen', redemption: RowId): Command => ({
  ...{ kind, opId: op(), redemption },
  ...byHand,
});

async function sumOf(terms: Terms): Promise<number | undefined> {
  const row = await queryOne<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND key LIKE 'purchases:%'`,
    [terms.campaign],
  );
  return row?.used;
}

async function standing(terms: Terms): Promise<readonly number[]> {
  const rows = await query<{ minor: number }>(
    store.pool,
    `SELECT minor FROM reward WHERE campaign = $1 AND state IN ('held', 'due', 'paid')
     ORDER BY minor, id`,
    [terms.campaign],
  );
  return rows.map(({ minor }) => minor);
}

/** The sum, and what stands. */
async function now(terms: Terms): Promise<readonly [number | undefined, ...number[]]> {
  expect(await checkInvariants(store.pool)).toEqual([]);
  return [await sumOf(terms), ...(await standing(terms))];
}

const granted = (outcome: Outcome): readonly unknown[] =>
  outcome.ok ? (outcome.rewards ?? []).map((one) => (one.granted ? one.minor : one.reason)) : [];

it('purchases of several invitees, and several of one, are summed to the minor unit', async () => {
  const terms = await laddered();
  const code = await codeOf(terms);
  await redeemed(code, 'bob');
  await redeemed(code, 'cleo');
  expect(granted(await ask(code, paid('bob', 33_333)))).toEqual([]);
  expect(granted(await ask(code, paid('cleo', 33_333)))).toEqual([]);
  expect(granted(await ask(code, paid('bob', 33_333)))).toEqual([]);
  expect(await now(terms)).toEqual([99_999]);
  expect(granted(await ask(code, paid('cleo')))).toEqual([]);
  expect(granted(await ask(code, paid('cleo', 1)))).toEqual([3000]);
  expect(await now(terms)).toEqual([100_000, 3000]);
  expect(granted(await ask(code, paid('bob', 99_999)))).toEqual([]);
  expect(granted(await ask(code, paid('bob', 1)))).toEqual([5000]);
  expect(await now(terms)).toEqual([200_000, 3000, 5000]);
});

it('a purchase that jumps over two steps pays both, and is counted once when it is asked again', async () => {
  const terms = await laddered({}, { to: ['inviter', 'invitee'] });
  const code = await codeOf(terms);
  await redeemed(code, 'bob');
  const command = paid('bob', 250_000);
  const first = await ask(code, command);
  expect(granted(first)).toEqual([3000, 3000, 5000, 5000]);
  expect(await ask(code, command)).toEqual(first);
  expect(await now(terms)).toEqual([250_000, 3000, 3000, 5000, 5000]);
});

it('a step that a cap has no room for is refused, and the one before it stands', async () => {
  const caps: RewardTerms['caps'] = [{ scope: 'person', unit: 'amount', max: 4000, sides: 'each' }];
  const terms = await laddered({}, { caps });
  const code = await codeOf(terms);
  await redeemed(code, 'bob');
  expect(granted(await ask(code, paid('bob', 250_000)))).toEqual([3000, 'CAP_REACHED']);
  expect(await now(terms)).toEqual([250_000, 3000]);
});

it('a refund that falls below a step takes it back, and what is bought again earns it again', async () => {
  const terms = await laddered();
  const code = await codeOf(terms);
  const bob = await redeemed(code, 'bob');
  await ask(code, paid('bob', 210_000));
  const command = refunded(bob, 20_000);
  const first = await ask(code, command);
  expect(first).toMatchObject({ redemptionState: 'redeemed', takenBack: [{ minor: 5000 }] });
  expect(await ask(code, command)).toEqual(first);
  expect(await now(terms)).toEqual([190_000, 3000]);
  expect(granted(await ask(code, paid('bob', 10_000)))).toEqual([5000]);
  expect(await now(terms)).toEqual([200_000, 3000, 5000]);
  expect(await ask(code, refunded(bob, 200_001))).toMatchObject({
    ...{ code: 'MORE_THAN_LEFT', left: 200_000 },
  });
  expect(await ask(code, refunded(bob, 1, 'other'))).toMatchObject({ code: 'MORE_THAN_LEFT' });
  await ask(code, refunded(bob, 200_000));
  expect(await now(terms)).toEqual([0]);
});

it('a cancellation takes its purchases out, and a reopening counts them again', async () => {
  const terms = await laddered();
  const code = await codeOf(terms);
  const bob = await redeemed(code, 'bob');
  await redeemed(code, 'cleo');
  await ask(code, paid('bob', 60_000));
  await ask(code, paid('cleo', 90_000));
  await ask(code, paid('bob', 60_000));
  await ask(code, refunded(bob, 10_000));
  expect(await now(terms)).toEqual([200_000, 3000, 5000]);
  expect(await ask(code, correct('cancel', bob))).toMatchObject({ ok: true });
  expect(await now(terms)).toEqual([90_000]);
  await ask(code, paid('cleo', 5000));
  const again = await ask(code, correct('reopen', bob));
  expect(granted(again)).toEqual([3000, 5000]);
  expect(await now(terms)).toEqual([205_000, 3000, 5000]);
  const next = again.ok ? again.redemption : undefined;
  if (next === undefined) throw new Error('a reopened redemption has an id');
  expect(await ask(code, correct('cancel', next))).toMatchObject({ ok: true });
  expect(await now(terms)).toEqual([95_000]);
});

it('a reopening gives the invitee what was theirs of steps that others have passed since', async () => {
  const terms = await laddered({}, { to: ['inviter', 'invitee'] });
  const code = await codeOf(terms);
  const bob = await redeemed(code, 'bob');
  await redeemed(code, 'cleo');
  await ask(code, paid('cleo', 99_999));
  await ask(code, paid('bob', 110_000));
  expect(await now(terms)).toEqual([209_999, 3000, 3000, 5000, 5000]);
  await ask(code, paid('cleo', 1));
  await ask(code, correct('cancel', bob));
  expect(await now(terms)).toEqual([100_000, 3000]);
  expect(granted(await ask(code, correct('reopen', bob)))).toEqual([3000, 5000, 5000]);
  expect(await now(terms)).toEqual([210_000, 3000, 3000, 5000, 5000]);
});

it('a step that came through another code is taken back by that code, and the sum is what is left', async () => {
  const terms = await laddered();
  const [one, other] = [await codeOf(terms), await codeOf(terms)];
  const bob = await redeemed(one, 'bob');
  await redeemed(other, 'cleo');
  await ask(one, paid('bob', 80_000));
  expect(granted(await ask(other, paid('cleo', 30_000)))).toEqual([3000]);
  await ask(one, correct('cancel', bob));
  expect(await now(terms)).toEqual([30_000, 3000]);
  await sweepOverhangs(store);
  expect(await now(terms)).toEqual([30_000]);
  expect(granted(await ask(other, paid('cleo', 99_999)))).toEqual([3000]);
  await ask(one, correct('reopen', bob));
  expect(await now(terms)).toEqual([209_999, 3000, 5000]);
});

it('what was paid before the rest is reached counts then, and only what the reward waits for', async () => {
  const atLeast = { minor: minorUnits(5000), property: null };
  const wanted = { milestone: 'order-paid', times: 1, atLeast, withinMs: null };
  const plain = payingTerms();
  const terms = await store.publishOwn(
    payingTerms(
      { milestones: ['registered', 'order-paid'], code: plain.code },
      { schedule: ladder, when: { milestones: ['registered', wanted], condition: null } },
    ),
  );
  const code = await codeOf(terms);
  await redeemed(code, 'bob');
  await ask(code, paid('bob', 60_000));
  await ask(code, paid('bob', 4999));
  await ask(code, paid('bob', 50_000));
  expect(await now(terms)).toEqual([0]);
  const registered = { kind: 'milestone', milestone: 'registered', opId: op() } as const;
  const outcome = await ask(code, { ...registered, invitee: 'bob' as SubjectId });
  expect(granted(outcome)).toEqual([3000]);
  await ask(code, paid('bob', 4999));
  await ask(code, paid('bob', 5000));
  expect(await now(terms)).toEqual([115_000, 3000]);
});

it('fifty purchases at once through fifty codes give each step exactly once', async () => {
  const steps = Array.from({ length: 10 }, (_, index) => ({
    purchases: minorUnits((index + 1) * 5000),
    minor: minorUnits(100 + index),
  }));
  for (const over of ['person', 'campaign'] as const) {
    const terms = await laddered({ over, steps });
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(terms)));
    const ids = await Promise.all(codes.map((code, index) => redeemed(code, `g-${String(index)}`)));
    const outcomes = await Promise.all(
      codes.map((code, index) => ask(code, paid(`g-${String(index)}`, 1000))),
    );
    expect(outcomes.flatMap(granted).sort()).toEqual(steps.map(({ minor }) => minor));
    expect(await now(terms)).toEqual([50_000, ...steps.map(({ minor }) => minor)]);
    await Promise.all(codes.map((code, index) => ask(code, refunded(ids[index] as RowId, 400))));
    await sweepOverhangs(store);
    expect(await now(terms)).toEqual([30_000, ...steps.map(({ minor }) => minor).slice(0, 6)]);
  }
});

it('fifty purchases and refunds at once through one code leave the steps of what is left', async () => {
  const terms = await laddered({ over: 'code' });
  const code = await codeOf(terms);
  const ids = await Promise.all(
    Array.from({ length: 50 }, (_, index) => redeemed(code, `h-${String(index)}`)),
  );
  await Promise.all(ids.map((_, index) => ask(code, paid(`h-${String(index)}`, 5000))));
  expect(await now(terms)).toEqual([250_000, 3000, 5000]);
  await Promise.all([
    ...ids.slice(0, 25).map((id) => ask(code, refunded(id, 4000))),
    ...ids.slice(25).map((_, index) => ask(code, paid(`h-${String(index + 25)}`, 1000))),
    ...ids.slice(25).map((id) => ask(code, correct('cancel', id))),
  ]);
  expect(await now(terms)).toEqual([25_000]);
});

it('a band of purchases is that of the last one reported; below the first there is none', async () => {
  const bands = [
    { purchases: minorUnits(10_000), minor: minorUnits(500) },
    { purchases: minorUnits(20_000), minor: minorUnits(1200) },
  ];
  const terms = await laddered({}, { schedule: { kind: 'purchase-bands', of: ladder.of, bands } });
  const code = await codeOf(terms);
  for (const [invitee, minor] of [
    ['bob', 9999],
    ['cleo', 10_000],
    ['dan', 20_000],
  ] as const) {
    await redeemed(code, invitee);
    await ask(code, paid(invitee, minor));
  }
  expect(await ask(code, paid('cleo', 50_000))).toMatchObject({ code: 'MILESTONE_REPEATED' });
  expect(await now(terms)).toEqual([undefined, 500, 1200]);
});
