// Compiles to dist/, and bundles the workflows so that a worker starts without webpack.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = `${root}node_modules/typescript/bin/tsc`;
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

if (existsSync(`${root}dist/worker/bundle.js`)) {
  const { writeBundle } = await import('../dist/worker/bundle.js');
  await writeBundle();
}
