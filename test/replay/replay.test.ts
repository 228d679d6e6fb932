import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { stories } from '../../cli/demo/stories/index.ts';
import { storyCampaign } from '../../cli/demo/story-campaign.ts';
import { installRuntime } from '../../worker/logging.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'test/replay/histories');
const logger = new DefaultLogger('ERROR');

installRuntime(pino({ level: 'silent' }));

async function replay(
  bundle: { readonly codePath: string } | { readonly code: string },
  file: string,
) {
  const history: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
  const results = Worker.runReplayHistories({ workflowBundle: bundle }, [
    { workflowId: `code/replayed/${file}`, history },
  ]);
  for await (const { error } of results) return error;
  return new Error('nothing was replayed');
}

describe('committed histories replay on the workflows as they are', async () => {
  const files = await readdir(folder);

  it('there is one of every shipped story', () => {
    expect(files.sort()).toEqual(stories.map((story) => `${storyCampaign(story)}.json`).sort());
  });

  // Of payout batches: before they were rows, and as they are.
  const others = await Promise.all(
    ['batches', 'verifications'].map(async (kind) =>
      (await readdir(join(folder, '..', kind))).map((file) => `../${kind}/${file}`),
    ),
  );

  for (const file of [...files, ...others.flat()]) {
    it(file, async () => {
      expect(await replay({ codePath: inject('workflowBundle') }, file)).toBeUndefined();
    });
  }
});

describe('negative control', () => {
  let copy: string;
  let code: string;

  /** The same workflows, but for one: it rests a moment before its first commit. */
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'usher-replay-'));
    await cp(join(root, 'workflows'), join(copy, 'workflows'), { recursive: true });
    await cp(join(root, 'domain'), join(copy, 'domain'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const path = join(copy, 'workflows/invitation-code.ts');
    const source = await readFile(path, 'utf8');
    const marker = "await untilCommitted(run, [], 'wake');";
    expect(source).toContain(marker);
    await writeFile(path, source.replace(marker, `await sleep(1_000); ${marker}`));
    const workflowsPath = join(copy, 'workflows/index.ts');
    ({ code } = await bundleWorkflowCode({ workflowsPath, logger }));
  });

  afterAll(() => rm(copy, { recursive: true, force: true }));

  it('a planted change of command order is found', async () => {
    const error = await replay({ code }, 'registration.json');
    expect(error?.name).toBe('DeterminismViolationError');
  });
});
