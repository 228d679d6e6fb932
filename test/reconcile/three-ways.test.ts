import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { check } from '../../reconcile/check.ts';
import type { Difference, DifferenceKind } from '../../reconcile/difference.ts';
import { mend } from '../../reconcile/mend.ts';
import type { Services } from '../../reconcile/wake.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { requestReconciliation } from '../../store/payouts/gate.ts';
import { workflowId } from '../../workflows/messages.ts';
import { freshSecret } from '../delivery/fixture.ts';
import { share } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

/** Of each kind. */
const planted = 8;
const terms = termsLike();

let stage: Stage;
let sandbox: Sandbox | undefined;
let services: Services & { log: pino.Logger };

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
  const log = pino({ level: 'silent' });
  services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes, log };
});

afterAll(async () => {
  await stage.close();
  await sandbox?.stop();
});

async function awakeCode(): Promise<CodeRow> {
  const row = await stage.insert(terms);
  const handle = await stage.start(terms, row);
  await handle.executeUpdate('share', { args: [[share()]] });
  return row;
}

async function owner(sql: string, values: readonly unknown[]): Promise<void> {
  await stage.database.pool.query(sql, [...values]);
}

/** How each kind of mismatch comes about; what it is told as is its key. */
const plants: Partial<Record<DifferenceKind, (row: CodeRow) => Promise<string>>> = {
  'workflow-missing': async (row) => {
    await stage.client.workflow.getHandle(workflowId(row.campaign, row.id)).terminate('planted');
    return row.id;
  },
  'workflow-left': async (row) => {
    await owner(
      `UPDATE code SET state = state || '{"status": "settled"}', status = 'settled',
         deadline_at = NULL WHERE id = $1`,
      [row.id],
    );
    await owner(`UPDATE counter SET used = used - 1 WHERE key = 'live-codes'`, []);
    return row.id;
  },
  overdue: async (row) => {
    await owner(
      `UPDATE code SET state = jsonb_set(state, '{rowDeadline}', to_jsonb($2::bigint)),
         deadline_at = $2 WHERE id = $1`,
      [row.id, Date.now() - 60_000],
    );
    return row.id;
  },
  ledger: async ({ id, campaign }) => {
    const key = `cap:packet:count:inviter:code:${id}`;
    await owner('INSERT INTO counter (campaign, key, used, max) VALUES ($1, $2, 7, 10)', [
      ...[campaign, key],
    ]);
    return `${campaign} ${key}`;
  },
};

async function plantAll(): Promise<Map<string, string>> {
  const expected = new Map<string, string>();
  for (const [kind, plant] of Object.entries(plants)) {
    for (let nth = 0; nth < planted; nth += 1) {
      expected.set(await plant(await awakeCode()), kind);
    }
  }
  return expected;
}

function classed(found: readonly Difference[]): Map<string, string> {
  return new Map(found.map(({ kind, subject }) => [subject, kind]));
}

test('what does not agree is classed alike by the regular look and by a full one, and mended or left', async () => {
  expect(await check(services, 'suspects')).toEqual([]);
  const expected = await plantAll();
  expect(classed(await check(services, 'all'))).toEqual(expected);
  const { found, left } = await mend(services, 'suspects');
  expect(classed(found)).toEqual(expected);
  expect(new Set(left.map(({ kind }) => kind))).toEqual(new Set(['ledger']));
  expect(left).toHaveLength(planted);
});

test('a worker compares workflows and ledger too, each time it compares payouts', async () => {
  const row = await awakeCode();
  const handle = stage.client.workflow.getHandle(workflowId(row.campaign, row.id));
  await handle.terminate('planted');
  sandbox = await startSandbox({ secret: freshSecret() });
  // It never sweeps, so that what is mended is mended by the comparison.
  await stage.work({
    services: servicesOf(sandbox),
    reconciling: { everyMs: 24 * 3_600_000, pollMs: 50 },
  });
  await requestReconciliation(stage.pool, cashProvider, false);
  await vi.waitFor(
    async () => {
      expect((await handle.describe()).status.name).toBe('RUNNING');
    },
    { timeout: 50_000, interval: 200 },
  );
});
