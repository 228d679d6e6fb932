import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { startSweeping } from '../../reconcile/sweep.ts';
import { settleStreams } from '../../reconcile/streams-pass.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { streamTerms } from '../support/stream-terms.ts';

const campaign = 'live' as CampaignId;
const log = pino({ level: 'silent' });
const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
let stage: Stage;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  await stage.work({ services: { provider: service, notifier: service } });
  const { client: temporal, pool, keys, queues } = stage;
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
  await stage.publish(streamTerms(campaign));
});
afterAll(async () => {
  await usher.close();
  await stage.close();
});

const states = () =>
  query<{ state: string; batches: number }>(
    stage.pool,
    `SELECT state, (SELECT count(*)::int FROM payout_batch b WHERE b.campaign = $1) AS batches
     FROM reward WHERE campaign = $1`,
    [campaign],
  );

test('a sweep pays a stream that was settled by a worker which died before it started the batch', async () => {
  const who = { campaign, streamer: 'luna' };
  const issued = await usher.issue({ campaign, holder: 'luna', parameters: { host: 'luna' } });
  await usher.openStream(who);
  const code = issued.ok ? issued.value : '';
  expect(await usher.redeem({ code, invitee: 'bob' })).toMatchObject({ ok: true });
  await usher.closeStream(who);
  // Half a minute passes on the clock of the campaign.
  await query(stage.pool, `UPDATE campaign SET clock_offset_ms = 31000 WHERE id = $1`, [campaign]);
  await settleStreams(stage.pool, log);
  expect(await states()).toEqual([{ state: 'held', batches: 0 }]);
  const { client: temporal, pool, queues } = stage;
  const sweeping = startSweeping({
    ...{ temporal, pool, log, taskQueue: queues.codes, batchQueue: queues.effects },
    ...{ workerId: '!first', intervalMs: 200, nudge: () => Promise.resolve() },
  });
  const patience = { timeout: 50_000, interval: 100 };
  await expect.poll(states, patience).toEqual([{ state: 'paid', batches: 1 }]);
  await sweeping.stop();
  expect(await usher.listStreams({ campaign })).toMatchObject({
    streams: [{ state: 'settled', invitees: 1, batches: [1], earned: [{ held: 0, minor: 100 }] }],
  });
  expect(await checkInvariants(pool)).toEqual([]);
});
