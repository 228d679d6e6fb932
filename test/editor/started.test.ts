import { afterAll, beforeAll, expect, test } from 'vitest';

import { answerAll, planOf } from '../../cli/init/answers.ts';
import { filesOf, type NewFile } from '../../cli/init/files.ts';
import { projectAt } from '../../cli/init/project.ts';
import { editorFiles } from '../../cli/init/project-files.ts';
import { startLanguageServer, type LanguageServer } from '../support/language-server.ts';

let server: LanguageServer;
let files: readonly NewFile[];

function textOf(end: string): string {
  return files.find(({ path }) => path.endsWith(end))?.text ?? '';
}

beforeAll(async () => {
  const words = { id: 'new', title: 'New', owner: 'growth', timeZone: 'UTC' };
  files = [
    ...filesOf(planOf(await answerAll(words, undefined))),
    ...editorFiles(projectAt('.'), 'en'),
  ];
  const settings = JSON.parse(textOf('settings.json')) as {
    readonly 'yaml.schemas': Readonly<Record<string, readonly string[]>>;
  };
  server = await startLanguageServer(settings['yaml.schemas']);
});

afterAll(async () => {
  await server.stop();
});

test('what `usher init` writes is underlined nowhere', async () => {
  expect(await server.open('campaigns/new.yaml', textOf('/new.yaml'))).toEqual([]);
  expect(await server.open('campaigns/new.test.yaml', textOf('/new.test.yaml'))).toEqual([]);
});

test('its settings check campaigns whose first line names no schema', async () => {
  const bare = textOf('/new.yaml')
    .replace(/^#.*\n/, '')
    .replace('owner:', 'ownr:');
  const found = await server.open('campaigns/bare.yaml', bare);
  expect(found.map(({ message }) => message)).toEqual([
    'Missing property "owner".',
    'Property ownr is not allowed.',
  ]);
});
