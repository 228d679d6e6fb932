import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher } from '../../client/usher.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { query } from '../../store/query.ts';
import { workflowId } from '../../workflows/messages.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const campaign = 'registration';

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(termsLike());
});

afterAll(async () => {
  await service.close();
});

test('a burst on one code goes in a few updates, each call with its own answer', async () => {
  const { usher, stage } = service;
  const { value: code, code: id } = await service.issue(campaign, somebody());
  const invitees = Array.from({ length: 1_200 }, somebody);
  const calls = invitees.map((invitee) => usher.redeem({ code, invitee, deadlineMs: 60_000 }));
  const outcomes = await Promise.all(calls);
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  const rows = await query<{ id: string; invitee: string }>(
    stage.pool,
    'SELECT id, invitee FROM redemption WHERE code = $1',
    [id],
  );
  const byInvitee = new Map(rows.map((row) => [row.invitee, row.id]));
  expect(byInvitee.size).toBe(1_200);
  for (const [index, outcome] of outcomes.entries()) {
    expect(outcome.ok && outcome.redemption).toBe(byInvitee.get(invitees[index] ?? ''));
  }
  const handle = stage.client.workflow.getHandle(`code/${campaign}/${id}`);
  const names = (await eventsOf(handle)).map(nameOf);
  const updates = names.filter((name) => name === 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED').length;
  expect(updates).toBeGreaterThanOrEqual(3);
  expect(updates).toBeLessThanOrEqual(120);
});

test('the same operation again is answered as before; with another body it is refused', async () => {
  const { usher, stage } = service;
  const { value: code, code: id } = await service.issue(campaign, somebody());
  const asking = { code, invitee: somebody(), opId: 'signup-1' };
  const first = await usher.redeem(asking);
  expect(await usher.redeem(asking)).toEqual(first);
  const [one, other] = await Promise.all([
    usher.redeem({ code, invitee: somebody(), opId: 'signup-2' }),
    usher.redeem({ code, invitee: somebody(), opId: 'signup-2' }),
  ]);
  expect([one.ok, other.ok].sort()).toEqual([false, true]);
  expect(one.ok ? other : one).toMatchObject({ code: 'OPERATION_REUSED' });
  const rows = await query(stage.pool, 'SELECT 1 FROM redemption WHERE code = $1', [id]);
  expect(rows).toHaveLength(2);
});

test('a terminated workflow is started again from its row by the next command', async () => {
  const { usher, stage } = service;
  const { value: code, code: id } = await service.issue(campaign, somebody());
  await usher.share({ code, via: 'share-opened' });
  await stage.client.workflow.getHandle(`code/${campaign}/${id}`).terminate('a test');
  const shared = await usher.share({ code, via: 'share-opened' });
  expect(shared).toMatchObject({ ok: true, counted: true });
  const view = await usher.get({ code });
  expect(view.ok && view.shown.shares).toBe(2);
});

test('a settled code answers from its row: what it answered before, and nothing new', async () => {
  const { usher, stage } = service;
  const { value: code, code: id } = await service.issue(campaign, somebody());
  const asking = { code, invitee: somebody(), opId: 'signup-3' };
  const first = await usher.redeem(asking);
  await settle(id);
  expect(await usher.redeem(asking)).toEqual(first);
  const reused = await usher.redeem({ ...asking, invitee: somebody() });
  expect(reused).toMatchObject({ ok: false, code: 'OPERATION_REUSED' });
  const late = await usher.redeem({ code, invitee: somebody() });
  expect(late).toMatchObject({ ok: false, code: 'CODE_SETTLED' });
  const handle = stage.client.workflow.getHandle(`code/${campaign}/${id}`);
  expect((await handle.describe()).status.name).toBe('COMPLETED');
});

test('with no worker a call ends at its deadline, and the same operation is answered later', async () => {
  const alone = await createService({ worker: false });
  await alone.stage.publish(termsLike());
  const { value: code } = await alone.issue(campaign, somebody());
  const asking = { code, invitee: somebody(), opId: 'signup-4' };
  const began = Date.now();
  const given = alone.usher.redeem({ ...asking, deadlineMs: 600 });
  await expect(given).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: true });
  expect(Date.now() - began).toBeLessThan(5_000);
  const waiting = alone.usher.redeem(asking);
  await sleep(300);
  const unsent = alone.usher.redeem({ code, invitee: somebody(), deadlineMs: 200 });
  await expect(unsent).rejects.toMatchObject({ code: 'DEADLINE_PASSED' });
  await alone.stage.work();
  expect(await waiting).toMatchObject({ ok: true, redemptionState: 'redeemed' });
  const rows = await query(alone.stage.pool, 'SELECT 1 FROM redemption');
  expect(rows).toHaveLength(1);
  await alone.close();
});

test('a closed client takes nothing more, and has answered what it took', async () => {
  const { stage } = service;
  const { pool, keys } = stage;
  const taskQueue = stage.queues.codes;
  const usher = createUsher({ temporal: stage.client, pool, keys, taskQueue });
  const { value: code } = await service.issue(campaign, somebody());
  const taken = usher.redeem({ code, invitee: somebody() });
  await sleep(20);
  await usher.close();
  expect(await taken).toMatchObject({ ok: true });
  const late = usher.redeem({ code, invitee: somebody() });
  await expect(late).rejects.toMatchObject({ code: 'CLOSED', retryable: false });
});

/** Ends a code for good, as after its settling time. */
async function settle(id: CodeRow['id']): Promise<void> {
  const { pool, client } = service.stage;
  const over = { expiresAt: Date.now() - 1, settleAt: Date.now() - 1 };
  await query(
    pool,
    `UPDATE code SET state = state || $2::jsonb || '{"status": "expired", "endedAt": 1}',
       status = 'expired', deadline_at = $3 WHERE id = $1`,
    [id, over, Date.now() - 1],
  );
  const handle = client.workflow.getHandle(workflowId(campaign as CodeRow['campaign'], id));
  await handle.executeUpdate('sync');
  await handle.result();
}
