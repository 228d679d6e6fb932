import { afterAll, beforeAll, expect, test } from 'vitest';

import { duration } from '../../domain/time.ts';
import { settleOverduePoints } from '../../reconcile/points-pass.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances } from '../../store/ledger/read-ledger.ts';
import { createStore, type Store } from '../store/fixture.ts';
import { day, pointsStage } from '../store/points-stage.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

test("points expire by the campaign's clock, whatever the server's shows", async () => {
  const stage = await pointsStage(store, { expiry: { kind: 'after', ms: duration(day) } });
  await stage.earn();
  const said: unknown[] = [];
  const log = { info: (fields: object) => said.push(fields), warn: () => undefined };
  // The campaign's points took effect in January 2026; its clock is put before that, and then on.
  const put = (offset: number): Promise<unknown> =>
    store.owner.query('UPDATE campaign SET clock_offset_ms = $2 WHERE id = $1', [
      ...[stage.campaign, offset],
    ]);
  await put(0);
  await settleOverduePoints(store.pool, log);
  await settleOverduePoints(store.pool, log);
  expect(said).toEqual([{ campaign: stage.campaign, people: 1, back: 0, expired: 10 }]);
  const [expired] = await balances(store.pool, `campaign:${stage.campaign}:expired`);
  expect(expired).toMatchObject({ minor: 10 });
  expect(await checkInvariants(store.pool)).toEqual([]);
});
