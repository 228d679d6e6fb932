import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { usher, usherCommand, type Run } from '../cli/usher.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const registration = 'campaigns/registration.yaml';
const limitMs = 120_000;

async function simulate(...args: readonly string[]): Promise<Run> {
  return usher(['simulate', ...args]);
}

test(
  'the same seed gives the same result, whatever the number of workers',
  async () => {
    const few = ['--people', '20', '--repetitions', '3', '--days', '8', '-o', 'json'];
    const runs = await Promise.all(
      ['1', '2', '3'].map((workers) => simulate(registration, ...few, '--workers', workers)),
    );
    const [first] = runs;
    expect(first?.code).toBe(0);
    for (const run of runs) expect(run.stdout).toBe(first?.stdout);
    const said = JSON.parse(first?.stdout ?? '') as object;
    expect(said).toMatchObject({
      schemaVersion: 1,
      partial: false,
      repetitions: { asked: 3, done: 3 },
    });
  },
  limitMs,
);

test(
  'a picture is as wide as the terminal, and without colours where none are wanted',
  async () => {
    const run = await simulate(registration, '--people', '15', '--repetitions', '2', '--liability');
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain('\u001b[');
    for (const part of ['Honest people', 'Budget CNY', 'the budget lasts', 'Liability CNY']) {
      expect(run.stdout).toContain(part);
    }
    const reason =
      /Why something was refused\n.* times +share .*\n +redemption +\S+.* [\d.]+ % +[\d.]+$/m;
    expect(run.stdout).toMatch(reason);
    const chinese = await simulate(
      registration,
      '--people',
      '15',
      '--repetitions',
      '2',
      '--lang',
      'zh',
    );
    expect(chinese.stdout).toMatch(/被拒绝的原因\n.* 次数 +占比 .*\n +兑换 +\S+/);
    expect(chinese.stdout).not.toMatch(/budget|refused|granted/);
    const bars = run.stdout.split('\n').filter((line) => /[▁█]/.test(line));
    expect(Math.max(...bars.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(run.stderr).toContain('2 of 2 repetitions');
  },
  limitMs,
);

test(
  'two versions are compared, and a sheet has both',
  async () => {
    const few = ['--people', '15', '--repetitions', '2', '--days', '5'];
    const run = await simulate(registration, '--against', 'campaigns/mini-program.yaml', ...few);
    expect(run.stdout).toContain('What changes');
    expect(run.stdout).toContain('budget lasts');
    const sheet = await simulate(registration, '--against', registration, ...few, '-o', 'csv');
    const [head, ...lines] = sheet.stdout.trim().split('\r\n');
    expect(head).toBe('version,figure,of,asset,day,mean,low,median,high');
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([9]));
    expect(sheet.stdout).toContain(',refused: ');
    // In five days, and each week after them, until the last possible.
    const due = /,likely falls due,owed at the end of day 5,CNY\/2,(\d*),/g;
    const days = [...sheet.stdout.matchAll(due)].map(([, day]) => Number(day));
    expect(days).toEqual(expect.arrayContaining([12, 19, 26, 33]));
  },
  limitMs,
);

test(
  'what is wrong with a file is shown where it is',
  async () => {
    const run = await simulate('test/cli/cases/broken.yaml');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('broken.yaml:');
    const wrong = await simulate('rules/policies/default.yaml');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect((await simulate(registration, '--budget', 'USD=1.00')).code).toBe(2);
  },
  limitMs,
);

test(
  'Ctrl-C ends with what is done so far',
  async () => {
    const child = spawn(
      process.execPath,
      [
        ...[...usherCommand, 'simulate', registration],
        ...['--people', '2', '--days', '2', '--repetitions', '4000', '--workers', '1'],
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [said, told] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes('of 4000')) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect(said).toMatch(/these are partial results, of \d+ of 4000 repetitions/);
    expect(said).toContain('the budget lasts');
  },
  limitMs,
);

test(
  'a population that is wrong is told with line and column',
  async () => {
    const broken = 'test/compile/cases/population-shares/population.yaml';
    expect(readFileSync(`${root}${broken}`, 'utf8')).toContain('kind: Population');
    const run = await simulate(registration, '--population', broken);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('SHARES_TOO_LARGE');
    expect(run.stdout).toContain('UNKNOWN_KEY');
  },
  limitMs,
);
