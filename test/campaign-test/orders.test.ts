import { expect, test } from 'vitest';
import { loadTest } from '../../cli/test/load.ts';
import { runTests } from '../../cli/test/run.ts';

test('a campaign that counts, orders and bounds reports is tested in YAML', async () => {
  const run = await runTests(
    [await loadTest('test/campaign-test/cases/orders.test.yaml')],
    undefined,
  );
  const failed = run.files.flatMap(({ results, diagnostics }) => [
    ...results.filter(({ failures }) => failures.length > 0),
    ...diagnostics,
  ]);
  expect(failed).toEqual([]);
  expect(run.passed).toBe(7);
});
