// All checks that need no service, behind one door: npm run check.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Check {
  name: string;
  /** A file under node_modules/, or of the project, that Node runs. */
  script: string;
  args: string[];
}

const TSX = 'tsx/dist/cli.mjs';
const TSC = 'typescript/bin/tsc';

const CHECKS: Check[] = [
  { name: 'lint', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
  { name: 'types', script: TSC, args: ['--noEmit'] },
  {
    name: 'types of the pure folders',
    script: TSC,
    args: ['--noEmit', '-p', 'tsconfig.pure.json'],
  },
  { name: 'format', script: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  {
    name: 'boundaries',
    script: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.mjs', '.'],
  },
  { name: 'unused code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'generated files', script: TSX, args: ['scripts/generate.ts', '--check'] },
  { name: 'translations', script: TSX, args: ['scripts/check-translations.ts'] },
  { name: 'tidiness', script: TSX, args: ['scripts/tidy.ts'] },
];
const AT_ONCE = 2;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs one check; prints a line when it holds, and all it said when not. */
async function run({ name, script, args }: Check): Promise<boolean> {
  const began = performance.now();
  const child = spawn(process.execPath, [`${root}node_modules/${script}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  const passed = code === 0;
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}`);
  if (!passed) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
  return passed;
}

const waiting = CHECKS.filter(
  ({ args }) => args[0]?.startsWith('scripts/') !== true || existsSync(`${root}${args[0]}`),
);
const results: boolean[] = [];
async function lane(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    results.push(await run(check));
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, lane));

const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} of ${results.length} checks hold`);
process.exitCode = failed === 0 ? 0 : 1;
