import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { minorUnits } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

const migration = new URL('../../store/migrations/0047_counted_exactly.sql', import.meta.url);

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** What the migration does with rows that are there already. */
async function migrateRows(): Promise<void> {
  const insert = /INSERT INTO counted_before [^;]+;/.exec(await readFile(migration, 'utf8'));
  await store.owner.query(insert?.[0] ?? expect.fail('the migration has no such statement'));
}

it('invitees of whom nothing was noted stay counted, and everybody later is counted exactly', async () => {
  const steps = [{ invitees: 9, minor: minorUnits(300) }];
  const terms = await store.publishOwn(
    payingTerms({}, { schedule: { kind: 'ladder', over: 'person', steps } }),
  );
  const { code } = await store.issue(terms, 'ann');
  const { outcomes } = await store.commit(code, [redeem('old-1'), redeem('old-2')]);
  await store.owner.query(`UPDATE redemption SET counted = '{}'`);
  expect(await checkInvariants(store.pool)).toMatchObject([
    { invariant: 'a ladder has counted its invitees', detail: '2 counted, 0 say so' },
  ]);
  await migrateRows();
  expect(await checkInvariants(store.pool)).toEqual([]);
  const [first] = outcomes;
  if (first?.ok !== true || first.redemption === undefined) throw new Error('redeemed');
  const { redemption } = first;
  const byHand = { actor: 'olga', reason: 'case 7' };
  await store.commit(code, [
    redeem('new-1'),
    { kind: 'cancel', opId: op(), redemption, ...byHand },
    { kind: 'reopen', opId: op(), redemption, ...byHand },
  ]);
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.owner.query(`UPDATE counter SET used = used + 1 WHERE key LIKE 'qualified:%'`);
  expect(await checkInvariants(store.pool)).toMatchObject([{ detail: '2 counted, 1 say so' }]);
});
