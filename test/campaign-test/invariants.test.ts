import { beforeEach, expect, test } from 'vitest';
import { breachesIn } from '../../campaign-test/invariants.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { assert } from '../../domain/assert.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import type { RewardId, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { TestStage } from '../../campaign-test/stage.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';
import { textOf } from '../../lang/text.ts';
import { caseFile, shippedPolicies } from './play.ts';

let store: MemoryStore;

/** Ann's code is redeemed by bob, who registers: a yuan is held, and points are paid. */
beforeEach(async () => {
  const compiled = compileCampaign(caseFile('small.yaml'));
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

test('a reward that was taken back counts for nothing', () => {
  const row = reward('packet');
  store.rewards.set(row.id, { ...row, state: 'voided' });
  expect(broken()).toEqual(['ledger-sums-to-zero']);
});
