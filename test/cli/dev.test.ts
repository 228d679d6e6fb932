import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';
import { expect, inject, test, vi } from 'vitest';

import type { LocalStack } from '../../cli/local-stack.ts';
import { createTestDatabase } from '../support/database.ts';
import { usherCommand, usherJson } from './usher.ts';

const limitMs = 240_000;

function start(
  args: string[],
  environment: Record<string, string>,
  stderr: 'inherit' | 'pipe' = 'inherit',
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const command = [...usherCommand, ...args];
  const env = { PATH, HOME, ...environment };
  return spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', stderr] });
}

async function postmaster(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ file: string }>(
    "SELECT pg_read_file('postmaster.pid') AS file",
  );
  await client.end();
  return Number.parseInt(rows[0]?.file ?? '', 10);
}

/** The process whose arguments name the port. */
async function listenerOf(address: string): Promise<number> {
  const port = address.slice(address.lastIndexOf(':') + 1);
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  const line = stdout.split('\n').find((one) => one.includes(`start-dev`) && one.includes(port));
  return Number.parseInt(line ?? '', 10);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

test(
  'dev is found by other commands while it runs, and stops in order',
  { timeout: limitMs },
  async () => {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'usher-dev-'));
    const file = join(directory, 'usher.json');
    const services = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: inject('temporalAddress') };
    const dev = start(['dev', '--data', directory], { ...services, USHER_LOCAL_STACK: file });
    const exit = ended(dev);
    await vi.waitFor(
      () => {
        expect(existsSync(file)).toBe(true);
      },
      { timeout: limitMs / 2, interval: 200 },
    );
    const status = await usherJson(['status', '--files', 'campaigns'], { USHER_LOCAL_STACK: file });
    expect(status).toMatchObject({ code: 1, json: { schemaVersion: 1 } });
    dev.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(existsSync(file)).toBe(false);
    await rm(directory, { recursive: true });
    await database.drop();
  },
);

test(
  'dev starts its Postgres and its Temporal again when they die',
  { timeout: limitMs },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-dev-'));
    const file = join(directory, 'usher.json');
    const dev = start(['dev', '--data', directory], { USHER_LOCAL_STACK: file }, 'pipe');
    const exit = ended(dev);
    let said = '';
    dev.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const says = async (text: string): Promise<void> =>
      vi.waitFor(
        () => {
          expect(said).toContain(text);
        },
        { timeout: limitMs / 3, interval: 200 },
      );
    await says('worker (');
    await vi.waitFor(
      () => {
        expect(existsSync(file)).toBe(true);
      },
      { timeout: limitMs / 3, interval: 200 },
    );
    const stack = JSON.parse(await readFile(file, 'utf8')) as LocalStack;
    process.kill(await postmaster(stack.databaseUrl), 'SIGKILL');
    await says('Postgres ended by itself and was started again (');
    process.kill(await listenerOf(stack.temporalAddress), 'SIGKILL');
    await says('Temporal ended by itself and was started again (');
    const environment = { USHER_LOCAL_STACK: file };
    const published = await usherJson(
      ['publish', '--sandbox', 'rules/policies/default.yaml', 'campaigns/registration.yaml'],
      environment,
    );
    expect(published).toMatchObject({ code: 0 });
    const issued = await usherJson(['issue', 'registration', '--holder', 'ann'], environment);
    const [{ code }] = (issued.json as { codes: [{ code: string }] }).codes;
    const redeemed = await usherJson(['redeem', code, '--invitee', 'bob'], environment);
    expect(redeemed).toMatchObject({ code: 0, json: { outcome: { ok: true } } });
    dev.kill('SIGINT');
    expect(await exit).toBe(0);
    await rm(directory, { recursive: true });
  },
);

test('a command that is interrupted says so by its exit code', { timeout: limitMs }, async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const connected = new Promise((resolve) => silent.once('connection', resolve));
  const url = `postgres://usher@127.0.0.1:${String(port)}/usher`;
  const child = start(['status'], {
    DATABASE_URL: url,
    USHER_LOCAL_STACK: '/nonexistent/usher.json',
  });
  const exit = ended(child);
  await connected;
  child.kill('SIGINT');
  expect(await exit).toBe(130);
  silent.close();
});
