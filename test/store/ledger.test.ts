import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { plus } from '../../domain/time.ts';
import { balances, entriesOfCampaign, statement } from '../../store/ledger/read-ledger.ts';
import { createStore, payingTerms, redeem, start, type Store } from './fixture.ts';

let store: Store;
const terms = payingTerms({ campaign: 'ledger' as CampaignId }, { kind: 'points' });
beforeAll(async () => {
  store = await createStore();
  await store.publish(terms);
  const { code } = await store.issue(terms, 'anna');
  for (const at of [1, 2, 3]) {
    await store.commit(code, [redeem(`p-${String(at)}`)], plus(start, at * 1000));
  }
});
afterAll(() => store.close());

describe('an entry', () => {
  it.each([
    'UPDATE entry SET minor = 1',
    'UPDATE entry SET minor = 1 WHERE false',
    'DELETE FROM entry',
    'TRUNCATE entry',
    'TRUNCATE entry CASCADE',
  ])('stays as it is, whoever says %s', async (sql) => {
    await expect(store.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(store.owner.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it('cannot be freed by the application', async () => {
    for (const sql of [
      'ALTER TABLE entry DISABLE TRIGGER ALL',
      'DROP TRIGGER entry_append_only ON entry',
      'DROP TABLE entry',
      'SET session_replication_role = replica',
    ]) {
      await expect(store.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('closes a hold once', async () => {
    const close = `INSERT INTO entry
        (campaign, kind, reward, source, destination, asset, minor, at, reason)
      SELECT campaign, $1, reward, source, destination, asset, minor, at, 'again'
      FROM entry WHERE kind = 'hold' LIMIT 1`;
    for (const kind of ['hold', 'post', 'void', 'expire']) {
      await expect(store.pool.query(close, [kind])).rejects.toMatchObject({
        constraint: 'entry_once',
      });
    }
  });
});

describe('reading the ledger', () => {
  it('adds up to nothing', async () => {
    const all = await balances(store.pool);
    expect(all).toEqual([
      { account: 'campaign:ledger:budget', asset: 'CNY/2', minor: 999_700 },
      { account: 'campaign:ledger:held', asset: 'CNY/2', minor: 0 },
      { account: 'person:anna', asset: 'CNY/2', minor: 300 },
      { account: 'world', asset: 'CNY/2', minor: -1_000_000 },
    ]);
  });

  it('pages through a statement, the latest first', async () => {
    const first = await statement(store.pool, 'campaign:ledger:held', { limit: 4 });
    const before = first.at(-1)?.id ?? 0;
    const rest = await statement(store.pool, 'campaign:ledger:held', { limit: 4, before });
    const entries = await entriesOfCampaign(store.pool, terms.campaign);
    const lines = [...first, ...rest].map(({ balanceMinor, ...entry }) => {
      expect(balanceMinor).toBe(entry.kind === 'hold' ? 100 : 0);
      return entry;
    });
    expect(lines).toEqual(entries.filter(({ kind }) => kind !== 'fund').toReversed());
    expect(entries[0]).toMatchObject({ kind: 'fund', source: 'world', actor: 'test' });
  });
});
