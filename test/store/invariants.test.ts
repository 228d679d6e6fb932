import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import type { ReverseCommand } from '../../domain/code/command.ts';
import type { Accepted } from '../../domain/code/outcome.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { plus } from '../../domain/time.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import {
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  revoke,
  share,
  start,
  type Store,
} from './fixture.ts';
import { awardsStage } from './awards-stage.ts';
import { planted } from './planted-breaches.ts';
import { pointsStage } from './points-stage.ts';

const day = 24 * 3_600_000;
const cap = [{ scope: 'person', unit: 'amount', max: 900, sides: 'each' }] as const;
let store: Store;

/** Rewards of every state: held, due, paid, voided and reversed; a successor; a reservation. */
beforeAll(async () => {
  store = await createStore();
  const cash = payingTerms({ campaign: 'cash' as CampaignId }, { caps: cap, payout: heldFor(day) });
  await store.publish(cash);
  const [due, held, gone] = [
    await store.issue(cash, 'anna'),
    await store.issue(cash, 'bert'),
    await store.issue(cash, 'cleo'),
  ];
  await store.commit(due.code, [share(), redeem('due-1'), redeem('due-2')]);
  await store.commit(due.code, [], plus(start, 3 * day));
  await store.commit(held.code, [redeem('held-1'), { ...redeem('held-2'), kind: 'reserve' }]);
  await store.commit(gone.code, [redeem('gone-1')]);
  await store.commit(gone.code, [revoke()]);
  const points = payingTerms({ campaign: 'points' as CampaignId }, { caps: cap, kind: 'points' });
  await store.publish(points);
  const { code } = await store.issue(points, 'dora');
  const { outcomes } = await store.commit(code, [redeem('paid-1'), redeem('paid-2')]);
  const reward = (outcomes[0] as Accepted).rewards?.[0];
  const id = reward?.granted === true ? reward.id : ('' as RewardId);
  await store.commit(code, [{ kind: 'reverse', opId: op(), reward: id, actor: 'o', reason: 'r' }]);
  await oweAndSetOff();
  const stage = await pointsStage(store);
  await stage.earn();
  await stage.close('confirmPoints', await stage.reserve(3));
  await stage.reserve(2);
  const awards = awardsStage(store);
  await awards.given(cash, 100);
  await awards.approve(await awards.given(cash, 200));
});

/** A reward that was paid and taken back, and a later one that settles what is owed of it. */
async function oweAndSetOff(): Promise<void> {
  const debts = await store.publishOwn(payingTerms());
  const { code } = await store.issue(debts, 'emil');
  const [reward = '' as RewardId] = (await store.commit(code, [redeem('owed-1')])).decided.writes
    .payouts;
  const claim = { provider: cashProvider, limit: 100, worker: 'w', leaseMs: 60_000 };
  const due = await claimPayouts(store.pool, claim);
  const payout = due.find((one) => one.key === reward) ?? expect.fail('none');
  await markSending(store.pool, payout, usualDelivery);
  await settlePayout(store.pool, payout, { state: 'paid', providerRef: 'p' });
  await store.commit(code, [{ kind: 'reverse', opId: op(), reward, actor: 'o', reason: 'r' }]);
  await store.commit(code, [redeem('owed-2')]);
  const [third = '' as RewardId] = (await store.commit(code, [redeem('owed-3')])).decided.writes
    .payouts;
  await store.commit(code, [part(third, 10)]);
  const [lowered] = await claimPayouts(store.pool, claim);
  expect(lowered).toMatchObject({ key: third, minor: 90 });
  await markSending(store.pool, lowered ?? expect.fail('none'), usualDelivery);
  await settlePayout(store.pool, lowered ?? expect.fail('none'), {
    ...{ state: 'paid', providerRef: 'q' },
  });
  await store.commit(code, [part(third, 20)]);
}

function part(reward: RewardId, amountMinor: number): ReverseCommand {
  return { kind: 'reverse', opId: op(), reward, part: { amountMinor }, actor: 'o', reason: 'r' };
}
afterAll(() => store.close());

describe('the invariants', () => {
  it('hold after rewards of every state', async () => {
    expect(await checkInvariants(store.pool)).toEqual([]);
    const { rows } = await store.owner.query('SELECT DISTINCT state FROM reward ORDER BY state');
    const states = ['due', 'held', 'paid', 'reversed', 'voided'];
    expect(rows).toEqual(states.map((state) => ({ state })));
  });

  it.each(planted)('see %s', async (_, sql, wanted) => {
    await inRollback(async (db) => {
      await db.query(sql);
      const broken = new Set((await checkInvariants(db)).map(({ invariant }) => invariant));
      for (const invariant of wanted) expect(broken).toContain(invariant);
    });
  });

  it('are all seen broken by one of these', async () => {
    const { rows } = await store.owner.query<{ text: string }>(
      `SELECT string_agg(pg_get_viewdef(oid), '') AS text
       FROM pg_class WHERE relname LIKE 'violation_of_%'`,
    );
    const found = [...(rows[0]?.text ?? '').matchAll(/SELECT '([^']+)'::text AS invariant/g)];
    const seen = new Set(planted.flatMap(([, , wanted]) => wanted));
    const unseen = found.flatMap(([, name = '']) => (seen.has(name) ? [] : [name]));
    // An entry has one source and one destination, so nothing can be planted against it.
    expect(unseen).toEqual(['asset sums to zero']);
  });
});

async function inRollback(work: (db: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await store.owner.connect();
  try {
    await client.query('BEGIN');
    await work(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

it('leaves out none of the views that look for something', async () => {
  const views = await query<{ name: string; definition: string }>(
    store.owner,
    "SELECT viewname AS name, definition FROM pg_views WHERE starts_with(viewname, 'violation')",
    [],
  );
  const all = views.find(({ name }) => name === 'violation')?.definition ?? '';
  const parts = views.map(({ name }) => name).filter((name) => name !== 'violation');
  expect(parts.length).toBeGreaterThan(6);
  expect(parts.filter((name) => !all.includes(name))).toEqual([]);
});
