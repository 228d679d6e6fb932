import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { CodeRow } from '../../domain/commit/rows.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { lockCode } from '../../store/commit/lock-code.ts';
import { syncUpdate, updates } from '../../workflows/messages.ts';
import { freshOpId, redeem, share } from '../support/commands.ts';
import { fastForward } from '../support/fast-forward.ts';
import { eventsOf, nameOf, summaryOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';

const hour = 3_600_000;
const day = 24 * hour;

let stage: Stage;
const held = { ...redPacket, payout: { ...redPacket.payout, holdMs: duration(7 * day) } };
const terms = termsLike({ rewards: [held] });
const brief = termsLike({
  campaign: 'brief' as typeof terms.campaign,
  validity: {
    ...terms.validity,
    reminders: [],
    onExpiry: { action: 'expire' },
  },
});

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.publish(brief);
});
afterAll(() => stage.close());

async function stored(row: CodeRow): Promise<CodeRow> {
  const found = await lockCode(stage.pool, row.id);
  if (found === undefined) throw new Error('no row');
  return found;
}

async function column(sql: string, row: CodeRow): Promise<unknown[]> {
  const { rows } = await stage.database.pool.query<{ value: unknown }>(sql, [row.id]);
  return rows.map(({ value }) => value);
}

describe('the life of a code', () => {
  it('an update that comes late finds the deadline passed, in one commit', async () => {
    const row = await stage.insert(brief);
    const first = await stage.work();
    const handle = await stage.awaken(brief, row);
    await first.stop();
    const forwarding = fastForward(stage.client, handle.workflowId, 25 * hour);
    await vi.waitFor(async () => {
      expect((await eventsOf(handle)).map(nameOf)).toContain('TIMER_FIRED');
    }, 10_000);
    const late = handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
    await sleep(200);
    await stage.work();
    expect(await late).toMatchObject([{ ok: false, code: 'CODE_EXPIRED' }]);
    await forwarding;
    const events = await eventsOf(handle);
    expect(events.filter((event) => nameOf(event) === 'MARKER_RECORDED').map(summaryOf)).toEqual([
      'wake',
      'redeem',
    ]);
    expect((await stored(row)).state.status).toBe('expired');
  });

  it('runs from wake to settled in virtual time', async () => {
    const row = await stage.insert(terms);
    const handle = await stage.awaken(terms, row);
    const { workflowId } = handle;
    await handle.executeUpdate(updates.share, { args: [[share()]] });
    const invitee = 'friend-1' as SubjectId;
    await handle.executeUpdate(updates.redeem, { args: [[redeem(invitee)]] });
    const milestones = ['registered', 'real-name-verified'].map((milestone) => ({
      kind: 'milestone' as const,
      opId: freshOpId(),
      invitee,
      milestone,
    }));
    const [, last] = await handle.executeUpdate(updates.milestone, { args: [milestones] });
    expect(last).toMatchObject({ ok: true, rewards: [{ granted: true, minor: 100 }] });

    await fastForward(stage.client, workflowId, 27 * hour);
    const at27 = await handle.executeUpdate(syncUpdate);
    expect(at27).toMatchObject({ status: 'active', shares: 1, redemptions: 1 });
    expect(at27.now - row.state.issuedAt).toBeGreaterThanOrEqual(27 * hour);
    const templates = 'SELECT template AS value FROM message WHERE code = $1 ORDER BY at, key';
    expect(await column(templates, row)).toEqual(['reminder']);

    await fastForward(stage.client, workflowId, 4 * hour);
    const at31 = await handle.executeUpdate(syncUpdate);
    expect(at31).toMatchObject({ status: 'replaced', granted: ['1.00 CNY'] });
    const children = 'SELECT status AS value FROM code WHERE predecessor = $1';
    expect(await column(children, row)).toEqual(['dormant']);

    await fastForward(stage.client, workflowId, 7 * day);
    await handle.executeUpdate(syncUpdate);
    const rewards = 'SELECT state AS value FROM reward WHERE code = $1';
    expect(await column(rewards, row)).toEqual(['due']);

    await fastForward(stage.client, workflowId, 31 * day);
    expect(await handle.result()).toMatchObject({
      summary: 'settled after 1 share and 1 redemption; granted 1.00 CNY',
      status: 'settled',
    });
    expect((await stored(row)).state.status).toBe('settled');
    const told = (await eventsOf(handle))
      .filter((event) => nameOf(event) === 'TIMER_STARTED')
      .map((event) => (summaryOf(event) ?? '').replace(/ \d{4}-.*/, ''));
    expect(told).toEqual([
      'reminder',
      'reminder',
      'expires',
      'reward falls due',
      'settled for good',
    ]);
    await expect(stage.start(terms, row)).rejects.toThrow('already started');
  });

  it('cancelled, it is revoked, goes on, and ends as completed', async () => {
    const row = await stage.insert(terms);
    const handle = await stage.start(terms, row);
    await handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
    await handle.cancel();
    // An update that arrives together with the cancellation is answered first.
    await vi.waitFor(async () => {
      expect(await handle.executeUpdate(syncUpdate)).toMatchObject({ status: 'revoked' });
    }, 10_000);
    const { runId } = await handle.describe();
    const operation = "SELECT op_id AS value FROM operation WHERE code = $1 AND kind = 'revoke'";
    expect(await column(operation, row)).toEqual([`cancel/${runId}`]);
    const [refused] = await handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
    expect(refused).toMatchObject({ ok: false, code: 'CODE_REVOKED' });
    expect(await fastForward(stage.client, handle.workflowId, 31 * day)).toBe('ended');
    expect(await handle.result()).toMatchObject({ status: 'settled' });
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });

  it('terminated, it goes on from its row when it is started again', async () => {
    const row = await stage.insert(terms);
    const former = await stage.start(terms, row);
    const command = redeem();
    const answer = await former.executeUpdate(updates.redeem, { args: [[command]] });
    await former.terminate('test');
    const handle = await stage.start(terms, await stored(row));
    expect(await handle.executeUpdate(syncUpdate)).toMatchObject({
      status: 'active',
      redemptions: 1,
    });
    expect(await handle.executeUpdate(updates.redeem, { args: [[command]] })).toEqual(answer);
    expect((await stored(row)).state.redemptions).toBe(1);
    await handle.terminate('test');
  });

  it('fails with a clear message when its row is gone', async () => {
    const row = await stage.insert(terms);
    await stage.database.pool.query('DELETE FROM code_value WHERE code = $1', [row.id]);
    await stage.database.pool.query('DELETE FROM code WHERE id = $1', [row.id]);
    const handle = await stage.start(terms, row);
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'CODE_UNKNOWN' } });
  });
});
