import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A forbidden import: the file that has it, what it imports, and the rule that must refuse it. */
const FORBIDDEN: [from: string, to: string, rule: string][] = [
  ['domain/a.ts', 'node:fs', 'domain-imports'],
  ['domain/b.ts', 'node:crypto', 'domain-imports'],
  ['domain/c.ts', 'ajv', 'domain-imports'],
  ['domain/d.ts', '../activities/target.ts', 'domain-imports'],
  ['rules/a.ts', '../store/target.ts', 'rules-imports'],
  ['rules/b.ts', '@temporalio/common', 'rules-imports'],
  ['rules/c.ts', 'node:path', 'rules-imports'],
  ['compile/a.ts', 'node:fs', 'compile-imports'],
  ['compile/b.ts', '@temporalio/common', 'compile-imports'],
  ['compile/c.ts', '../store/target.ts', 'compile-imports'],
  ['lint/a.ts', 'node:fs', 'lint-imports'],
  ['lint/b.ts', '../store/target.ts', 'lint-imports'],
  ['compile/d.ts', '../lint/target.ts', 'compile-imports'],
  ['workflows/a.ts', '../activities/target.ts', 'workflows-imports'],
  ['workflows/b.ts', 'node:crypto', 'workflows-imports'],
  ['workflows/c.ts', '../store/target.ts', 'workflows-imports'],
  ['store/a.ts', '../rules/target.ts', 'store-imports'],
  ['store/b.ts', '@temporalio/client', 'store-imports'],
  ['activities/a.ts', '../workflows/target.ts', 'activities-imports'],
  ['activities/b.ts', '../client/target.ts', 'activities-imports'],
  ['client/a.ts', '../activities/target.ts', 'client-imports'],
  ['client/b.ts', '../workflows/target.ts', 'client-imports'],
  ['reconcile/a.ts', '../client/target.ts', 'reconcile-imports'],
  ['reconcile/b.ts', '../activities/target.ts', 'reconcile-imports'],
  ['simulate/a.ts', '../store/target.ts', 'simulate-imports'],
  ['simulate/b.ts', '@temporalio/client', 'simulate-imports'],
  ['simulate/c.ts', 'node:http', 'simulate-imports'],
  ['campaign-test/a.ts', 'node:fs', 'campaign-test-imports'],
  ['campaign-test/b.ts', '../store/target.ts', 'campaign-test-imports'],
  ['campaign-test/c.ts', '../cli/target.ts', 'campaign-test-imports'],
  ['worker/a.ts', '../cli/target.ts', 'worker-imports'],
  ['worker/b.ts', '../gateway/target.ts', 'worker-imports'],
  ['worker/c.ts', '../client/target.ts', 'worker-imports'],
  ['sandbox/a.ts', '../domain/target.ts', 'sandbox-imports'],
  ['stack/a.ts', '../store/target.ts', 'stack-imports'],
  ['stack/b.ts', '@temporalio/client', 'stack-imports'],
  ['gateway/a.ts', '../worker/target.ts', 'gateway-imports'],
  ['cli/a.ts', '../worker/target.ts', 'cli-imports'],
  ['cli/b.ts', '../stack/target.ts', 'cli-imports'],
  ['cli/commands/dev.ts', '../../test/target.ts', 'cli-everything-imports'],
  ['domain/knot.ts', './loop.ts', 'no-cycles'],
  ['store/lost.ts', './nowhere.ts', 'resolvable'],
];

/** What must stay allowed, so that no rule passes by refusing everything. */
const ALLOWED: [from: string, to: string][] = [
  ['domain/ok.ts', './target.ts'],
  ['rules/ok.ts', 'json-rules-engine'],
  ['compile/ok.ts', 'yaml'],
  ['lint/ok.ts', '../compile/target.ts'],
  ['workflows/ok.ts', '@temporalio/workflow'],
  ['store/ok.ts', 'node:fs'],
  ['activities/ok.ts', '../rules/target.ts'],
  ['client/ok.ts', '../workflows/messages.ts'],
  ['client/ok2.ts', '../rules/target.ts'],
  ['client/ok3.ts', '../reconcile/target.ts'],
  ['reconcile/ok.ts', '../workflows/messages.ts'],
  ['worker/ok2.ts', '../reconcile/target.ts'],
  ['simulate/ok.ts', '../compile/target.ts'],
  ['campaign-test/ok.ts', '../simulate/target.ts'],
  ['campaign-test/ok2.ts', 'yaml'],
  ['cli/ok2.ts', '../campaign-test/target.ts'],
  ['worker/ok.ts', '../activities/target.ts'],
  ['sandbox/ok.ts', 'fastify'],
  ['stack/ok.ts', 'pg'],
  ['cli/ok.ts', '../stack/environment-error.ts'],
  ['cli/demo/ok.ts', '../../worker/target.ts'],
];

/** A type is free to cross any boundary. */
const TYPES_ONLY: [from: string, to: string][] = [
  ['workflows/types.ts', '../activities/target.ts'],
  ['sandbox/types.ts', '../domain/target.ts'],
  ['domain/types.ts', 'ajv'],
  ['domain/half.ts', './half-loop.ts'],
];

const FOLDERS = [
  ...new Set([...FORBIDDEN, ...ALLOWED].map(([from]) => from.replace(/[/].*/, ''))),
  'test',
];

let directory: string;
/** Per file, the rules that refused one of its imports. */
const refused = new Map<string, string[]>();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'usher-boundaries-'));
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  const targets = FOLDERS.map((folder) => `${folder}/target.ts`);
  for (const file of [...targets, 'workflows/messages.ts', 'stack/environment-error.ts']) {
    await plant(file, 'export const target = 1;\nexport type Target = number;\n');
  }
  for (const [from, to] of [...FORBIDDEN, ...ALLOWED]) await plant(from, `import '${to}';\n`);
  for (const [from, to] of TYPES_ONLY) await plant(from, `import type { Target } from '${to}';\n`);
  await plant('domain/loop.ts', `import './knot.ts';\n`);
  await plant('domain/half-loop.ts', `import './half.ts';\nexport type Target = number;\n`);
  for (const { from, rule } of await violations()) {
    refused.set(from, [...(refused.get(from) ?? []), rule.name]);
  }
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function plant(file: string, text: string): Promise<void> {
  const path = join(directory, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function violations(): Promise<ICruiseResult['summary']['violations']> {
  const config = (await import(join(root, '.dependency-cruiser.mjs'))) as {
    default: { forbidden: []; options: ICruiseOptions };
  };
  const { forbidden, options } = config.default;
  const { output } = await cruise(FOLDERS, {
    ...options,
    baseDir: directory,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations;
}

describe('the table of who may import whom', () => {
  test.each(FORBIDDEN)('%s may not import %s: %s', (from, _to, rule) => {
    expect(refused.get(from)).toContain(rule);
  });

  test.each(ALLOWED)('%s may import %s', (from) => {
    expect(refused.get(from)).toBeUndefined();
  });

  test.each(TYPES_ONLY)('%s may import a type from %s', (from) => {
    expect(refused.get(from)).toBeUndefined();
  });
});
