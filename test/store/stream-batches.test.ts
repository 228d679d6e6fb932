import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { StreamId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant, plus, type Instant } from '../../domain/time.ts';
import { closeMonth, monthOf } from '../../store/ledger/close-month.ts';
import { beginBatch, loadBatch } from '../../store/payouts/batch-row.ts';
import { turnBatchPage } from '../../store/payouts/batch-page.ts';
import { decideBatch } from '../../store/payouts/decide-batch.ts';
import { previewBatch } from '../../store/payouts/preview-batch.ts';
import { withTransaction } from '../../store/pool.ts';
import { closeStream, openStream, settleStream } from '../../store/streams/change-stream.ts';
import { nextBatches } from '../../store/sweep/next-batch.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { createStore, payingTerms, redeem, start, type Store } from './fixture.ts';

const points = 'points/0' as Asset;
const stream = 's' as StreamId;
const page = { size: 100, provider: 'none' };
const second = (count: number): Instant => plus(start, count * 1000);
let store: Store;

beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** A campaign whose batches all wait for a second person, and a code that was used in a stream. */
async function liveCampaign(): Promise<{ readonly terms: Terms; readonly code: CodeRow }> {
  const payout = { ...redPacket.payout, timing: 'after-stream' } as const;
  const over = {
    code: { ...termsLike().code, parameters: ['host'], perPerson: 9 },
    scenario: {
      kind: 'livestream',
      streamer: 'host',
      onlyWhileLive: true,
      redemptionsAMinute: 5_000,
    },
    budget: [{ asset: points, minor: minorUnits(1_000) }],
    payouts: {
      max: [],
      approval: {
        above: [{ asset: points, minor: minorUnits(1) }],
        withinMs: duration(86_400_000),
      },
    },
  } as const;
  const terms = await store.publishOwn(
    payingTerms(over, { payout, kind: 'points', asset: points }),
  );
  const { code } = await store.issue(terms, 'luna', { parameters: { host: 'luna' } });
  const of = { campaign: terms.campaign, streamer: 'luna' };
  await withTransaction(store.pool, (db) => openStream(db, of, { id: stream, now: start }));
  await store.commit(code, [redeem('bob')], second(5));
  return { terms, code };
}

async function end({ campaign }: Terms): Promise<void> {
  const of = { campaign, streamer: 'luna' };
  await withTransaction(store.pool, (db) => closeStream(db, of, { now: () => second(10) }));
  await withTransaction(store.pool, (db) => settleStream(db, of, { id: stream, now: second(40) }));
}

test('a month stays open for the batch of a stream that ended in it and waits to be approved', async () => {
  const { terms } = await liveCampaign();
  const { campaign } = terms;
  await end(terms);
  await store.owner.query('UPDATE code SET deadline_at = NULL WHERE campaign = $1', [campaign]);
  const request = { campaign, timing: 'after-stream', stream, asOf: second(50) } as const;
  const batch = await withTransaction(store.pool, (db) =>
    beginBatch(db, request, { workflow: 'w', run: campaign }),
  );
  const name = { campaign, number: batch?.number ?? 0 };
  const turn = () => withTransaction(store.pool, (db) => turnBatchPage(db, name, page));
  await turn();
  await turn();
  expect(await loadBatch(store.pool, name)).toMatchObject({ state: 'waiting' });
  const january = monthOf('2026-01', 'Asia/Shanghai');
  if (january === undefined) throw new Error('no month');
  const now = instant(january.endsAt + 86_400_000);
  const close = () =>
    withTransaction(store.pool, (db) =>
      closeMonth(db, { campaign, month: january, now, actor: 'test' }),
    );
  const unsettled = await close();
  expect(unsettled).toMatchObject({ code: 'MONTH_UNSETTLED' });
  expect(unsettled).toHaveProperty('message', expect.stringContaining('1 rewards'));
  const by = { decision: 'approve', actor: 'olga', reason: 'fine' } as const;
  expect(await withTransaction(store.pool, (db) => decideBatch(db, name, by))).toBeNull();
  await turn();
  await turn();
  expect(await loadBatch(store.pool, name)).toMatchObject({ state: 'done', paid: 1 });
  expect(await close()).toMatchObject({ ok: true });
});

test('what waits for a stream is foreseen once that is closed, and previewed as a batch of its own', async () => {
  const { terms } = await liveCampaign();
  const { campaign } = terms;
  const preview = (asOf: Instant) => previewBatch(store.pool, campaign, { asOf, max: [] });
  expect(await nextBatches(store.pool, campaign)).toEqual([]);
  expect(await preview(second(99))).toMatchObject({ lines: [], totals: [] });
  await end(terms);
  expect(await nextBatches(store.pool, campaign)).toEqual([
    { timing: 'after-stream', at: second(40) },
  ]);
  expect(await preview(second(39))).toMatchObject({ lines: [], totals: [] });
  const what = { timing: 'after-stream', stream, asset: points, rewards: 1, minor: 100 };
  expect(await preview(second(40))).toMatchObject({
    lines: [{ ...what, beneficiary: 'luna' }],
    totals: [{ ...what, people: 1 }],
    leftOver: [],
  });
});
