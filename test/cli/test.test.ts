import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usher, usherCommand, usherJson } from './usher.ts';
import { bobRegisters, fileOf } from '../campaign-test/play.ts';
import { wellFormed } from '../campaign-test/well-formed.ts';

const limitMs = 60_000;
const passing =
  fileOf(`  - name: bob registers\n    steps:${bobRegisters}    then: { paid: { ann: 10 points, bob: 10 points }, held: 1.00 CNY }
  - name: nobody comes\n    steps: [{ do: issue, of: ann }]\n`);

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-test-'));
  file = join(folder, 'small.test.yaml');
  await copyFile('test/campaign-test/cases/small.yaml', join(folder, 'small.yaml'));
  await writeFile(file, passing);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('exits with 0 when all tests of a folder pass', { timeout: limitMs }, async () => {
  const run = await usher(['test', folder]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/\n {2}ok {6}nobody comes\n\n2 tests, 2 passed, 0 failed\n$/);
});

test('exits with 1 when a test fails, or when there is none', { timeout: limitMs }, async () => {
  const none = await usher(['test', folder, '--filter', 'no such test']);
  expect(none).toMatchObject({ code: 1 });
  expect(none.stdout).toContain('Not one test was played, which counts as a failure.');
  await writeFile(file, passing.replace('bob: 10', 'bob: 11'));
  const { code, json } = await usherJson(['test', file, '--filter', 'REGISTERS']);
  expect(code).toBe(1);
  expect(json).toMatchObject({ schemaVersion: 1, passed: 0, failed: 1 });
  await writeFile(file, fileOf('').replace('tests:\n', 'tests: []\n'));
  expect((await usher(['test', folder])).code).toBe(1);
});

test('exits with 1 when too little is covered, and says what', { timeout: limitMs }, async () => {
  const covered = await usher(['test', file, '--min-coverage', '5']);
  expect(covered).toMatchObject({ code: 0 });
  const wanting = await usher(['test', file, '--min-coverage', '100']);
  expect(wanting).toMatchObject({ code: 1 });
  expect(wanting.stdout).toContain('  outcomes: packet: BUDGET_EXHAUSTED');
  expect(wanting.stdout).toMatch(
    /small\.yaml is covered by \d+ %, and --min-coverage wants 100 %\.\n$/,
  );
});

test('what a run lacks is told in every form', { timeout: limitMs }, async () => {
  const inForm = (form: string, ...args: string[]): ReturnType<typeof usher> =>
    usher(['test', ...args, '--format', form]);
  const campaign = join(folder, 'small.yaml');
  const wanting = [file, '--min-coverage', '99'];
  const wanted = /small\.yaml is covered by \d+ %, and --min-coverage wants 99 %\./;
  const github = await inForm('github', ...wanting);
  expect(github.code).toBe(1);
  expect(github.stdout.replaceAll('%25', '%')).toMatch(wanted);
  expect(github.stdout).toContain(`::error file=${campaign},title=coverage::`);
  const junit = await inForm('junit', ...wanting);
  expect(junit.code).toBe(1);
  expect(junit.stdout).toMatch(/<testsuites tests="3" failures="1" errors="0">/);
  expect(junit.stdout).toMatch(wanted);
  expect(wellFormed(junit.stdout)).toEqual([]);
  const json = await inForm('json', ...wanting);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ lacks: [{ name: 'coverage', file: campaign }] });
  await mkdir(join(folder, 'empty'));
  for (const form of ['github', 'junit', 'json']) {
    const { code, stdout } = await inForm(form, join(folder, 'empty'));
    expect(code).toBe(1);
    expect(stdout).toContain('Not one test was played, which counts as a failure.');
  }
});

test(
  'exits with 1 when a campaign has mistakes, and shows them',
  { timeout: limitMs },
  async () => {
    const campaign = join(folder, 'small.yaml');
    const text = await readFile(campaign, 'utf8');
    await writeFile(campaign, text.replace('amount: "1.00"', 'amount: 1.00'));
    const run = await usher(['test', file]);
    expect(run).toMatchObject({ code: 1 });
    expect(run.stdout).toMatch(/small\.yaml:\d+:\d+ {2}error UNQUOTED_AMOUNT/);
  },
);

test('exits with 2 when it is used wrongly', { timeout: limitMs }, async () => {
  const uses = [
    ['no-such-folder'],
    [join(folder, 'small.yaml')],
    [file, '--min-coverage', '101'],
    [file, '--format', 'tap'],
    [file, '--watch', '--format', 'json'],
  ];
  for (const args of uses) {
    const run = await usher(['test', ...args]);
    expect(run, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
  }
});

test('writes what build servers read', { timeout: limitMs }, async () => {
  const junit = await usher(['test', file, '--format', 'junit']);
  expect(junit.stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites tests="2"/);
  expect(wellFormed(junit.stdout)).toEqual([]);
  expect(await usher(['test', file, '--format', 'github'])).toMatchObject({ code: 0, stdout: '' });
});

test('rewrites files only when it is told to', { timeout: limitMs }, async () => {
  const slip = passing.replace('bob: 10', 'bob: 11');
  await writeFile(file, slip);
  await usher(['test', file]);
  expect(await readFile(file, 'utf8')).toBe(slip);
  const run = await usher(['test', file, '--update']);
  expect(run).toMatchObject({ code: 0 });
  expect(run.stderr).toContain('1 expectation rewritten');
  expect(await readFile(file, 'utf8')).toBe(passing);
});

/** `usher test --watch`, what it has said so far, and a wait until it has played so often. */
function watching(...args: string[]): {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly played: (times: number) => Promise<unknown>;
} {
  const child = spawn(process.execPath, [...usherCommand, 'test', ...args, '--watch'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, told] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
  const played = (times: number): Promise<unknown> =>
    expect.poll(() => told.split('Waiting').length - 1, { timeout: limitMs / 2 }).toBe(times);
  return { child, said: () => said, played };
}

async function interrupted(child: ChildProcess): Promise<number | null> {
  child.kill('SIGINT');
  return new Promise((resolve) => child.once('close', resolve));
}

test('plays again when a file changes, until Ctrl-C', { timeout: limitMs }, async () => {
  const { child, said, played } = watching(file);
  await played(1);
  await writeFile(file, passing.replace('bob: 10', 'bob: 11'));
  await played(2);
  expect(said()).toMatch(/2 passed, 0 failed[^]*1 passed, 1 failed/);
  expect(await interrupted(child)).toBe(130);
});

test(
  'watches a folder that has no test yet, and folders made in it',
  { timeout: limitMs },
  async () => {
    await rm(file);
    const { child, said, played } = watching(`${folder}/`);
    await played(1);
    await writeFile(file, passing);
    await played(2);
    expect(said()).toMatch(/Not one test was played[^]*2 passed, 0 failed/);
    await mkdir(join(folder, '2027'));
    await played(3);
    await writeFile(
      join(folder, '2027', 'new.test.yaml'),
      passing.replace('small.yaml', '../small.yaml'),
    );
    await played(4);
    expect(said()).toContain('4 passed, 0 failed');
    expect(await interrupted(child)).toBe(130);
  },
);

test('plays the tests of folders in a folder', { timeout: limitMs }, async () => {
  for (const name of ['2027/spring', '.git', 'node_modules']) {
    await mkdir(join(folder, name), { recursive: true });
    const inner = join(folder, name, 'inner.test.yaml');
    await writeFile(inner, passing.replace('small.yaml', '../../small.yaml'));
  }
  const { code, json } = await usherJson(['test', folder]);
  expect({ code, json }).toMatchObject({
    code: 0,
    json: { files: [{ file: join(folder, '2027/spring/inner.test.yaml') }, { file }], passed: 4 },
  });
});
