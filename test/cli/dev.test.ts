import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, inject, test, vi } from 'vitest';

import { createTestDatabase } from '../support/database.ts';
import { usherJson } from './usher.ts';

const limitMs = 240_000;

function start(args: string[], environment: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const command = ['--import', 'tsx', 'cli/main.ts', ...args];
  const env = { PATH, HOME, ...environment };
  return spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
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
