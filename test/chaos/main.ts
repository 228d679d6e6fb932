// Redemptions while workers, Temporal's server and Postgres are killed and the network is cut: `npm run
// test:chaos`, or with `-- --operations 1000 --seed 7`. A run of ten thousand writes bench/results/chaos.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { failuresOf, pageOf, ruleOfThree, type ChaosReport } from './report.ts';
import { runChaos } from './run-chaos.ts';

const longRun = 10_000;

const { values } = parseArgs({
  options: {
    /** Redemptions; each brings two milestones, and some a share or a reversal. */
    operations: {
      type: 'string',
      default: process.env['USHER_CHAOS_OPERATIONS'] ?? String(longRun),
    },
    every: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});

const redemptions = wholeNumber('operations', values.operations);
const report = await runChaos({
  redemptions,
  killEvery: wholeNumber('every', values.every),
  seed: wholeNumber('seed', values.seed),
  tell: values.verbose ? (line) => console.error(line) : () => undefined,
});
const failed = failuresOf(report).length > 0;
console.log(pageOf(report));
if (redemptions >= longRun) await keep(report);
console.log(`\nTests  1 ${failed ? 'failed' : 'passed'} (1)`);
process.exitCode = failed ? 1 : 0;

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${option} must be a whole number above zero, not ${text}`);
  return process.exit(2);
}

async function keep(run: ChaosReport): Promise<void> {
  const results = fileURLToPath(new URL('../../bench/results/', import.meta.url));
  const machine = { cores: cpus().length, node: process.version };
  const bound = { confidence: 0.95, rateMax: ruleOfThree(run.operations) };
  const text = JSON.stringify({ machine, ...run, bound, failures: failuresOf(run) }, null, 2);
  await mkdir(results, { recursive: true });
  await writeFile(`${results}chaos.json`, `${text}\n`);
}
