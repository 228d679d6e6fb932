import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The workflows as a later build might have them. */
export interface OtherBuild {
  readonly bundlePath: string;
  remove(): Promise<void>;
}

/** Each commit notes its revision in the memo: one more command, behind a patch. */
const patch = {
  file: 'code-run.ts',
  line: '      snapshot = response.snapshot;\n',
  more: "      if (patched('noted')) upsertMemo({ noted: response.snapshot.revision });\n",
  imports: "import { patched, upsertMemo } from '@temporalio/workflow';\n",
};

/** Bundles a copy of the workflows that has a patch. */
export async function buildPatched(): Promise<OtherBuild> {
  const copy = await mkdtemp(join(tmpdir(), 'usher-upgrade-'));
  for (const folder of ['workflows', 'domain']) {
    await cp(join(root, folder), join(copy, folder), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  const path = join(copy, 'workflows', patch.file);
  const source = await readFile(path, 'utf8');
  if (!source.includes(patch.line)) throw new Error(`${patch.file} has changed: mend the patch`);
  const changed = source.replace(patch.line, patch.line + patch.more);
  await writeFile(path, patch.imports + changed);
  const workflowsPath = join(copy, 'workflows/index.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const bundlePath = join(copy, 'workflows.bundle.js');
  await writeFile(bundlePath, code);
  return { bundlePath, remove: () => rm(copy, { recursive: true, force: true }) };
}

/** The migrations as a later build might have them: one more column, table and index. */
export async function addMigration(): Promise<URL> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-migrations-'));
  await cp(join(root, 'store/migrations'), directory, { recursive: true });
  await writeFile(
    join(directory, '9001_later.sql'),
    `ALTER TABLE redemption ADD COLUMN later text NOT NULL DEFAULT 'later';
     ALTER TABLE code ADD COLUMN later bigint;
     CREATE TABLE later (id bigint PRIMARY KEY);
     CREATE INDEX redemption_later ON redemption (later);
     GRANT SELECT, INSERT ON later TO usher_app;`,
  );
  return new URL(`file://${directory}/`);
}
