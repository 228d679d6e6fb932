import { beforeEach, expect, test } from 'vitest';
import { breachesIn } from '../../campaign-test/invariants.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { assert } from '../../domain/assert.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import type { RewardId, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { instant, plus } from '../../domain/time.ts';
import { TestStage } from '../../campaign-test/stage.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';
import { textOf } from '../../lang/text.ts';
import { caseFile, shippedPolicies } from './play.ts';

let store: MemoryStore;

/** Ann's code is redeemed by bob, who registers: a yuan is held, and points are paid. */
beforeEach(async () => {
  const limited = caseFile('small.yaml')
    .replace(
      'hold: 2h }',
      'hold: 2h }\n      limits: [{ of: person, every: day, times: 2, beyond: refuse }]',
    )
    .replace('  budget:', '  limits: [{ of: channel, asset: points, amount: "30" }]\n  budget:');
  const compiled = compileCampaign(limited);
  const policy = shippedPolicies().get('none');
  assert(compiled.ok && policy !== undefined, 'the small campaign compiles');
  const { terms, digest } = compiled;
  const now = instant(Date.UTC(2026, 0, 5));
  const period = { startsAt: now, endsAt: null };
  const stage = new TestStage({
    campaign: { terms, digest, policy, status: 'open', ...period },
    now,
    people: new Map(
      ['ann', 'bob'].map((name) => [name, { existingCustomer: false, origin: {}, certified: [] }]),
    ),
    provider: [],
  });
  await stage.play({ do: 'issue', of: 'ann', save: 'ann' });
  await stage.play({ do: 'redeem', of: 'ann', by: 'bob' });
  await stage.play({ do: 'milestone', by: 'bob', reached: 'registered' });
  store = stage.simulation.store;
});

function broken(): readonly string[] {
  return [...new Set(breachesIn(store).map(({ invariant }) => invariant))];
}

function reward(id: string): RewardRow {
  const row = [...store.rewards.values()].find((each) => each.reward === id);
  assert(row !== undefined, `there is a reward ${id}`);
  return row;
}

/** Another row like one that is there, with a booking of its own, as if it had been granted. */
function grantAgain(row: RewardRow, change: Partial<RewardRow>): void {
  const again = { ...row, id: `${row.id}-again` as RewardId, ...change };
  store.rewards.set(again.id, again);
  const hold = store.entries.find((entry) => entry.reward === row.id && entry.kind === 'hold');
  assert(hold !== undefined, 'a reward has a hold');
  store.entries.push({ ...hold, reward: again.id, minor: again.minor });
}

test('books that the core has written keep every promise', () => {
  expect(broken()).toEqual([]);
});

test('an account that owes', () => {
  const row = reward('packet');
  grantAgain(row, {
    minor: minorUnits(9_950),
    reward: 'of another version',
    redemption: 'x' as RowId,
  });
  expect(broken()).toEqual(['accounts-never-negative']);
});

test('an entry that no reward stands for', () => {
  const [entry] = store.entries.filter(({ kind }) => kind === 'post');
  assert(entry !== undefined, 'points were posted');
  store.entries.push(entry);
  expect(broken()).toContain('ledger-sums-to-zero');
});

test('a reward that was paid to somebody else', () => {
  const row = reward('welcome');
  store.rewards.set(row.id, { ...row, beneficiary: 'cleo' as SubjectId });
  expect(broken()).toEqual(['ledger-sums-to-zero']);
});

test('points that are with nobody', () => {
  const [lot] = store.points.lots.all.values();
  assert(lot !== undefined, 'points were posted');
  store.points.lots.move(lot.reward, { available: -1, spent: 1 });
  expect(broken()).toEqual(['ledger-sums-to-zero']);
});

test('a second reward for the same pair', () => {
  grantAgain(reward('packet'), {});
  expect(broken()).toEqual(['one-reward-per-pair']);
});

test('a cap that is exceeded, in amount', () => {
  grantAgain(reward('packet'), { minor: minorUnits(200), redemption: 'another' as RowId });
  expect(broken()).toEqual(['caps-never-exceeded']);
  const [breach] = breachesIn(store);
  expect(breach && textOf(breach.detail, 'en')).toMatch(
    /^packet: lineage .* has 3.00 CNY of at most 2.00 CNY$/,
  );
});

/** Another packet of another code, so that no cap of a lineage is in the way. */
function packetAgain(redemption: string, change: Partial<RewardRow> = {}): void {
  const lineage = `of ${redemption}` as RewardRow['lineage'];
  grantAgain(reward('packet'), {
    ...{ id: `${redemption}/packet/inviter` as RewardId, redemption: redemption as RowId, lineage },
    ...change,
  });
}

test('a limit of a reward that is exceeded in a day, and one that is not in two', () => {
  packetAgain('second');
  expect(broken()).toEqual([]);
  const { grantedAt } = reward('packet');
  packetAgain('tomorrow', { grantedAt: plus(grantedAt, 86_400_000) });
  expect(broken()).toEqual([]);
  packetAgain('third');
  expect(broken()).toEqual(['limits-never-exceeded']);
  const [breach] = breachesIn(store);
  expect(breach && textOf(breach.detail, 'en')).toBe(
    'packet: ann has 3, and the limit is 2 rewards a person and day',
  );
});

test('a limit that rewards share is exceeded in amount', () => {
  const row = reward('welcome');
  const redemption = 'another' as RowId;
  for (const id of ['w1', 'w2'])
    grantAgain(row, { id: id as RewardId, redemption: `${redemption}-${id}` as RowId });
  const found = breachesIn(store).filter(({ invariant }) => invariant === 'limits-never-exceeded');
  expect(found.map(({ detail }) => textOf(detail, 'en'))).toEqual([
    'channel - has 40 points, and the limit that rewards share is 30 points a channel',
  ]);
});

test('a reward for several months takes one place under a limit', () => {
  const row = reward('packet');
  for (const month of [2, 3, 4]) {
    grantAgain(row, { id: `${row.id}/${String(month)}` as RewardId, minor: minorUnits(0) });
  }
  expect(broken()).toEqual([]);
});

test('a reward that was taken back counts for nothing', () => {
  const row = reward('packet');
  store.rewards.set(row.id, { ...row, state: 'voided' });
  expect(broken()).toEqual(['ledger-sums-to-zero']);
});
