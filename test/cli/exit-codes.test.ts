import { expect, test } from 'vitest';

import { usher, usherJson } from './usher.ts';

const limitMs = 120_000;
const broken = 'test/cli/cases/broken.yaml';
const shipped = 'campaigns/registration.yaml';

test.each([
  ['lint', broken],
  ['resolve', broken],
  ['explain', broken],
  ['explain', shipped, '--policy', 'BROKEN'],
  ['simulate', broken],
  ['diff', broken, shipped],
  ['diff', shipped, broken],
  ['backtest', broken],
  ['publish', broken],
])(
  'usher %s %s: what is wrong with a file is its answer, and the exit code 1',
  { timeout: limitMs },
  async (...words) => {
    const args = words.map((word) =>
      word === 'BROKEN' ? 'test/cli/cases/broken-policy.yaml' : word,
    );
    const said = await usher([...args, ...(isSpoken(args) ? ['--lang', 'zh'] : [])]);
    expect(said).toMatchObject({ code: 1, stderr: '' });
    expect(said.stdout).toMatch(/broken(?:-policy)?[.]yaml:\d+:\d+ {2}(?:error|错误) [A-Z_]+[:：]/);
    const { code, json } = await usherJson(args);
    expect({ code, json }).toMatchObject({ code: 1, json: { schemaVersion: 1 } });
    const { diagnostics } = json as { diagnostics: readonly object[] };
    expect(diagnostics[0]).toMatchObject({ severity: 'error', line: expect.any(Number) as number });
  },
);

/** Whether a command can be asked for its language; the others go by the locale. */
function isSpoken([command = '']: readonly string[]): boolean {
  return !['diff', 'backtest'].includes(command);
}

test('what is no command line is answered for programs, too', { timeout: limitMs }, async () => {
  const { code, stderr } = await usher([
    'explain',
    shipped,
    '--nope',
    '-o',
    'json',
    '--lang',
    'zh',
  ]);
  expect(code).toBe(2);
  expect(JSON.parse(stderr)).toEqual({
    schemaVersion: 1,
    error: { code: 'WRONG_USE', message: '错误：没有选项“--nope”\n（用法见 `--help`）' },
  });
});
