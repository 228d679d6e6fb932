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
/** Folders that a command of their own runs: they kill services, or need a browser. */
const APART = ['browser', 'crash', 'upgrade'];

const SERVICES = './test/support/global-setup.ts';
/** Brings no services: each file kills its own. */
const CRASH = './test/support/crash-setup.ts';

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
          exclude: [...FAST, ...APART].map(folder),
          isolate: false,
          globalSetup: SERVICES,
        },
      },
      ...APART.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [folder(name)],
          globalSetup: { browser: [], crash: CRASH, upgrade: SERVICES }[name] ?? [],
          fileParallelism: false,
          ...(name === 'crash' ? { testTimeout: 180_000 } : {}),
        },
      })),
    ],
  },
});
