// Runs the README's "five minutes" as it stands, in order, against a real `usher dev`.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const upMs = 120_000;

const readme = await readFile(`${root}README.md`, 'utf8');
const section = /## Five minutes[\s\S]*?\n## /.exec(readme)?.[0] ?? '';
const [start, commands] = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) =>
  text.trim().split('\n'),
);
if (start === undefined || commands === undefined) throw new Error('README.md has no tour');

// In a process group of its own, so that it can be interrupted as a terminal does it: npx, its shell and
// the command at once. A signal to npx alone never gets past the shell.
const dev = spawn('bash', ['-c', `exec ${start[0] ?? ''} --fresh`], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const ended = once(dev, 'exit');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
try {
  await up(dev);
  let code = 'CODE';
  for (const line of commands) {
    const command = line.replace(/\s+#.*$/, '').replace('CODE', code);
    console.log(`\n$ ${command}`);
    const { stdout } = await run('bash', ['-c', command], { cwd: root });
    process.stdout.write(stdout);
    if (command.includes('usher issue')) code = await valueOf();
  }
  console.log('\nthe tour of the README ran as it stands');
} finally {
  await rm(`${root}campaigns/my-campaign.yaml`, { force: true });
  interrupt();
  await ended;
}

/** Asking again gives the same code; programs read it as JSON. */
async function valueOf(): Promise<string> {
  const again = 'npx usher issue my-campaign --holder ann --output json';
  const { stdout } = await run('bash', ['-c', again], { cwd: root });
  const value = /"value":\s*"([^"]+)"/.exec(stdout)?.[1];
  if (value === undefined) throw new Error(`no code in ${stdout}`);
  return value;
}

function interrupt(): void {
  if (dev.pid !== undefined && dev.exitCode === null) process.kill(-dev.pid, 'SIGINT');
}

async function up({ stdout }: ChildProcess): Promise<void> {
  let said = '';
  const limit = setTimeout(interrupt, upMs);
  const serves = new Promise<void>((resolve) => {
    stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops')) resolve();
    });
  });
  const failed = ended.then(() => {
    throw new Error(`usher dev did not come up: ${said}`);
  });
  await Promise.race([serves, failed]).finally(() => {
    clearTimeout(limit);
  });
  // From now on its end is what we ask for.
  failed.catch(() => undefined);
}
