import { beforeAll, describe, expect, test } from 'vitest';
import { githubReport } from '../../campaign-test/report/github.ts';
import { junitReport } from '../../campaign-test/report/junit.ts';
import { describeCoverage, describeRun } from '../../cli/test/describe.ts';
import { fieldsOf } from '../../cli/test/fields.ts';
import { loadTest, type LoadedTest } from '../../cli/test/load.ts';
import { runTests, type TestRun } from '../../cli/test/run.ts';
import { bobRegisters, failuresOf, fileOf, play } from './play.ts';
import { wellFormed } from './well-formed.ts';

let loaded: LoadedTest;
let run: TestRun;

beforeAll(async () => {
  loaded = await loadTest('test/campaign-test/cases/failing.test.yaml');
  run = await runTests([loaded], undefined);
});

describe('failures are told with their place and a difference', () => {
  test('for people', async () => {
    const told = `${describeRun(run, [loaded])}\n\n${describeCoverage(run.coverage)}\n`;
    await expect(told).toMatchFileSnapshot('cases/failing.txt');
  });

  test('for people who read Chinese', async () => {
    const chinese = await loadTest('test/campaign-test/cases/failing.test.yaml', 'zh');
    const played = await runTests([chinese], undefined);
    const coverage = describeCoverage(played.coverage, 'zh');
    const told = `${describeRun(played, [chinese], 'zh')}\n\n${coverage}\n`;
    await expect(told).toMatchFileSnapshot('cases/failing.zh.txt');
  });

  test('for programs', async () => {
    const fields = JSON.stringify(
      fieldsOf(run, { wantsCoverage: true, lacks: [], language: 'en' }),
      null,
      2,
    );
    await expect(`${fields}\n`).toMatchFileSnapshot('cases/failing.json');
  });

  test('as annotations of GitHub', async () => {
    await expect(`${githubReport(run.files)}\n`).toMatchFileSnapshot('cases/failing.github.txt');
  });

  test('as JUnit', async () => {
    const xml = junitReport(run.files);
    expect(wellFormed(xml)).toEqual([]);
    await expect(`${xml}\n`).toMatchFileSnapshot('cases/failing.junit.xml');
  });
});

describe('who is not listed must not be paid', () => {
  test('a test that lists nobody fails when somebody is paid', async () => {
    const result = await play(fileOf(`  - name: nobody\n    steps:${bobRegisters}`));
    expect(failuresOf(result)).toEqual(['7:5 paid', '7:5 held']);
  });

  test('one person too many fails, and one person too few', async () => {
    const then = (paid: string): string =>
      fileOf(
        `  - name: one\n    steps:${bobRegisters}    then:\n      held: 1.00 CNY\n      paid: { ${paid} }\n`,
      );
    const right = 'ann: 10 points, bob: 10 points';
    expect(failuresOf(await play(then(right)))).toEqual([]);
    expect(failuresOf(await play(then('ann: 10 points')))).toEqual(['14:13 paid']);
    expect(failuresOf(await play(then(`${right}, cleo: 10 points`)))).toEqual(['14:13 paid']);
  });

  test('an amount may be written with fewer decimals', async () => {
    const then = 'then: { held: 1 CNY, paid: { ann: 10 points, bob: 10 points } }';
    const result = await play(fileOf(`  - name: one\n    steps:${bobRegisters}    ${then}\n`));
    expect(failuresOf(result)).toEqual([]);
  });
});

test('names with markup and percent signs break no report', async () => {
  const name = '"<b> & \\"100 %\\": ]]>"';
  const result = await play(fileOf(`  - name: ${name}\n    steps:${bobRegisters}`));
  expect(wellFormed(junitReport([result]))).toEqual([]);
  const annotations = githubReport([result]).split('\n');
  expect(annotations).toHaveLength(2);
  for (const line of annotations) expect(line).toMatch(/^::error file=[^,:]+,line=7,col=5,title=/);
  expect(annotations.join()).toContain('100 %25');
});

test.each([
  ['milestone, by: bob, reached: registered, purchase: 80.00 USD', '13:66'],
  ['reverse, by: bob, reward: packet, purchase: 80.00 USD', '13:59'],
  ['reverse, by: bob, reward: packet, amount: 0.10 USD', '13:57'],
  ['reverse, by: bob, reward: welcome, amount: 1.00 CNY', '13:58'],
])('an amount of another currency is told at its place: %s', async (step, place) => {
  const { diagnostics, results } = await play(
    fileOf(`  - name: money\n    steps:${bobRegisters}\n      - { do: ${step} }\n`),
  );
  expect(diagnostics.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  expect(diagnostics[0]?.message).toMatch(/ is in (USD|CNY), and /);
  expect(results).toEqual([]);
});

test('amounts of the right currency are played', async () => {
  const { diagnostics } = await play(
    fileOf(`  - name: money
    steps:${bobRegisters}
      - { do: reverse, by: bob, reward: packet, amount: 0.10 CNY }
`),
  );
  expect(diagnostics).toEqual([]);
});
