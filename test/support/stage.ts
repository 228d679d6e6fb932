import { randomUUID } from 'node:crypto';

import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { pino } from 'pino';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { inject, vi } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import { newCode } from '../../domain/code/new-code.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { loadCampaign } from '../../store/campaigns/campaign-row.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { insertCode } from '../../store/codes/insert-code.ts';
import { generateKeyRing, parseKeyRing, type KeyRing } from '../../store/keys/key-ring.ts';
import { mintValue } from '../../store/keys/value.ts';
import { createPool } from '../../store/pool.ts';
import { logOptions } from '../../worker/logging.ts';
import { startWorker, type RunningWorker, type StartOptions } from '../../worker/run.ts';
import { startOptions, workflowType, type InvitationCode } from '../../workflows/messages.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { eventsOf, nameOf } from './history.ts';
import { noPolicy } from './terms.ts';

/** A database and task queues of one's own on the shared services, for codes driven directly. */
export interface Stage {
  readonly database: TestDatabase;
  /** As `usher_app`. */
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly keys: KeyRing;
  readonly queues: { readonly codes: string; readonly effects: string };
  publish(terms: Terms): Promise<void>;
  /** Inserts a dormant code. */
  insert(terms: Terms, changes?: Partial<CodeRow>): Promise<CodeRow>;
  /** Starts a code's workflow as everybody does. */
  start(terms: Terms, row: CodeRow): Promise<WorkflowHandle<InvitationCode>>;
  /** Starts it and waits for its first sleep; asking by a query would split its first task. */
  awaken(terms: Terms, row: CodeRow): Promise<WorkflowHandle<InvitationCode>>;
  /** Starts a worker; it ends with the stage unless it is stopped before. */
  work(options?: Partial<StartOptions>): Promise<RunningWorker>;
  close(): Promise<void>;
}

/** Sets a stage on the services that the global set-up has started. */
export async function createStage(): Promise<Stage> {
  const database = await createTestDatabase();
  const pool = createPool(database.url);
  // A test that drives no workflow needs no server.
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  const client = new Client({ connection });
  const keys = testKeys();
  const name = randomUUID();
  const queues = { codes: `codes-${name}`, effects: `effects-${name}` };
  const workers: RunningWorker[] = [];
  await publishPolicy(pool, noPolicy);
  const start = async (terms: Terms, row: CodeRow): Promise<WorkflowHandle<InvitationCode>> => {
    const campaign = await loadCampaign(pool, terms.campaign);
    const options = startOptions(row, {
      title: terms.title,
      timeZone: terms.period.timeZone,
      clockOffsetMs: campaign?.clockOffsetMs ?? 0,
      taskQueue: queues.codes,
    });
    return client.workflow.start<InvitationCode>(workflowType, options);
  };
  const mint = (terms: Terms) => (code: CodeId) => mintValue(keys, terms.code.format, code);
  return {
    database,
    pool,
    client,
    keys,
    queues,
    publish: async (terms) => {
      const by = { sandbox: true, by: 'test', source: '', serverNow: instant(Date.now()) };
      const published = await publishVersion(pool, { terms, digest: digestOf(terms), ...by });
      if (!published.ok) throw new Error(published.message);
    },
    insert: async (terms, changes = {}) => {
      const row = await dormantCode(pool, terms, changes);
      await insertCode(pool, { code: row, terms, mint: mint(terms), committedBy: 'test' });
      return row;
    },
    start,
    awaken: async (terms, row) => {
      const handle = await start(terms, row);
      await vi.waitFor(async () => {
        const names = (await eventsOf(handle)).map(nameOf);
        if (!names.includes('TIMER_STARTED')) throw new Error('not asleep yet');
      }, 10_000);
      return handle;
    },
    work: async (options = {}) => {
      const worker = await startWorker({
        temporalAddress: inject('temporalAddress'),
        databaseUrl: database.url,
        keys,
        log: pino(logOptions('error')),
        taskQueues: queues,
        bundlePath: inject('workflowBundle'),
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await Promise.allSettled(workers.map((worker) => worker.stop()));
      await connection.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** A key ring for one test. */
function testKeys(): KeyRing {
  const read = parseKeyRing(generateKeyRing('test-1'));
  if (!read.ok) throw new Error(read.problems.join());
  return read.ring;
}

function digestOf(terms: Terms): Digest {
  return `digest-of-${terms.campaign}` as Digest;
}

async function dormantCode(
  pool: pg.Pool,
  terms: Terms,
  changes: Partial<CodeRow>,
): Promise<CodeRow> {
  const campaign = await loadCampaign(pool, terms.campaign);
  const id = uuid() as CodeId;
  const now = instant(Date.now() + (campaign?.clockOffsetMs ?? 0));
  return {
    id,
    campaign: terms.campaign,
    digest: digestOf(terms),
    holder: 'u-1001' as SubjectId,
    lineage: id,
    predecessor: null,
    successor: null,
    channel: null,
    parameters: {},
    personalPrefix: '',
    trackingId: `t-${randomUUID()}`,
    revision: 0,
    state: newCode(terms, { endsAt: campaign?.endsAt ?? null }, now),
    ...changes,
  };
}
