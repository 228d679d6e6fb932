import { defineConfig } from 'vitest/config';

/** Folders of test/ that need neither a database nor a server. */
const FAST = [
  ...[
    'architecture',
    'campaign-test',
    'chaos',
    'compare',
    'compile',
    'content',
    'domain',
    'editor',
    'lang',
    'lint',
  ],
  ...['model', 'qr', 'rules', 'simulate'],
];
const SERVICES = './test/support/global-setup.ts';
/** Folders that a command of their own runs: they kill services, or need a browser. */
const APART = {
  browser: { fileParallelism: false },
  // Each file kills services of its own, and waits most of the time.
  crash: {
    globalSetup: './test/support/crash-setup.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
  },
  upgrade: { globalSetup: SERVICES, fileParallelism: false },
};

function folder(name: string): string {
  return `test/${name}/**/*.test.ts`;
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Nothing in these two outlives a file, so that each worker loads the modules once.
      { extends: true, test: { name: 'fast', include: FAST.map(folder), isolate: false } },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/**/*.test.ts'],
          exclude: [...FAST, ...Object.keys(APART)].map(folder),
          isolate: false,
          globalSetup: SERVICES,
        },
      },
      ...Object.entries(APART).map(([name, options]) => ({
        extends: true as const,
        test: { name, include: [folder(name)], ...options },
      })),
    ],
  },
});
