import type { WorkflowHandle } from '@temporalio/client';
import type proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CodeRow } from '../../domain/commit/rows.ts';
import { searchAttributes, snapshotQuery, updates } from '../../workflows/messages.ts';
import { freshOpId, redeem } from '../support/commands.ts';
import { eventsOf, nameOf, summaryOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
let row: CodeRow;
let handle: WorkflowHandle;
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
  row = await stage.insert(terms, { channel: 'poster' });
  handle = await stage.awaken(terms, row);
  await handle.executeUpdate(updates.redeem, { args: [[redeem(), redeem(), redeem()]] });
  const reserve = { ...redeem(), kind: 'reserve' as const };
  await handle.executeUpdate(updates.reserve, { args: [[reserve]] });
});
afterAll(() => stage.close());

async function currentDetails(): Promise<string> {
  const metadata = await handle.query<proto.temporal.api.sdk.v1.IWorkflowMetadata>(
    '__temporal_workflow_metadata',
  );
  return metadata.currentDetails ?? '';
}

/** `2026-12-01 10:00 UTC` */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

describe('a history that reads like sentences', () => {
  it('says at the start whose code of which campaign it is', async () => {
    const description = await handle.describe();
    expect(await description.staticSummary()).toBe('Invite a friend to register: code of u-1001');
    const details = (await description.staticDetails()) ?? '';
    expect(details).toContain('| campaign | Invite a friend to register (registration) |');
    expect(details).toContain(`| code | ${row.id} |`);
    expect(details).toContain('| channel | poster |');
    expect(details).toContain('| time zone | Asia/Shanghai |');
  });

  it('says of each commit and each timer what it is about', async () => {
    const events = (await eventsOf(handle)).filter((event) => summaryOf(event) !== undefined);
    const reminder = (row.state.expiresAt ?? 0) - 4 * 3_600_000;
    const lines = events
      .slice(1)
      .map((event) => `${nameOf(event)}: ${(summaryOf(event) ?? '').replace(/\d{4}-.*/, 'AT')}`);
    expect(summaryOf(events[0] ?? {})).toBe('Invite a friend to register: code of u-1001');
    expect(lines).toEqual([
      'MARKER_RECORDED: wake',
      'TIMER_STARTED: reminder AT',
      'MARKER_RECORDED: redeem × 3',
      'MARKER_RECORDED: reserve',
      'TIMER_CANCELED: reminder AT',
      'TIMER_STARTED: reservation runs out or reward falls due AT',
    ]);
    expect(events.map(summaryOf)).toContain(`reminder ${utc(reminder)}`);
  });

  it('shows the code as a table in plain words, by UTC and by the campaign’s clock', async () => {
    const details = await currentDetails();
    expect(details).toContain('| status | active |');
    expect(details).toContain('| redemptions | 3 |');
    expect(details).toContain('| uses taken | 4 |');
    expect(details).toMatch(/\| expires \| \S+Z \(\d{4}-\d\d-\d\d \d\d:\d\d Asia\/Shanghai\) \|/);
    expect(details).toMatch(/\| next \| reservation runs out or reward falls due 20/);
  });

  it('can be found by campaign, channel and status', async () => {
    const { typedSearchAttributes: found } = await handle.describe();
    expect(found.get(searchAttributes.campaign)).toBe('registration');
    expect(found.get(searchAttributes.channel)).toBe('poster');
    expect(found.get(searchAttributes.status)).toBe('active');
    expect(found.get(searchAttributes.reviewPending)).toBe(false);
  });

  it('answers a query with the row and its own clock', async () => {
    expect(await handle.query(snapshotQuery)).toMatchObject({
      status: 'active',
      redemptions: 3,
      uses: 4,
      clockOffsetMs: 0,
      expiresAt: row.state.expiresAt,
    });
  });

  it('changes its status attribute with the status, and never names the holder’s code', async () => {
    const freeze = { kind: 'freeze' as const, opId: freshOpId(), actor: 'ops', reason: 'test' };
    await handle.executeUpdate(updates.freeze, { args: [[freeze]] });
    const { typedSearchAttributes: found } = await handle.describe();
    expect(found.get(searchAttributes.status)).toBe('frozen');
    expect(await currentDetails()).toContain('| status | frozen |');
  });
});
