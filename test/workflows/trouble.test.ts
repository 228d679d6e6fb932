import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { updates } from '../../workflows/messages.ts';
import { redeem } from '../support/commands.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});
afterAll(() => stage.close());

/** Runs statements from outside the test's database. */
async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

describe('trouble', () => {
  it('an update waits out a database that is away for some seconds', async () => {
    const handle = await stage.awaken(terms, await stage.insert(terms));
    const before = (await eventsOf(handle)).length;
    const name = new URL(stage.database.url).pathname.slice(1);
    await onServer(
      `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    const update = handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
    await sleep(10_000);
    await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    expect(await update).toMatchObject([{ ok: true }]);
    const names = (await eventsOf(handle)).slice(before).map(nameOf);
    const tasks = names.filter((event) => event === 'WORKFLOW_TASK_COMPLETED').length;
    expect(names.filter((event) => event === 'MARKER_RECORDED')).toHaveLength(1);
    expect(names).not.toContain('WORKFLOW_TASK_TIMED_OUT');
    // One task, and one heartbeat for each eight seconds of waiting.
    expect(tasks).toBeLessThanOrEqual(3);
    expect(names).toHaveLength(3 + 3 * tasks);
  });

  it('a broken invariant that no command is to blame for makes the code wait for its mending', async () => {
    const handle = await stage.awaken(terms, await stage.insert(terms));
    const setCurrent = (current: boolean) =>
      stage.database.pool.query('UPDATE policy_version SET current = $1', [current]);
    await setCurrent(false);
    // Longer than a policy is remembered.
    await sleep(2_100);
    const update = handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
    await sleep(1_000);
    await setCurrent(true);
    expect(await update).toMatchObject([{ ok: true }]);
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });
});
