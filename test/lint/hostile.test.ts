import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lintCampaign, lintPolicy } from '../../lint/lint.ts';
import { usher } from '../cli/usher.ts';
import { hostileFiles } from './hostile-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-hostile-'));
  await Promise.all(
    hostileFiles.map(([, bytes], index) => writeFile(join(folder, `${index}.yaml`), bytes)),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(hostileFiles)('%s', (_name, bytes, found) => {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('utf8');
  const places = lintCampaign(text).findings.map(
    ({ line, column, code }) => `${line}:${column} ${code}`,
  );
  expect(places.slice(0, Math.max(1, found.length))).toEqual(found);
  expect(lintPolicy(text).findings.length).toBeGreaterThan(0);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a process of its own says the same of all of them, without a stack', async () => {
  const paths = hostileFiles.map((_, index) => join(folder, `${index}.yaml`));
  const run = await usher(['lint', '--format', 'json', ...paths]);
  expect(run.code).toBe(1);
  expect(run.stderr).toBe('');
  const { diagnostics } = JSON.parse(run.stdout) as {
    diagnostics: { file: string; line: number; column: number; code: string }[];
  };
  for (const [index, [name, , found]] of hostileFiles.entries()) {
    // They are all variations of one campaign, so that many have its id.
    const own = diagnostics.find(
      ({ code, file }) => file.endsWith(`/${index}.yaml`) && code !== 'DUPLICATE_ID',
    );
    const place = own && `${own.line}:${own.column} ${own.code}`;
    expect(place, name).toEqual(found[0]);
  }
});

/** Those that have killed parsers: deep, large, broken off. Each alone, since a process dies once. */
const killers = hostileFiles.flatMap(([name], index) =>
  /thousand|never close|bomb|ten megabytes|random|UTF-16/.test(name)
    ? [[name, index] as const]
    : [],
);

test.each(killers)('%s alone, as text: a finding and exit 1', async (_name, index) => {
  const run = await usher(['lint', join(folder, `${index}.yaml`)]);
  expect(run.code).toBe(1);
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(/ error {1,2}[A-Z_]+: /);
  expect(run.stdout).not.toMatch(/\n\s+at .*:\d+:\d+\)?$/m);
  expect(run.stdout.length).toBeLessThan(100_000);
});
