import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';

import { createCommit } from '../../activities/commit.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { check } from '../../reconcile/check.ts';
import { mend } from '../../reconcile/mend.ts';
import type { Services } from '../../reconcile/wake.ts';
import { workflowId } from '../../workflows/messages.ts';
import { share } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
let services: Services & { log: pino.Logger };
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
  const log = pino({ level: 'silent' });
  services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes, log };
});

afterAll(async () => {
  await stage.close();
});

/** A code whose workflow has made its first commit. */
async function awakeCode(): Promise<CodeRow> {
  const row = await stage.insert(terms);
  const handle = await stage.start(terms, row);
  await handle.executeUpdate('share', { args: [[share()]] });
  return row;
}

/** Commits behind the workflow's back, as a worker does that dies before it can tell. */
async function commitUnheard(row: CodeRow): Promise<void> {
  const { pool, keys } = stage;
  const commit = createCommit({ pool, keys, log: services.log, worker: 'unheard' });
  const { campaign, id: code } = row;
  await commit({ campaign, code, commands: [share()], now: instant(Date.now()) });
}

async function owner(sql: string, values: readonly unknown[]): Promise<void> {
  await stage.database.pool.query(sql, [...values]);
}

test('what agrees is no difference: awake, dormant and settled codes', async () => {
  await awakeCode();
  await stage.insert(terms);
  expect(await check(services)).toEqual([]);
});

test('a terminated workflow is missing, and is started again from its row', async () => {
  const row = await awakeCode();
  await stage.client.workflow.getHandle(workflowId(row.campaign, row.id)).terminate('a test');
  const { found, left } = await mend(services);
  expect(found).toMatchObject([{ kind: 'workflow-missing', subject: row.id }]);
  expect(found[0]?.sentence).toContain('TERMINATED');
  expect(left).toEqual([]);
});

test('a workflow that has not heard of a commit is stale, and adopts its row', async () => {
  const row = await awakeCode();
  await commitUnheard(row);
  const { found, left } = await mend(services);
  expect(found).toMatchObject([{ kind: 'workflow-stale', subject: row.id }]);
  expect(left).toEqual([]);
  // Whether waking and the first share are one commit or two depends on how busy the machine is.
  const [, at, known] =
    /at revision (\d); its workflow knows revision (\d)/.exec(found[0]?.sentence ?? '') ?? [];
  expect(Number(at)).toBe(Number(known) + 1);
});

test('the workflow of a settled code is left over, and completes', async () => {
  const row = await awakeCode();
  await owner(
    `UPDATE code SET state = state || '{"status": "settled"}', status = 'settled',
       deadline_at = NULL WHERE id = $1`,
    [row.id],
  );
  await owner(`UPDATE counter SET used = used - 1 WHERE key = 'live-codes'`, []);
  const { found, left } = await mend(services);
  expect(found).toMatchObject([{ kind: 'workflow-left', subject: row.id }]);
  expect(left).toEqual([]);
  const handle = stage.client.workflow.getHandle(workflowId(row.campaign, row.id));
  expect((await handle.describe()).status.name).toBe('COMPLETED');
});

test('a deadline that nobody kept is overdue, and is made up for', async () => {
  const row = await awakeCode();
  const past = Date.now() - 60_000;
  await owner(
    `UPDATE code SET state = jsonb_set(state, '{rowDeadline}', to_jsonb($2::bigint)),
       deadline_at = $2 WHERE id = $1`,
    [row.id, past],
  );
  const { found, left } = await mend(services);
  expect(found).toMatchObject([{ kind: 'overdue', subject: row.id }]);
  expect(left).toEqual([]);
});

test('contradictions within the database are told, and left to a person', async () => {
  const row = await awakeCode();
  await owner('UPDATE code SET successor = $1, predecessor = $2 WHERE id = $3', [
    uuid(),
    uuid(),
    row.id,
  ]);
  await owner(`UPDATE counter SET used = used + 1 WHERE key = 'live-codes'`, []);
  const { found, left } = await mend(services);
  expect(found.map(({ kind }) => kind).sort()).toEqual(['ledger', 'ledger', 'lineage']);
  expect(left).toEqual(found);
  await owner('UPDATE code SET successor = NULL, predecessor = NULL WHERE id = $1', [row.id]);
  await owner(`UPDATE counter SET used = used - 1 WHERE key = 'live-codes'`, []);
});

test('a workflow of no code, and one that no worker answers for, are told', async () => {
  const silent = await createStage();
  await silent.publish(terms);
  const known = await silent.insert(terms);
  const unknown = { ...known, id: uuid() as CodeId };
  await silent.start(terms, known);
  await silent.start(terms, unknown);
  await silent.pool.query(
    `UPDATE code SET status = 'active', state = state || '{"status": "active"}'`,
  );
  const { client: temporal, pool } = silent;
  const found = await check({ temporal, pool, taskQueue: silent.queues.codes });
  expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['workflow-silent', known.id],
    ['row-missing', unknown.id],
  ]);
  await silent.close();
});
