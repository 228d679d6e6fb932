import { expect, test } from 'vitest';

import { printable } from '../../cli/output/printable.ts';
import { source, usher } from './usher.ts';

const limitMs = 120_000;

test('every command explains itself, with an example', { timeout: limitMs }, async () => {
  const { code, stdout, stderr } = await source('test/cli/print-help.ts');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot('cases/help.txt');
  for (const part of stdout.split('\n\nUsage: ').filter((text) => text.includes('--output'))) {
    expect(part).toMatch(/\nExamples?:\n {2}(?:\w+=\S+ )?usher /);
  }
});

test('wrong use is said on standard error, with exit code 2', { timeout: limitMs }, async () => {
  const runs = await Promise.all(
    [
      [],
      ['no-such-command'],
      ['redeem'],
      ['redeem', 'X', '--invitee', 'two words'],
      ['fast-forward', 'registration', 'soon'],
      ['issue', 'registration', '--holder', 'a', '--count', '1.5'],
      ['payouts', 'preview', 'registration', '--as-of', '2026-12-07'],
      ['status', '--output', 'yaml'],
      ['redeem', 'X', '--invitee', 'bob', '--ip', 'nonsense'],
      ['redeem', 'X', '--invitee', 'bob', '--region', 'XYZ'],
      ['check', 'X', '--invitee', 'bob', '--op', 'once'],
      ['freeze', 'X', '--reason', ''],
      ['freeze', 'X', '--reason', 'a\u0001\u001b[31mb'],
      ['share', 'X', '--share', 'a\tb'],
      ['ledger', 'show', 'nope'],
    ].map(async (args) => ({ args, run: await usher(args) })),
  );
  for (const { args, run } of runs) {
    expect(run.code, args.join(' ')).toBe(2);
    expect(run.stdout, args.join(' ')).toBe('');
    expect(run.stderr, args.join(' ')).not.toMatch(/^$|[^\P{Cc}\n]/u);
  }
  const long = await usher(['freeze', 'X', '--reason', 'x'.repeat(501)]);
  expect(long).toMatchObject({ code: 2, stderr: expect.stringContaining('1 to 500') as string });
  const shown = (args: readonly string[]): string => printable(args.join(' '));
  const said = runs.map(({ args, run }) => `$ usher ${shown(args)}\n${run.stderr}`);
  await expect(said.slice(1).join('\n')).toMatchFileSnapshot('cases/wrong-use.txt');
});
