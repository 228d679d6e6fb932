// Takes each guard of money and idempotency away in turn and requires that the test named with it goes
// red: `npm run test:guards`, or with words of the guards' names after `--`. The project itself is never
// changed: a guard is taken away in a copy.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startPostgres } from '../stack/postgres.ts';
import { batchGuards } from './guards/batch-guards.ts';
import { alipayGuards } from './guards/alipay-guards.ts';
import { boundGuards } from './guards/bound-guards.ts';
import type { Guard } from './guards/guard.ts';
import { outsideGuards } from './guards/outside-guards.ts';
import { payoutEndGuards } from './guards/payout-end-guards.ts';
import { payoutGuards } from './guards/payout-guards.ts';
import { copyProject, takeAway } from './guards/project-copy.ts';
import { repeatGuards } from './guards/repeat-guards.ts';
import { reviewGuards } from './guards/review-guards.ts';
import { ruleGuards } from './guards/rule-guards.ts';
import { runTests, type Verdict } from './guards/run-tests.ts';
import { scenarioGuards } from './guards/scenario-guards.ts';
import { stepGuards } from './guards/step-guards.ts';
import { storeGuards } from './guards/store-guards.ts';
import { pointsGuards } from './guards/points-guards.ts';
import { streamGuards } from './guards/stream-guards.ts';
import { tieGuards } from './guards/tie-guards.ts';
import { trafficGuards } from './guards/traffic-guards.ts';

const atOnce = 2;
const asItMust = 'red as it must be';
const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2).join(' ');
const guards = [
  ...ruleGuards,
  ...reviewGuards,
  ...storeGuards,
  ...scenarioGuards,
  ...payoutGuards,
  ...payoutEndGuards,
  ...alipayGuards,
  ...repeatGuards,
  ...stepGuards,
  ...boundGuards,
  ...pointsGuards,
  ...outsideGuards,
  ...streamGuards,
  ...tieGuards,
  ...batchGuards,
  ...trafficGuards,
].filter(({ name }) => name.includes(words));

const directory = await mkdtemp(join(tmpdir(), 'usher-guards-'));
// Postgres may run as another user, and must be able to get to its folder in here.
await chmod(directory, 0o755);
const { DATABASE_URL } = process.env;
const postgres =
  DATABASE_URL === undefined
    ? await startPostgres({ dataDir: join(directory, 'postgres'), fsync: false })
    : undefined;
// None of the named tests needs a server of Temporal or the workflows' bundle.
const environment = {
  ...process.env,
  DATABASE_URL: DATABASE_URL ?? postgres?.url,
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  WORKFLOW_BUNDLE: 'none',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

let failed = 0;
try {
  const copies = await Promise.all(
    Array.from({ length: atOnce }, () => copyProject(root, directory)),
  );
  const withAll = await runTests(
    copies[0] ?? '',
    guards.map(({ test }) => test),
    environment,
  );
  const waiting = [...guards];
  const lane = async (copy: string): Promise<void> => {
    for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
      const before = withAll(guard.test);
      if (before.status === 'green') await tryWithout(guard, copy);
      else tell(guard, { word: `${before.status} with its guard`, seconds: 0, ...before });
    }
  };
  await Promise.all(copies.map(lane));
} finally {
  await cleanUp();
}
const passed = guards.length - failed;
const counts = [...(failed > 0 ? [`${String(failed)} failed`] : []), `${String(passed)} passed`];
console.log(`\nTests  ${counts.join(' | ')} (${String(guards.length)})`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function tryWithout(guard: Guard, copy: string): Promise<void> {
  const began = performance.now();
  const putBack = await takeAway(copy, guard);
  const verdict = (await runTests(copy, [guard.test], environment))(guard.test);
  await putBack();
  const seconds = Math.round((performance.now() - began) / 1000);
  tell(guard, { word: wordOf(guard, verdict), seconds, ...verdict });
}

function wordOf({ says }: Guard, { status, message }: Verdict): string {
  if (status === 'green') return 'STILL GREEN';
  if (status === 'missing') return 'DID NOT RUN';
  const isSaid = [says].flat().some((words) => message.includes(words));
  return isSaid ? asItMust : 'RED FOR ANOTHER REASON';
}

function tell(
  { name, keeps, test }: Guard,
  end: { readonly word: string; readonly seconds: number; readonly message: string },
): void {
  const { word, message } = end;
  const seconds = `${String(end.seconds)} s`.padStart(5);
  console.log(`${word.padEnd(18)}${seconds}  ${name} (${test.file} > ${test.name})`);
  if (word === asItMust) return;
  failed += 1;
  console.log(`    ${keeps}\n${message.trim().replaceAll(/^/gm, '    | ')}`);
}

async function cleanUp(): Promise<void> {
  await postgres?.stop();
  // A database that is just ending may still write.
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

async function stop(): Promise<void> {
  await cleanUp();
  process.exit(130);
}
