import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { Seen, Task } from '../support/lint-worker.ts';

const mutations = 10_000;
const threads = 2;
/** New mutations every time; give the seed of a failure to see it again. */
const seed = Number(process.env['USHER_LINT_SEED'] ?? Date.now() % 2 ** 31);

/** Threads do not take over the loader of TypeScript, so each registers its own. */
const boot = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('../support/lint-worker.ts', import.meta.url).href)});
});`;

/** Runs a share of them in a thread of its own; a thread that dies rejects. */
async function work(task: Task): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(boot, { eval: true, workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code}; seed ${seed}`)));
  });
}

test(
  `${mutations} mutations of the shipped files: findings or none, never a crash`,
  { timeout: 600_000 },
  async () => {
    console.log(`seed ${seed}`);
    const share = mutations / threads;
    const seen = await Promise.all(
      Array.from({ length: threads }, (_, index) =>
        work({ seed, from: index * share, to: (index + 1) * share }),
      ),
    );
    const failures = seen.flatMap((each) => each.failures);
    expect(failures.slice(0, 3)).toEqual([]);
    const codes = new Set(seen.flatMap((each) => each.codes));
    const clean = seen.reduce((sum, each) => sum + each.clean, 0);
    console.log(`${clean} clean, ${mutations - clean} with findings, of ${codes.size} kinds`);
    // Mutations that all fail alike, or not at all, would look at little.
    expect(clean).toBeGreaterThan(mutations / 100);
    expect(clean).toBeLessThan(mutations * 0.9);
    expect(codes.size).toBeGreaterThan(30);
  },
);
