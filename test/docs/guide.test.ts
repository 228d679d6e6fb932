import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';

import { usherCommand } from '../cli/usher.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const upMs = 120_000;
const commandMs = 240_000;

const guide = await readFile(join(root, 'docs/writing-campaigns.md'), 'utf8');
/** Every command of the guide, in its order, without its comment. */
const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '')),
);

let directory: string;
let database: TestDatabase;
let dev: ChildProcess;
let environment: Record<string, string>;

/** An author's empty repository, and `npx usher` of this one. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'usher-guide-'));
  const work = join(directory, 'work');
  await mkdir(join(directory, 'bin'));
  await mkdir(work);
  const npx = join(directory, 'bin/npx');
  const words = [process.execPath, ...usherCommand].map((word) => `'${word}'`).join(' ');
  const start = `exec ${words} "$@"`;
  await writeFile(npx, `#!/bin/sh\nshift\n${start}\n`);
  await chmod(npx, 0o755);
  database = await createTestDatabase();
  const { PATH = '' } = process.env;
  environment = {
    PATH: `${join(directory, 'bin')}:${PATH}`,
    HOME: directory,
    ...{ GIT_AUTHOR_NAME: 'an author', GIT_AUTHOR_EMAIL: 'author@example.com' },
    ...{ GIT_COMMITTER_NAME: 'an author', GIT_COMMITTER_EMAIL: 'author@example.com' },
    USHER_LOCAL_STACK: join(directory, 'usher.json'),
  };
  await run('git init --quiet && git commit -qm empty --allow-empty');
  const services = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: inject('temporalAddress') };
  dev = spawn(npx, ['usher', 'dev', '--data', join(directory, 'data')], {
    cwd: work,
    env: { ...environment, ...services },
    stdio: 'ignore',
  });
  await vi.waitFor(
    () => {
      expect(existsSync(environment['USHER_LOCAL_STACK'] ?? '')).toBe(true);
    },
    { timeout: upMs, interval: 200 },
  );
}, upMs + commandMs);

afterAll(async () => {
  const ended = once(dev, 'exit');
  dev.kill('SIGINT');
  await ended;
  await database.drop();
  await rm(directory, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly output: string;
}

async function run(command: string): Promise<Ran> {
  const options = { cwd: join(directory, 'work'), env: environment, maxBuffer: 2 ** 24 };
  return new Promise((resolve) => {
    execFile('bash', ['-c', command], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: stdout + stderr });
    });
  });
}

/** A question is answered when it is asked: the first by a name, the others as is usual. */
async function answer(command: string): Promise<Ran> {
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: join(directory, 'work'),
    env: environment,
  });
  const answers = ['asked', 'Asked', 'growth-team'];
  let output = '';
  let seen = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    // A prompt is drawn anew with every key; only one at the end waits for an answer.
    const asked = output.split('> ').length - 1;
    if (asked > seen && /> [^\n]{0,12}$/.test(output)) {
      seen = asked;
      child.stdin.write(`${answers.shift() ?? ''}\n`);
    }
  });
  const [code] = (await once(child, 'exit')) as [number];
  return { code, output };
}

test('there are commands in the guide', () => {
  expect(commands.length).toBeGreaterThan(15);
});

/** As the guide says before its first commit: what is there of one's own stays. */
async function copyShipped(): Promise<void> {
  for (const folder of ['campaigns', 'rules/policies']) {
    const to = join(directory, 'work', folder);
    await cp(join(root, folder), to, { recursive: true, force: false });
  }
}

test.each(commands)('%s', { timeout: commandMs }, async (command) => {
  if (command === 'git add campaigns') await copyShipped();
  const { code, output } =
    command === 'npx usher init' ? await answer(command) : await run(command);
  expect(code, output).toBe(0);
  expect(output).not.toMatch(/\n +at .*:\d+:\d+/);
});
