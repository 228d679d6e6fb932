import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { usher, usherJson } from './usher.ts';

const right = 'test/cli/cases/right.yaml';
const server = createServer();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-unread-'));
  const at = (name: string): string => join(folder, name);
  await copyFile(right, at('right.yaml'));
  await symlink('loop-2.yaml', at('loop-1.yaml'));
  await symlink('loop-1.yaml', at('loop-2.yaml'));
  await symlink('/dev/zero', at('device.yaml'));
  await symlink('right.yaml', at('link.yaml'));
  execFileSync('mkfifo', [at('pipe.yaml')]);
  await new Promise<void>((resolve) => server.listen(at('socket.yaml'), resolve));
  const extending = (await readFile(right, 'utf8')).replace(
    /^kind: .*$/m,
    '$&\nextends: ./pipe.yaml',
  );
  await writeFile(at('extending.yaml'), extending.replace(/id: \S+/, 'id: extending'));
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('of a folder, what is no file or leads in a circle is named, and the rest is checked', async () => {
  const { code, json } = await usherJson(['lint', folder]);
  const cannot = (name: string, why: string): string =>
    `Cannot read ${join(folder, name)}: ${why}.`;
  const noFile = 'it is no file, but a pipe, a socket or a device';
  expect({ code, json }).toMatchObject({
    code: 2,
    json: {
      unread: [
        cannot('device.yaml', noFile),
        cannot('loop-1.yaml', 'its links lead in a circle'),
        cannot('loop-2.yaml', 'its links lead in a circle'),
        cannot('pipe.yaml', noFile),
        cannot('socket.yaml', noFile),
      ],
    },
  });
  const { files, diagnostics } = json as {
    files: { file: string }[];
    diagnostics: { code: string; message: string }[];
  };
  const named = files.map(({ file }) => file.slice(folder.length + 1));
  expect(named).toEqual(['extending.yaml', 'link.yaml', 'right.yaml']);
  const base = diagnostics.find((one) => one.code === 'BASE_UNREADABLE');
  expect(base?.message).toContain(noFile);
});

test('each of them alone is wrong use, in one line', async () => {
  for (const name of ['loop-1.yaml', 'pipe.yaml', `${'n'.repeat(300)}.yaml`, 'right.yaml/x.yaml']) {
    const run = await usher(['lint', join(folder, name)]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^Cannot read .*\.yaml: [a-z ,:]+\.\n$/);
  }
});
