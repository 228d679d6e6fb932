import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { writeLocalStack } from '../../cli/local-stack.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { usher, usherJson } from './usher.ts';

const nobody = '127.0.0.1:9';
const deadDatabase = `postgres://usher:secret@${nobody}/usher`;

let database: TestDatabase;
let emptyUrl: string;
let listener: Server;

beforeAll(async () => {
  database = await createTestDatabase();
  const name = `usher_empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  emptyUrl = withDatabase(name);
  listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  listener.close();
  await onServer(`DROP DATABASE ${new URL(emptyUrl).pathname.slice(1)} WITH (FORCE)`);
  await database.drop();
});

test(
  'what is missing is one sentence that says what to do, with exit code 3',
  { timeout: 120_000 },
  async () => {
    const services = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: inject('temporalAddress') };
    const cases: readonly (readonly [string[], Record<string, string>, string])[] = [
      [
        ['status'],
        {},
        'Nothing says where the database is: run `usher dev` in another terminal, or set DATABASE_URL.',
      ],
      [
        ['issue', 'c', '--holder', 'a'],
        services,
        'Nothing says what the keys are: run `usher dev` in another terminal, or set USHER_PEPPERS and USHER_SEALING_KEYS.',
      ],
      [
        ['status'],
        { DATABASE_URL: deadDatabase },
        `The database at ${nobody} does not answer (connect ECONNREFUSED ${nobody}): start it, or set DATABASE_URL; \`usher doctor\` looks at everything.`,
      ],
      [['status'], { DATABASE_URL: emptyUrl }, 'The database is empty: run `usher migrate`.'],
      [
        ['status'],
        { DATABASE_URL: withDatabase('no_such_database') },
        'The database refuses us (database "no_such_database" does not exist): look at DATABASE_URL, and run `usher migrate`.',
      ],
      [
        ['reconcile'],
        { ...services, TEMPORAL_ADDRESS: nobody },
        `Temporal does not answer at ${nobody}: start it, or set TEMPORAL_ADDRESS; \`usher doctor\` looks at everything.`,
      ],
      [
        ['status'],
        { DATABASE_URL: 'db', TEMPORAL_ADDRESS: 'x', USHER_PEPPERS: 'a' },
        'Cannot start: DATABASE_URL is not of the form postgres://user:password@host:port/database; TEMPORAL_ADDRESS is not of the form host:port; of USHER_PEPPERS and USHER_SEALING_KEYS only one is there; USHER_PEPPERS is not id:base64 of 32 bytes, or several of these with commas between.',
      ],
      [
        ['status'],
        { ...services, USHER_PEPPERS: 'zzz', USHER_SEALING_KEYS: '1' },
        'Cannot start: USHER_PEPPERS is not id:base64 of 32 bytes, or several of these with commas between; USHER_SEALING_KEYS is not id:base64 of 32 bytes, or several of these with commas between.',
      ],
    ];
    const runs = await Promise.all(
      cases.map(async ([args, environment, sentence]) => ({
        run: await usher(args, environment),
        sentence,
      })),
    );
    for (const { run, sentence } of runs) {
      expect(run).toEqual({ code: 3, stdout: '', stderr: `${sentence}\n` });
    }
  },
);

test('programs are told the same with a code', async () => {
  const run = await usherJson(['status'], {});
  expect(run.code).toBe(3);
  expect(JSON.parse(run.stderr)).toEqual({
    schemaVersion: 1,
    error: { code: 'ENVIRONMENT', message: expect.stringContaining('DATABASE_URL') as string },
  });
});

test('a port that is taken is named', { timeout: 180_000 }, async () => {
  const { port } = listener.address() as AddressInfo;
  const taken = String(port);
  const cases = [
    ['--postgres-port', 'Postgres', { TEMPORAL_ADDRESS: nobody }, 'DATABASE_URL'],
    ['--ui-port', 'the Temporal UI', { DATABASE_URL: database.url }, 'TEMPORAL_ADDRESS'],
  ] as const;
  for (const [option, meant, services, variable] of cases) {
    const data = await mkdtemp(join(tmpdir(), 'usher-dev-'));
    const run = await usher(['dev', '--data', data, option, taken], services);
    await rm(data, { recursive: true });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(
      `Port ${taken}, meant for ${meant}, is taken: end what listens there, choose another port, or set ${variable}.`,
    );
  }
});

test('a second stack is told whose the first is', async () => {
  const sandbox = await startSandbox({ secret: `whsec_${Buffer.alloc(32).toString('base64')}` });
  const directory = await mkdtemp(join(tmpdir(), 'usher-second-'));
  const file = join(directory, 'usher.json');
  await writeLocalStack(
    {
      ...{ databaseUrl: deadDatabase, temporalAddress: nobody, temporalUi: null, keysFile: 'x' },
      ...{ sandboxUrl: sandbox.url, taskQueues: { codes: 'codes', effects: 'effects' } },
    },
    file,
  );
  const environment = { USHER_LOCAL_STACK: file };
  const [second, status] = await Promise.all([
    usher(['dev', '--data', join(directory, 'dev')], environment),
    usher(['status'], environment),
  ]);
  await sandbox.stop();
  await rm(directory, { recursive: true });
  const pid = String(process.pid);
  expect(second.code).toBe(3);
  expect(second.stderr).toContain(`already runs here (process ${pid}): use it, or end it first.`);
  expect(status.code).toBe(3);
  expect(status.stderr).toContain(`process ${pid}, which has left ${file}, still runs: wait`);
});

test('doctor names what is missing and how to mend it', async () => {
  const run = await usherJson(['doctor'], { DATABASE_URL: emptyUrl, TEMPORAL_ADDRESS: nobody });
  expect(run.code).toBe(3);
  expect(run.json).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({ what: 'schema', level: 'missing', mend: 'run `usher migrate`' }),
      expect.objectContaining({
        what: 'Temporal',
        level: 'missing',
        found: `no answer from ${nobody}`,
      }),
      expect.objectContaining({ what: 'keys', level: 'missing' }),
    ]) as unknown,
  });
});

test('doctor looks at everything, though an address is malformed', async () => {
  const malformed = { DATABASE_URL: 'nonsense', TEMPORAL_ADDRESS: inject('temporalAddress') };
  const run = await usherJson(['doctor'], { ...malformed, USHER_PEPPERS: 'zzz' });
  expect(run.code).toBe(3);
  expect(run.json).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({
        what: 'database',
        level: 'missing',
        found: expect.stringContaining('DATABASE_URL is not of the form') as string,
      }),
      expect.objectContaining({
        what: 'keys',
        found: expect.stringContaining(
          'only one is there; USHER_PEPPERS is not id:base64',
        ) as string,
      }),
      expect.objectContaining({ what: 'Temporal', level: 'ok' }),
    ]) as unknown,
  });
});

test('migrate brings an empty database up, and again changes nothing', async () => {
  const first = await usherJson(['migrate'], { DATABASE_URL: emptyUrl });
  expect(first).toMatchObject({ code: 0, json: { before: 0 } });
  const { after } = first.json as { after: number };
  const again = await usherJson(['migrate'], { DATABASE_URL: emptyUrl });
  expect(again).toMatchObject({ code: 0, json: { before: after, after } });
});

function withDatabase(name: string): string {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
