import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { NamedTest } from './guard.ts';

/** How a named test ended; `missing` where it did not run at all. */
export interface Verdict {
  readonly status: 'green' | 'red' | 'missing';
  /** What a red test said, or what vitest did in place of running it. */
  readonly message: string;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const timeoutMs = 180_000;

/** Runs these tests of a copy of the project, and no others, in one worker. */
export async function runTests(
  copy: string,
  tests: readonly NamedTest[],
  environment: NodeJS.ProcessEnv,
): Promise<(test: NamedTest) => Verdict> {
  const reportFile = join(copy, 'report.json');
  await rm(reportFile, { force: true });
  const names = tests.map(({ name }) => `${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const args = [
    ...['node_modules/vitest/vitest.mjs', 'run', '--project', 'fast', '--project', 'services'],
    ...new Set(tests.map(({ file }) => file)),
    ...['-t', names.join('|'), '--maxWorkers=1', '--reporter=json', `--outputFile=${reportFile}`],
  ];
  const said = await run(copy, args, environment);
  const text = await readFile(reportFile, 'utf8').catch(() => '{"testResults":[]}');
  return (test) => verdictOf(JSON.parse(text) as Report, test, said);
}

function verdictOf({ testResults }: Report, test: NamedTest, said: string): Verdict {
  const file = testResults.find(({ name }) => name.endsWith(`/${test.file}`));
  const found = file?.assertionResults.find(({ fullName }) => fullName === test.name);
  if (found === undefined) return { status: 'missing', message: file?.message || said };
  const message = found.failureMessages.join('\n');
  if (found.status === 'passed') return { status: 'green', message };
  return { status: found.status === 'failed' ? 'red' : 'missing', message };
}

function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    child.once('error', reject).once('close', () => resolve(output));
  });
}
