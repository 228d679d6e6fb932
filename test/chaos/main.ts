// Redemptions while workers, Temporal's server and Postgres are killed and the network is cut: `npm run
// test:chaos`, or with `-- --operations 1000 --seed 7`. With `--write` the figures go to bench/results/chaos.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { failuresOf, pageOf, ruleOfThree } from './report.ts';
import { runChaos } from './run-chaos.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: process.env['USHER_CHAOS_OPERATIONS'] ?? '10000' },
    every: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const report = await runChaos({
  redemptions: Number(values.operations),
  killEvery: Number(values.every),
  seed: Number(values.seed),
  tell: values.verbose ? (line) => console.error(line) : () => undefined,
});
const failures = failuresOf(report);
console.log(pageOf(report));
if (values.write) {
  const results = fileURLToPath(new URL('../../bench/results/', import.meta.url));
  const machine = { cores: cpus().length, node: process.version };
  const bound = { lostAndDoubledAtMost: ruleOfThree(report.operations), confidence: 0.95 };
  await mkdir(results, { recursive: true });
  await writeFile(
    `${results}chaos.json`,
    `${JSON.stringify({ machine, ...report, bound, failures }, null, 2)}\n`,
  );
}
console.log(failures.length === 0 ? '\nTests  1 passed (1)' : '\nTests  1 failed (1)');
process.exitCode = failures.length === 0 ? 0 : 1;
