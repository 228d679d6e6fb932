import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeRun } from '../../cli/test/describe.ts';
import { loadTest } from '../../cli/test/load.ts';
import { runTests } from '../../cli/test/run.ts';
import { caseFile, fileOf } from './play.ts';

const tests = '  - { name: a, steps: [{ do: issue, of: ann }] }\n';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-load-'));
  await writeFile(join(folder, 'small.yaml'), caseFile('small.yaml'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(name: string, text: string): ReturnType<typeof loadTest> {
  const file = join(folder, name);
  await writeFile(file, text);
  return loadTest(file);
}

test('a file whose campaign is not there leaves the others of a run alone', async () => {
  const loaded = [
    await load('a.test.yaml', fileOf(tests).replace('small.yaml', 'smal.yaml')),
    await load('b.test.yaml', fileOf(tests).replace('small.yaml', 'a.test.yaml')),
    await load('c.test.yaml', fileOf(tests)),
  ];
  const run = await runTests(loaded, undefined);
  expect(run).toMatchObject({ passed: 1, failed: 0 });
  const told = run.files.flatMap(({ diagnostics }) => diagnostics);
  expect(told.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '3:11 "smal.yaml" cannot be read',
    '3:11 "a.test.yaml" is no campaign',
  ]);
  expect(describeRun(run, loaded)).toContain(
    '\n\n1 test, 1 passed, 0 failed, 2 files could not be read',
  );
  const kinds = [
    await load('d.test.yaml', fileOf(tests).replace('CampaignTest', 'Campaign')),
    await load('e.test.yaml', fileOf(tests).replace('kind: CampaignTest\n', '')),
    await load('f.test.yaml', fileOf(tests)),
  ];
  const others = await runTests(kinds, undefined);
  expect(others).toMatchObject({ passed: 1, failed: 0, unread: 2 });
  expect(others.files.flatMap(({ diagnostics }) => diagnostics)).toMatchObject([
    { line: 2, column: 7, code: 'WRONG_KIND', message: 'the file is a Campaign' },
    { code: 'MISSING_KEY', message: '"kind" is missing' },
  ]);
  const broken = fileOf(
    `${tests}${tests.replace('steps', 'with: { spec.x: 1 }, steps').replace('name: a', 'name: b')}`,
  );
  const one = [await load('d.test.yaml', broken)];
  expect(describeRun(await runTests(one, undefined), one)).toContain(
    '\n\n1 test, 1 passed, 0 failed, 1 test could not be played',
  );
});

test('a name over several lines is told in one', async () => {
  const loaded = [await load('a.test.yaml', fileOf(tests.replace('name: a', 'name: "a\\nb"')))];
  expect(describeRun(await runTests(loaded, undefined), loaded)).toMatch(/ {2}ok {6}a b\n/);
});
