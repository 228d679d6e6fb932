// Compiles to dist/, and bundles the workflows so that a worker starts without webpack.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = `${root}node_modules/typescript/bin/tsc`;
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

// npm marks a command executable only when it first links it; a later build would lose that.
chmodSync(`${root}dist/cli/main.js`, 0o755);

// tsc leaves out what is not TypeScript.
const migrations = `${root}dist/store/migrations`;
rmSync(migrations, { recursive: true, force: true });
cpSync(`${root}store/migrations`, migrations, { recursive: true });
cpSync(`${root}cli/receipt/page.html`, `${root}dist/cli/receipt/page.html`);

if (existsSync(`${root}dist/worker/bundle.js`)) {
  const { writeBundle } = await import('../dist/worker/bundle.js');
  await writeBundle();
}
